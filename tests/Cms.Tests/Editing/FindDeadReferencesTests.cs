using Cms.Editing;

namespace Cms.Tests.Editing;

public sealed class FindDeadReferencesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_whose_references_all_lead_somewhere_has_no_dead_ones()
    {
        await using var site = await OpenAsync();
        await site.PublishAsync(TestSite.Article("Rest") with { ContentItemId = "rest" });
        Directory.CreateDirectory(Path.Combine(site.Cms.Folder, "Sites", "Default", "Media"));
        await File.WriteAllTextAsync(Path.Combine(site.Cms.Folder, "Sites", "Default", "Media", "here.svg"), "x", Cancel);
        await PublishAsync(site, """
            "Article":{"Tags":{"TermContentItemIds":["earth"]} },
            "Links":{"Text":{"Text":"[a](content:rest) [b](content:sea)"},"Picked":{"ContentItemIds":["rest"]},"Picture":{"Paths":["here.svg"]} }
            """);

        Assert.Empty(await DeadAsync(site));
    }

    [Fact]
    public async Task What_leads_nowhere_is_listed_with_its_place_and_why()
    {
        await using var site = await OpenAsync();
        await site.SaveDraftAsync(TestSite.Article("Rest") with { ContentItemId = "draft" });
        await site.PublishAsync(TestSite.Draft("Plain", "{}") with { ContentItemId = "pageless" });
        await PublishAsync(site, """
            "Article":{"Tags":{"TermContentItemIds":["lost","sea"]} },
            "Links":{"Text":{"Text":"[a](content:draft)[b](content:none)[c](content:pageless)"},"Picked":{"ContentItemIds":["draft"]},"Picture":{"Paths":["gone.svg"]} }
            """);

        Assert.Equal(
            [
                "Picked draft is not published",
                "Picture gone.svg does not exist",
                "Tags lost is no term of a published taxonomy",
                "Text draft is not published",
                "Text none does not exist",
                "Text pageless has no page",
            ],
            (await DeadAsync(site)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Settings_of_the_site_are_looked_at_too()
    {
        await using var site = await OpenAsync(
            RecipeText.Definitions(
                RecipeText.Type("Frame", "\"Stereotype\":\"CustomSettings\"", RecipeText.Attach("Frame")), RecipeText.Part("Frame", RecipeText.Field("MediaField", "Logo"))),
            """{"name":"custom-settings","Frame":{"ContentItemId":"frame","ContentType":"Frame","Frame":{"Logo":{"Paths":["logo.svg"]}}}}""");

        Assert.Equal(["Logo logo.svg does not exist"], await DeadAsync(site));
    }

    private static Task<TestSite> OpenAsync(params string[] steps) => TestSite.OpenAsync(
    [
        RecipeText.Definitions(
            RecipeText.Type("Plain", ""),
            RecipeText.Type(
                "Article",
                RecipeText.Editable,
                RecipeText.Attach("TitlePart"),
                RecipeText.Attach("AutoroutePart"),
                RecipeText.Attach("Article"),
                RecipeText.Attach("Links")),
            RecipeText.Part("Links", RecipeText.Field("TextField", "Text"), RecipeText.Field("ContentPickerField", "Picked"), RecipeText.Field("MediaField", "Picture"))),
        .. steps,
    ]);

    private static async Task PublishAsync(TestSite site, string parts) => Assert.Null((await site.PublishAsync(TestSite.Article("Sleep", parts))).Problem);

    private static async Task<IReadOnlyList<string>> DeadAsync(TestSite site)
    {
        var found = await site.Cms.RunAsync<FindDeadReferences, Outcome<IReadOnlyList<DeadReference>>>(verb => verb.RunAsync(first: 100, Cancel));
        return [.. found.Value.Select(dead => $"{dead.Use.Reference.Path.Split('.')[^1]} {dead.Use.Reference.Target} {dead.Reason}")];
    }
}
