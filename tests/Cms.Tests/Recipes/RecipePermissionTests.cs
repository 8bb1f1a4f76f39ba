using Cms.Queries;
using Cms.Recipes;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Recipes;

/// <summary>Recipes are run, looked at and written by the program or by those who may, and do nothing that who runs them may not do.</summary>
public sealed class RecipePermissionTests
{
    private const string Secret = """
        {"name":"ContentDefinition","ContentParts":[
          {"Name":"Article","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}]},
          {"Name":"Contact","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Mail","Settings":{"FieldAccessSettings":{"ViewPermission":true}}},{"FieldName":"TextField","Name":"Name"}]}],
         "ContentTypes":[{"Name":"Contact","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}},"ContentTypePartDefinitionRecords":[{"PartName":"Contact"}]}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_runs_looks_at_or_exports_recipes_without_the_permission()
    {
        await using var site = await TestSite.OpenAsync();
        var editor = Caller.SignedIn("e", "eva", [Permission.PublishContent, Permission.EditContentTypes]);
        var recipe = await ReadAsync(site, RecipeText.Content("""{"ContentType":"Page","TitlePart":{"Title":"P"}}"""));

        var run = await FailAsync(() => AsAsync<RecipeRunner, IReadOnlyList<string>>(site, editor, runner => runner.RunAsync(recipe, Cancel)));
        var looked = await FailAsync(() => AsAsync<RecipeRunner, RecipePreview>(site, editor, runner => runner.PreviewAsync(recipe, Cancel)));
        var exported = await FailAsync(() => AsAsync<ExportRecipe, ExportedRecipe>(site, editor, export => export.RunAsync("x", "x", Cancel)));

        Assert.Equal(("You may not run recipes; it needs the permission Import.", "You may not run recipes; it needs the permission Import."), (run, looked));
        Assert.Equal("You may not export the site; it needs the permission Export.", exported);
        Assert.Empty(await site.ListAsync("Page"));
    }

    [Theory]
    [InlineData("""{"name":"feature","enable":[]}""", "ManageFeatures")]
    [InlineData("""{"name":"settings","SiteName":"Mine"}""", "ManageSettings")]
    [InlineData("""{"name":"themes","site":"guide"}""", "ManageThemes")]
    [InlineData("""{"name":"custom-settings","Contact":{"Contact":{"Name":{"Text":"x"}}}}""", "ManageCustomSettings_Contact")]
    [InlineData("""{"name":"Roles","Roles":[{"Name":"Anonymous","Permissions":[]}]}""", "ManageRoles")]
    [InlineData("""{"name":"media","Files":[{"TargetPath":"a.txt","Base64":"YQ=="}]}""", "ManageMediaContent")]
    [InlineData("""{"name":"Queries","Queries":[{"Source":"GraphQL","Name":"Q","Template":"{ a }"}]}""", "ManageQueries")]
    [InlineData("""{"name":"Users","Users":[{"UserName":"new"}]}""", "ManageUsers")]
    [InlineData("""{"name":"DeleteContentDefinition","ContentTypes":["Page"]}""", "EditContentTypes")]
    [InlineData("""{"name":"content","data":[{"ContentType":"Page","TitlePart":{"Title":"P"}}]}""", "PublishContent")]
    public async Task A_step_does_nothing_that_who_runs_it_may_not_do(string step, string permission)
    {
        await using var site = await TestSite.OpenAsync(Secret);
        var recipe = await ReadAsync(site, step);

        var refused = await FailAsync(() => AsAsync<RecipeRunner, IReadOnlyList<string>>(site, Caller.SignedIn("i", "ida", [Permission.Import]), runner => runner.RunAsync(recipe, Cancel)));
        await AsAsync<RecipeRunner, IReadOnlyList<string>>(site, Caller.SignedIn("i", "ida", [Permission.Import, permission]), runner => runner.RunAsync(recipe, Cancel));

        Assert.Contains("You may not", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gives_a_role_what_they_do_not_have_but_may_leave_and_take_it()
    {
        await using var site = await TestSite.OpenAsync("""{"name":"Roles","Roles":[{"Name":"Editor","Permissions":["SiteOwner","ViewContent"]}]}""");
        var keeper = Caller.SignedIn("k", "kim", [Permission.Import, Permission.ManageRoles, Permission.ViewContent]);

        var refused = await FailAsync(async () => await RunAsync("""{"name":"Roles","Roles":[{"Name":"Author","Permissions":["SiteOwner"]}]}"""));
        await RunAsync("""{"name":"Roles","Roles":[{"Name":"Editor","PermissionBehavior":"Remove","Permissions":["ViewContent"]},{"Name":"Author","Permissions":["ViewContent"]}]}""");

        Assert.EndsWith("You may not give role Author the permission SiteOwner, which you do not have.", refused, StringComparison.Ordinal);
        var roles = (await site.SettingsAsync(RolePermissions.Section))!;
        Assert.Equal(("""["SiteOwner"]""", """["ViewContent"]"""), (roles["Editor"]!["Permissions"]!.ToJsonString(), roles["Author"]!["Permissions"]!.ToJsonString()));

        async Task<IReadOnlyList<string>> RunAsync(string step)
        {
            var recipe = await ReadAsync(site, step);
            return await AsAsync<RecipeRunner, IReadOnlyList<string>>(site, keeper, runner => runner.RunAsync(recipe, Cancel));
        }
    }

    [Fact]
    public async Task An_export_has_only_what_its_caller_sees()
    {
        await using var site = await TestSite.OpenAsync(
            Secret,
            """{"name":"custom-settings","Contact":{"Contact":{"Mail":{"Text":"hidden@x"},"Name":{"Text":"Seen"}}}}""",
            """{"name":"Queries","Queries":[{"Source":"GraphQL","Name":"Q","Template":"{ a }"}]}""");
        await site.PublishAsync(TestSite.Article("Seen", """ "Article":{"Source":{"Text":"hidden"},"Summary":{"Text":"seen"} } """));
        await site.SaveDraftAsync(TestSite.Article("Draft"));
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Other"} }"""));

        var seen = await AsAsync<ExportRecipe, ExportedRecipe>(site, Caller.SignedIn("r", "rita", [Permission.Export, "View_Article", "View_Contact", Permission.ViewContentTypes]), export => export.RunAsync("x", "x", Cancel));
        var whole = await site.Cms.RunAsync<ExportRecipe, ExportedRecipe>(export => export.RunAsync("x", "x", Cancel));

        var text = seen.Recipe.ToJsonString();
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Source", text.Replace("\"Source\":\"GraphQL\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["Seen"], seen.Recipe["steps"]!.AsArray().Single(step => (string?)step!["name"] == "content")!["data"]!.AsArray().Select(item => (string?)item!["DisplayText"]));
        Assert.Equal(["ContentDefinition", "custom-settings", "content"], seen.Recipe["steps"]!.AsArray().Select(step => (string?)step!["name"]));
        Assert.Equal(["Queries left out, which needs the permission ManageQueries."], seen.Remarks);
        Assert.Contains("hidden@x", whole.Recipe.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_at_what_a_recipe_would_change_tells_nothing_of_what_one_does_not_see()
    {
        await using var site = await TestSite.OpenAsync(Secret);
        var item = (await site.PublishAsync(TestSite.Article("Seen", """ "Article":{"Source":{"Text":"hidden"},"Summary":{"Text":"seen"} } """))).Value;
        var recipe = await ReadAsync(site, RecipeText.Content($$"""{"ContentItemId":"{{item.ContentItemId}}","ContentType":"Article","TitlePart":{"Title":"Seen"},"Article":{"Summary":{"Text":"new"} } }"""));
        var caller = Caller.SignedIn("i", "ida", [Permission.Import, Permission.PublishContent]);

        var preview = await AsAsync<RecipeRunner, RecipePreview>(site, caller, runner => runner.PreviewAsync(recipe, Cancel));

        Assert.Contains("new", string.Join('\n', preview.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", string.Join('\n', preview.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_queries_are_given_and_taken_by_those_who_may()
    {
        await using var site = await TestSite.OpenAsync();
        var asker = Caller.SignedIn("a", "ada", [Permission.ExecuteGraphQL]);
        var keeper = Caller.SignedIn("k", "kim", [Permission.ManageQueries]);

        var refused = await AsAsync<SaveNamedQueries, Outcome<IReadOnlyList<NamedQuery>>>(site, asker, verb => verb.RunAsync([new NamedQuery("Q", "{ a }")], Cancel));
        var saved = await AsAsync<SaveNamedQueries, Outcome<IReadOnlyList<NamedQuery>>>(site, keeper, verb => verb.RunAsync([new NamedQuery("Q", "{ a }")], Cancel));
        var notRemoved = await AsAsync<RemoveNamedQuery, Outcome<NamedQuery>>(site, asker, verb => verb.RunAsync("Q", Cancel));

        Assert.Equal((ProblemKind.Forbidden, null, ProblemKind.Forbidden), (refused.Problem?.Kind, saved.Problem, notRemoved.Problem?.Kind));
    }

    private static async Task<Recipe> ReadAsync(TestSite site, string step)
    {
        var file = Path.Combine(site.Cms.Folder, "asked.recipe.json");
        await File.WriteAllTextAsync(file, RecipeText.Of(step), Cancel);
        return await Recipe.ReadAsync(file, Cancel);
    }

    private static async Task<string> FailAsync(Func<Task> run) => (await Assert.ThrowsAsync<RecipeException>(run)).Message;

    private static Task<T> AsAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<T>> run) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return run(services.GetRequiredService<TVerb>());
    });
}
