using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Queries;
using Cms.Recipes;
using Cms.Settings;
using Cms.Tenants;
using Cms.Tests.Memory;

namespace Cms.Tests.Recipes.Steps;

/// <summary>The step <c>Queries</c>. What a document must be is asked of a rule that wants a brace at its beginning.</summary>
public sealed class QueriesStepTests : IAsyncDisposable
{
    private const string Sql = """{"Source":"Sql","Name":"LatestGuides","Template":"SELECT 1","Schema":"{}","ReturnContentItems":true}""";
    private const string Guides = """{"Source":"GraphQL","Name":"Guides","Template":"{ guideArticle { path } }"}""";

    private readonly MemoryCms _cms = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_GraphQL_document_is_kept_under_its_name()
    {
        var remarks = await _cms.RunRecipeAsync(Step(Guides, """{"source":"graphql","name":"site-Name_2","template":"{ site { siteName } }"}"""));

        Assert.Empty(remarks);
        Assert.Equal([("Guides", "{ guideArticle { path } }"), ("site-Name_2", "{ site { siteName } }")], (await ListAsync()).Select(query => (query.Name, query.Document)));
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await _cms.RunRecipeAsync(Step(Guides, Sql));
        var told = _cms.Data.Events.Count;

        await _cms.RunRecipeAsync(Step(Guides, Sql));

        Assert.Equal(told, _cms.Data.Events.Count);
    }

    [Fact]
    public async Task A_document_of_the_same_name_replaces_the_one_before_letter_case_aside()
    {
        await _cms.RunRecipeAsync(Step(Guides));

        await _cms.RunRecipeAsync(Step(Guides.Replace("\"Guides\"", "\"guides\"", StringComparison.Ordinal).Replace("path", "displayText", StringComparison.Ordinal)));

        Assert.Equal([("guides", "{ guideArticle { displayText } }")], (await ListAsync()).Select(query => (query.Name, query.Document)));
    }

    [Fact]
    public async Task Queries_of_other_sources_are_kept_as_they_are_and_reported()
    {
        const string Nameless = """{"Template":"x"}""";

        var remarks = await _cms.RunRecipeAsync(Step(Sql, Guides, Nameless));

        const string Reason = "SQL and search queries would open the tables; GraphQL documents take their place";
        Assert.Equal([$"Queries: LatestGuides (Sql), one without a name (no source) kept and not run: {Reason}."], remarks);
        var kept = Assert.Single(await KeptAsync());
        Assert.Equal(("test", "Queries", Reason), (kept.Recipe, kept.Name, kept.Reason));
        Assert.Equal($$"""{"name":"Queries","Queries":[{{Sql}},{{Nameless}}]}""", kept.Step.ToJsonString());
        Assert.Equal(["Guides"], (await ListAsync()).Select(query => query.Name));
    }

    [Fact]
    public async Task Members_that_say_nothing_of_a_document_are_named()
    {
        var remarks = await _cms.RunRecipeAsync(Step("""{"Source":"GraphQL","Name":"Guides","Template":"{ a }","Schema":"{}","ReturnContentItems":true}"""));

        Assert.Equal(["Queries: Schema, ReturnContentItems of Guides left out, as they say nothing of a GraphQL document."], remarks);
    }

    [Theory]
    [InlineData("""{"Source":"GraphQL","Template":"{ a }"}""", "a query has no Name.")]
    [InlineData("""{"Source":"GraphQL","Name":"my guides","Template":"{ a }"}""", "the name of a query has 1 to 128 letters from A to Z, digits, - and _; \"my guides\" does not.")]
    [InlineData("""{"Source":"GraphQL","Name":"Guides\n","Template":"{ a }"}""", "the name of a query has 1 to 128 letters from A to Z, digits, - and _; \"Guides\n\" does not.")]
    [InlineData("""{"Source":"GraphQL","Name":"Guides"}""", "Guides has no Template, which is the text of a GraphQL document.")]
    [InlineData("""{"Source":"GraphQL","Name":"Guides","Template":5}""", "Guides has no Template, which is the text of a GraphQL document.")]
    [InlineData("""{"Source":"GraphQL","Name":"Guides","Template":"SELECT 1"}""", "Guides, line 1, column 1: it must begin with {.")]
    public async Task What_cannot_be_kept_refuses_the_whole_recipe(string entry, string message)
    {
        var recipe = RecipeText.Of("""{"name":"settings","SiteName":"After"}""", $$"""{"name":"Queries","Queries":[{{Guides}},{{Sql}},{{entry}}]}""");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => _cms.RunRecipeAsync(recipe));

        Assert.Equal($"test.recipe.json, step 2 (Queries): {message}", refusal.Message);
        Assert.Empty(_cms.Data.Events);
        Assert.Empty(await KeptAsync());
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_name_has_128_letters_at_most(int length, bool allowed)
    {
        var running = _cms.RunRecipeAsync(Step($$"""{"Source":"GraphQL","Name":"{{new string('a', length)}}","Template":"{ a }"}"""));

        Assert.Equal(allowed, await Record.ExceptionAsync(() => running) is null);
    }

    [Fact]
    public async Task A_step_without_its_list_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<RecipeException>(() => _cms.RunRecipeAsync(RecipeText.Of("""{"name":"Queries"}""")));

        Assert.Equal("test.recipe.json, step 1 (Queries): it needs \"Queries\": a list of objects.", refusal.Message);
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_different()
    {
        await _cms.RunRecipeAsync(Step(Guides));
        var file = Path.Combine(_cms.Folder, "test.recipe.json");
        await File.WriteAllTextAsync(file, Step(Guides.Replace("path", "displayText", StringComparison.Ordinal), """{"Source":"GraphQL","Name":"Site","Template":"{ site }"}"""), Cancel);
        var recipe = await Recipe.ReadAsync(file, Cancel);

        var preview = await _cms.RunAsync<RecipeRunner, RecipePreview>(runner => runner.PreviewAsync(recipe, Cancel));

        Assert.Equal(
            [
                "queries:",
                """  ~ Guides.Template: "{ guideArticle { path } }" -> "{ guideArticle { displayText } }" """.TrimEnd(),
                """  + Site: {"Template":"{ site }"}""",
            ],
            preview.Lines);
        Assert.Equal(["Guides"], (await ListAsync()).Select(query => query.Name));
    }

    [Fact]
    public async Task A_step_that_was_kept_by_an_older_Cms_is_run_once_and_its_other_queries_stay_kept()
    {
        await _cms.RunAsync<SettingsStore, Done>(async settings =>
        {
            var step = JsonNode.Parse($$"""{"Recipe":"old","Name":"Queries","Reason":"not yet","Step":{"name":"Queries","Queries":[{{Sql}},{{Guides}}]} }""");
            await settings.SaveAsync(WaitingStep.Section, new JsonObject { ["Steps"] = new JsonArray(step) }, new SettingsChanged(WaitingStep.Section), Cancel);
            return default;
        });

        var first = await _cms.RunAsync<RunWaitingSteps, IReadOnlyList<WaitedStep>>(verb => verb.RunAsync(Cancel));
        var second = await _cms.RunAsync<RunWaitingSteps, IReadOnlyList<WaitedStep>>(verb => verb.RunAsync(Cancel));

        Assert.Equal([null], first.Select(step => step.Failure));
        Assert.Empty(second);
        Assert.Equal(["Guides"], (await ListAsync()).Select(query => query.Name));
        Assert.Equal($$"""{"name":"Queries","Queries":[{{Sql}}]}""", Assert.Single(await KeptAsync()).Step.ToJsonString());
    }

    [Fact]
    public async Task What_is_kept_between_requests_follows_a_change()
    {
        var queries = _cms.Services.GetService(typeof(PerTenant<NamedQueries>)) as PerTenant<NamedQueries>;
        var before = (await queries!.GetAsync(_cms.Tenant, Cancel)).Find("guides");

        await _cms.RunRecipeAsync(Step(Guides));
        var made = (await queries.GetAsync(_cms.Tenant, Cancel)).Find("guides");
        var removed = await _cms.RunAsync<RemoveNamedQuery, Outcome<NamedQuery>>(verb => verb.RunAsync("GUIDES", Cancel));
        var again = await _cms.RunAsync<RemoveNamedQuery, Outcome<NamedQuery>>(verb => verb.RunAsync("Guides", Cancel));

        Assert.Equal((null, "Guides"), (before?.Name, made?.Name));
        Assert.Equal(made, removed.Value);
        Assert.Equal("There is no query \"Guides\". Queries: none.", again.Problem?.Message);
        Assert.Null((await queries.GetAsync(_cms.Tenant, Cancel)).Find("guides"));
    }

    public ValueTask DisposeAsync() => _cms.DisposeAsync();

    private static string Step(params string[] entries) => RecipeText.Of($$"""{"name":"Queries","Queries":[{{string.Join(',', entries)}}]}""");

    private Task<IReadOnlyList<NamedQuery>> ListAsync() => _cms.RunAsync<SettingsStore, IReadOnlyList<NamedQuery>>(
        async settings => [.. NamedQueries.ListIn(await settings.FindAsync(NamedQueries.Section, Cancel))]);

    private Task<IReadOnlyList<WaitingStep>> KeptAsync() =>
        _cms.RunAsync<SettingsStore, IReadOnlyList<WaitingStep>>(settings => WaitingStep.ListAsync(settings, Cancel));
}
