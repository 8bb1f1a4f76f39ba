using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An administrator makes and changes content types, and sees what happens first.</summary>
public sealed class DefinitionTests(Chromium chromium, RunningSite site) : DeskTests(chromium, site)
{
    [Fact]
    public async Task A_type_is_made_after_its_plan_and_a_renamed_field_keeps_what_was_written_and_answers_under_both_names()
    {
        await using var opened = await OpenInTenantAsync("Modeled", "/admin/definitions");
        var page = opened.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "New type" }).ClickAsync();

        await page.Locator("#def-label").FillAsync("Family recipe");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#def-name")).ToHaveValueAsync("FamilyRecipe");
        await AddFieldAsync("TextField", "Intro");
        await AddFieldAsync("NumericField", "Minutes");
        await AddFieldAsync("DateField", "First cooked");
        await RenameAsync("Minutes", "Intro");
        await Assertions.Expect(page.Locator(".complaint").First).ToHaveTextAsync("It is the name of another field here.");
        await PressAsync(opened, "Look at what happens");
        await SeeAsync(opened, "Nothing was saved. Mend what is marked below (2).");
        await AssertFitAsync(opened, "admin-definitions-refused");
        await RenameAsync("Minutes", "Minutes");
        await PressAsync(opened, "Look at what happens");
        await SeeAsync(opened, "Content type FamilyRecipe is added, with the parts TitlePart, FamilyRecipe.");
        await Assertions.Expect(Row("FamilyRecipe", "firstCooked")).ToContainTextAsync("new");
        await AssertFitAsync(opened, "admin-definitions-plan-new");
        Assert.Null((await DefinitionsAsync()).FindType("FamilyRecipe"));
        await PressAsync(opened, "Make these changes");
        await page.WaitForURLAsync("**/admin/definitions/types/FamilyRecipe");
        Assert.Equal(["Intro TextField", "Minutes NumericField", "FirstCooked DateField"], (await DefinitionsAsync()).FieldsOf("FamilyRecipe").Select(field => $"{field.Name} {field.FieldName}"));

        var written = (await Site.RunAsync<Publish, Outcome<ContentItem>>(
            verb => verb.RunAsync(new ContentDraft { ContentType = "FamilyRecipe", Parts = JsonNode.Parse("""{"TitlePart":{"Title":"Soup"},"FamilyRecipe":{"Intro":{"Text":"Warm and quick"},"Minutes":{"Value":20}}}""")!.AsObject() }, new Editor("u1", "anna"), Cancel),
            "Modeled")).Value;
        await RenameAsync("Intro", "Lead");
        await SeeAsync(opened, "Intro becomes Lead: what items have stored moves along, and GraphQL answers under both names.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Home", Exact = true }).ClickAsync();
        await AnswerAsync(opened, "Cancel");
        await PressAsync(opened, "Look at what happens");
        await SeeAsync(opened, "Field Intro of part FamilyRecipe becomes Lead (1 item).");
        await Assertions.Expect(Row("FamilyRecipe", "intro")).ToContainTextAsync("lead");
        await Assertions.Expect(Row("FamilyRecipe", "intro")).ToContainTextAsync("both answer");
        await AssertFitAsync(opened, "admin-definitions-plan-rename");
        await PressAsync(opened, "Make these changes");
        await SeeAsync(opened, "FamilyRecipe is changed.");
        await SeeAsync(opened, "All stored items are as the definitions say.");

        var stored = await Site.RunAsync<ContentStore, ContentItem?>(store => store.FindPublishedAsync(written.ContentItemId, Cancel), "Modeled");
        Assert.Equal("Warm and quick", (string?)JsonNode.Parse(stored!.PartsJson)!["FamilyRecipe"]!["Lead"]!["Text"]);
        Assert.Equal(["Intro"], (await DefinitionsAsync()).FieldsOf("FamilyRecipe")[0].FormerGraphQLNames);

        await PressAsync(opened, "Remove Minutes");
        await PressAsync(opened, "Look at what happens");
        await SeeAsync(opened, "Field Minutes of part FamilyRecipe is removed; its data stays until it is purged (1 item).");
        await PressAsync(opened, "Make these changes");
        await Assertions.Expect(page.GetByText("FirstCooked", new() { Exact = true })).ToBeVisibleAsync();
        await GoToAsync(opened, "/modeled/admin/definitions/leftovers");
        await PressAsync(opened, "Look through all items");
        await PressAsync(opened, "Throw away: Field Minutes of part FamilyRecipe");
        await SeeAsync(opened, "Data of the removed field Minutes of part FamilyRecipe is purged (1 item).");
        await PressAsync(opened, "Throw it away for good");
        await page.GetByLabel("Type Minutes to confirm").FillAsync("Minutes");
        await AnswerAsync(opened, "Throw it away for good");
        await SeeAsync(opened, "All stored items are as the definitions say.");
        await SeeAsync(opened, "Nothing is left over");
        await AssertFitAsync(opened, "admin-definitions-leftovers");
        AssertNone(opened.Errors);

        ILocator Row(string owner, string name) => page.Locator(".def-plan tbody tr").Filter(new() { Has = page.GetByText(owner, new() { Exact = true }) }).Filter(new() { Has = page.GetByText(name, new() { Exact = true }) });

        async Task AddFieldAsync(string kind, string label)
        {
            var fields = page.Locator("section[aria-labelledby=def-fields]");
            await fields.GetByLabel("Add a field").SelectOptionAsync(kind);
            await fields.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Assertions.Expect(fields.Locator("input:focus")).ToHaveValueAsync("");
            await page.Keyboard.TypeAsync(label);
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(fields.GetByText($"Settings of {label}")).ToBeVisibleAsync();
        }

        async Task RenameAsync(string label, string name)
        {
            var row = page.Locator(".def-row").Filter(new() { HasText = $"Settings of {label}" });
            if (await row.Locator("details.def-row-more").First.GetAttributeAsync("open") is null)
                await row.GetByText($"Settings of {label}").ClickAsync();
            await row.GetByLabel("Technical name").FillAsync(name);
            await page.Keyboard.PressAsync("Tab");
        }

        Task<ContentDefinitions> DefinitionsAsync() => Site.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetStoredAsync(Cancel), "Modeled");
    }

    [Theory]
    [InlineData(Phone, ColorScheme.Dark)]
    [InlineData(Desk, ColorScheme.Light)]
    public async Task The_form_of_a_type_and_of_a_part_keep_WCAG_2_2_AA_with_everything_open_and_fit_the_window(int width, ColorScheme colors)
    {
        await using var opened = await OpenAdminAsync("/admin/definitions/types/GuideArticle", width: width, colors: colors);
        await opened.WaitUntilLiveAsync();
        await AssertFitAsync(opened, $"admin-definitions-type-{width}");
        foreach (var path in new[] { "types/GuideArticle", "types/GuideSection", "new-part" })
        {
            await GoToAsync(opened, $"/admin/definitions/{path}");
            await Assertions.Expect(opened.Page.Locator("#def-name")).ToBeVisibleAsync();
            await opened.Page.EvaluateAsync("document.querySelectorAll('.content details').forEach(one => one.open = true)");
            await AssertFitAsync(opened, $"admin-definitions-{path.Replace('/', '-')}-open-{width}");
        }

        AssertNone(opened.Errors);
    }
}
