using System.Text.Json.Nodes;
using Cms.Recipes;
using Cms.Tests.Memory;
using Json.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Recipes;

/// <summary><c>docs/recipe.schema.json</c>, which editors of recipes use.</summary>
public sealed class RecipeSchemaTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "recipe.schema.json");

    private static readonly JsonSchema Schema = JsonSchema.FromFile(File);

    public static TheoryData<string> Recipes => [.. new[] { "recipes", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.recipe.json", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(name => name is "bin" or "obj"))];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_recipe_of_the_repository_fits(string file) =>
        Assert.Empty(Complaints(System.IO.File.ReadAllText(Path.Combine(Repository.Root, file))));

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"steps":{}}""")]
    [InlineData("""{"steps":[{"enable":[]}]}""")]
    [InlineData("""{"steps":[{"name":"featur"}]}""")]
    [InlineData("""{"steps":[{"name":"command","Commands":[]}]}""")]
    [InlineData("""{"steps":[{"name":"feature","enable":"OrchardCore.Media"}]}""")]
    [InlineData("""{"steps":[{"name":"content"}]}""")]
    [InlineData("""{"steps":[{"name":"Content","data":[{"DisplayText":"x"}]}]}""")]
    [InlineData("""{"steps":[{"name":"content","data":[{"ContentType":"Page","ContentItemId":"my page"}]}]}""")]
    [InlineData("""{"steps":[{"name":"content","data":[{"ContentType":"Page","CreatedUtc":"yesterday"}]}]}""")]
    [InlineData("""{"steps":[{"name":"Roles","Roles":[{"Name":"Editor","PermissionBehavior":"Merge"}]}]}""")]
    [InlineData("""{"steps":[{"name":"Roles","Roles":[{"Permissions":[]}]}]}""")]
    [InlineData("""{"steps":[{"name":"Users","Users":[{"Email":"anna@example.org"}]}]}""")]
    [InlineData("""{"steps":[{"name":"Users","Users":[{"UserName":"anna","RoleNames":"Editor"}]}]}""")]
    [InlineData("""{"steps":[{"name":"media","Files":[{"TargetPath":"a.png"}]}]}""")]
    [InlineData("""{"steps":[{"name":"media","Files":[{"TargetPath":"/a.png","Base64":""}]}]}""")]
    [InlineData("""{"steps":[{"name":"ContentDefinition","ContentTypes":[{"Name":"Guide Article"}]}]}""")]
    [InlineData("""{"steps":[{"name":"ContentDefinition","ContentParts":[{"Name":"A","ContentPartFieldDefinitionRecords":[{"Name":"B"}]}]}]}""")]
    [InlineData("""{"steps":[{"name":"recipes","Values":[{}]}]}""")]
    [InlineData("""{"steps":[{"name":"RenameContentDefinition","Fields":[{"From":"A","To":"B"}]}]}""")]
    [InlineData("""{"steps":[{"name":"Queries"}]}""")]
    [InlineData("""{"steps":[{"name":"Queries","Queries":[{"Source":"graphql","Name":"Guides"}]}]}""")]
    [InlineData("""{"steps":[{"name":"Queries","Queries":[{"Source":"GraphQL","Name":"my guides","Template":"{ a }"}]}]}""")]
    [InlineData("""{"steps":[{"name":"OpenIdApplication","ClientSecret":"secret-1"}]}""")]
    [InlineData("""{"steps":[{"name":"OpenIdApplication","ClientId":"app","RoleEntries":["Editor"]}]}""")]
    [InlineData("""{"steps":[{"name":"OpenIdScope","Permissions":["ViewContent"]}]}""")]
    [InlineData("""{"steps":[{"name":"OpenIdServerSettings","AccessTokenFormat":"Paper"}]}""")]
    [InlineData("""{"variables":[],"steps":[]}""")]
    public void What_is_wrong_does_not_fit(string recipe) => Assert.NotEmpty(Complaints(recipe));

    [Fact]
    public void Scripts_fit_where_a_text_has_a_form() =>
        Assert.Empty(Complaints("""{"steps":[{"name":"content","data":[{"ContentType":"Page","ContentItemId":"[js: uuid()]","CreatedUtc":"[js: new Date().toISOString()]"}]}]}"""));

    [Fact]
    public async Task It_knows_every_step_that_is_not_refused_and_no_other()
    {
        await using var cms = new MemoryCms();
        var run = await cms.InScopeAsync(services => Task.FromResult(services.GetServices<RecipeStep>().Select(step => step.Name).ToList()));

        var names = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken))!["definitions"]!["step"]!["properties"]!["name"]!["enum"]!.AsArray();

        var kept = OrchardStep.All.Where(step => step.Fate != StepFate.Refused).Select(step => step.Name);
        Assert.Equal(
            run.Concat(kept).Select(name => name.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal),
            names.Select(name => ((string)name!).ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal));
        Assert.All(run, name => Assert.Contains(name, names.Select(known => (string)known!)));
    }

    private static IReadOnlyList<string> Complaints(string recipe)
    {
        var result = Schema.Evaluate(JsonNode.Parse(recipe, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true }), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. result.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}")];
    }
}
