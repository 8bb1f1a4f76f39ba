using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Replacing;
using Cms.Settings;
using Cms.Tests.Editing.Terms;
using Cms.Users;

namespace Cms.Tests.Editing.Replacing;

public sealed class ReplaceReferencesTests
{
    private static readonly string Definitions = RecipeText.Definitions(
        RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("Note"), RecipeText.Bag("Inside", "Piece")),
        RecipeText.Part(
            "Note",
            RecipeText.Field("ContentPickerField", "Related", """ "Multiple":true,"DisplayedContentTypes":["Article"] """),
            RecipeText.Field("ContentPickerField", "Needed", """ "Required":true """),
            RecipeText.Field("UserPickerField", "People", """ "Multiple":true """),
            RecipeText.Field("MarkdownField", "Text"),
            RecipeText.Field("HtmlField", "Html")),
        RecipeText.Type("Piece", "", RecipeText.Attach("Piece")),
        RecipeText.Part("Piece", RecipeText.Field("TextField", "Text"), RecipeText.Field("ContentPickerField", "Picked")),
        RecipeText.Type("Frame", "\"Stereotype\":\"CustomSettings\"", RecipeText.Attach("Frame")),
        RecipeText.Part("Frame", RecipeText.Field("TextField", "Promo"), RecipeText.Field("ContentPickerField", "Lead")));

    private const string Frame = """
        {"name":"custom-settings","Frame":{"ContentItemId":"frame","ContentType":"Frame","Frame":{"Promo":{"Text":"[x](content:one)"},"Lead":{"ContentItemIds":["one"]}}}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pickers_links_and_settings_refer_to_the_other_item_also_in_items_inside()
    {
        await using var site = await OpenAsync();
        var note = await NoteAsync(site, """
            "Related":{"ContentItemIds":["one","two"]},"Needed":{"ContentItemIds":["one"]},
            "Text":{"Markdown":"[a](content:one#top), <content:one> and [b][b]\n\n[b]: content:one \"title\""},"Html":{"Html":"<p><a href=\"content:one\">a</a></p>"}
            """, """ "Inside":{"ContentItems":[{"ContentType":"Piece","Piece":{"Text":{"Text":"[c](content:one)"},"Picked":{"ContentItemIds":["one"]} } }]} """);

        var replaced = await ReplaceAsync(site, note.ContentItemId, "one", "two");
        var settings = await ReplaceAsync(site, "frame", "one", "two");

        Assert.Equal((true, true), (replaced.Value.IsChanged, settings.Value.IsChanged));
        var json = (await site.PublishedAsync(note.ContentItemId))!.PartsJson;
        Assert.DoesNotContain("\"one\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("content:one", json, StringComparison.Ordinal);
        var parts = JsonNode.Parse(json)!["Note"]!;
        Assert.Equal("""["two"]""", parts["Related"]!["ContentItemIds"]!.ToJsonString());
        Assert.StartsWith("[a](content:two#top), <content:two>", (string)parts["Text"]!["Markdown"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("one", (await site.SettingsAsync(CustomSettings.SectionOf("Frame")))!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await site.WhereUsedAsync("one")).Value);
    }

    [Fact]
    public async Task References_are_taken_out_and_links_become_text()
    {
        await using var site = await OpenAsync();
        var note = await NoteAsync(site, """
            "Related":{"ContentItemIds":["one","two"]},"Needed":{"ContentItemIds":["two"]},
            "Text":{"Markdown":"See [**a** b](content:one \"t\"), ![picture](content:one), [r][r] and [other](content:two).\n\n[r]: content:one"},"Html":{"Html":"<p><a href=\"content:one\">a <b>b</b></a></p>"}
            """);

        Assert.Null((await ReplaceAsync(site, note.ContentItemId, "one", null)).Problem);

        var parts = (await site.PublishedAsync(note.ContentItemId))!.Json("Note");
        Assert.Equal("""["two"]""", parts["Related"]!["ContentItemIds"]!.ToJsonString());
        Assert.StartsWith("See **a** b, picture, r and [other](content:two).", (string)parts["Text"]!["Markdown"]!, StringComparison.Ordinal);
        Assert.Equal("<p>a <b>b</b></p>", (string)parts["Html"]!["Html"]!);
        Assert.Equal(["frame"], (await site.WhereUsedAsync("one")).Value.Select(use => use.ContentItemId).Distinct());
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_what_was_wrong_before_is_not()
    {
        await using var site = await OpenAsync();
        var other = (await site.PublishAsync(TestSite.Draft("Note", """{"TitlePart":{"Title":"Other"},"Note":{"Needed":{"ContentItemIds":["one"]} } }"""))).Value;
        var note = await NoteAsync(site, """ "Related":{"ContentItemIds":["one"]},"Needed":{"ContentItemIds":["one"]} """);
        await site.DefineAsync(RecipeText.Part("Note", RecipeText.Field("MarkdownField", "Text", """ "Required":true """)));

        var wrongType = await ReplaceAsync(site, note.ContentItemId, "one", other.ContentItemId);
        var required = await ReplaceAsync(site, note.ContentItemId, "one", null);
        var missing = await ReplaceAsync(site, note.ContentItemId, "one", "nothing");
        var fits = await ReplaceAsync(site, note.ContentItemId, "one", "two");

        Assert.Equal((ProblemKind.Invalid, ProblemKind.Invalid, ProblemKind.NotFound, null), (wrongType.Problem!.Kind, required.Problem!.Kind, missing.Problem!.Kind, fits.Problem));
        Assert.Contains("Related must name items of type Article", wrongType.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("Needed is required.", required.Problem.Message);
    }

    [Fact]
    public async Task Who_may_not_publish_changes_drafts_only_and_hidden_items_are_not_told()
    {
        await using var site = await OpenAsync();
        var published = await NoteAsync(site, """ "Needed":{"ContentItemIds":["one"]} """);
        var draft = (await site.SaveDraftAsync(TestSite.Draft("Note", """{"TitlePart":{"Title":"Draft"},"Note":{"Needed":{"ContentItemIds":["one"]} } }"""))).Value;
        var writer = Caller.SignedIn("w", "will", ["Edit_Note", Permission.ViewContent]);
        var stranger = Caller.SignedIn("s", "sam", ["View_Article"]);

        var visible = await ReplaceAsync(site, published.ContentItemId, "one", "two", writer);
        var unfinished = await ReplaceAsync(site, draft.ContentItemId, "one", "two", writer);
        var unseen = await ReplaceAsync(site, published.ContentItemId, "one", "two", stranger);
        var settings = await ReplaceAsync(site, "frame", "one", "two", writer);

        Assert.Equal((ProblemKind.Forbidden, null, ProblemKind.NotFound, ProblemKind.Forbidden), (visible.Problem!.Kind, unfinished.Problem, unseen.Problem!.Kind, settings.Problem!.Kind));
        Assert.DoesNotContain("Note", unseen.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_replaced_with_the_name_beside_and_leaves_with_it()
    {
        await using var site = await OpenAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"Users","Users":[{"UserId":"u9","UserName":"ann"},{"UserId":"u8","UserName":"bob"}]}"""));
        var note = await NoteAsync(site, """ "Needed":{"ContentItemIds":["one"]},"People":{"UserIds":["u9"],"UserNames":["ann"]} """);
        await site.RemoveAsync((await NoteAsync(site, """ "Needed":{"ContentItemIds":["one"]},"People":{"UserIds":["u9","u8"],"UserNames":["ann","bob"]} """)).ContentItemId);

        var removed = await site.AsAsync<RemoveUserReplaced, Outcome<User>>(null, verb => verb.RunAsync("u9", "u8", TestSite.Anna, Cancel));

        Assert.Null(removed.Problem);
        Assert.Equal("""{"UserIds":["u8"],"UserNames":["bob"]}""", (await site.PublishedAsync(note.ContentItemId))!.Json("Note")["People"]!.ToJsonString());
        var back = (await site.RestoreRemovedAsync((await site.TrashAsync()).Single().ContentItemId)).Value;
        Assert.Equal("""{"UserIds":["u8"],"UserNames":["bob"]}""", back.Item.Json("Note")["People"]!.ToJsonString());
    }

    [Fact]
    public async Task What_comes_back_from_the_trash_has_the_other_user_with_the_name()
    {
        await using var site = await OpenAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"Users","Users":[{"UserId":"u9","UserName":"ann"},{"UserId":"u8","UserName":"bob"}]}"""));
        await site.RemoveAsync((await NoteAsync(site, """ "Needed":{"ContentItemIds":["one"]},"People":{"UserIds":["u9"],"UserNames":["ann"]} """)).ContentItemId);
        await site.AsAsync<RemoveUserReplaced, Outcome<User>>(null, verb => verb.RunAsync("u9", "u8", TestSite.Anna, Cancel));

        var back = (await site.RestoreRemovedAsync((await site.TrashAsync()).Single().ContentItemId)).Value;

        Assert.Equal("""{"UserIds":["u8"],"UserNames":["bob"]}""", back.Item.Json("Note")["People"]!.ToJsonString());
    }

    [Fact]
    public async Task A_removed_item_is_replaced_and_its_address_leads_to_the_other()
    {
        await using var site = await OpenAsync();
        var note = await NoteAsync(site, """ "Related":{"ContentItemIds":["one"]},"Needed":{"ContentItemIds":["one"]} """);

        var used = await RemoveAsync(site, "one", new RemovalWish { LeadsTo = "two" });
        var nowhere = await RemoveAsync(site, "one", new RemovalWish { ReplaceBy = "two", LeadsTo = note.ContentItemId });
        var removed = await RemoveAsync(site, "one", new RemovalWish { ReplaceBy = "two", LeadsTo = "two" });

        Assert.Equal((ProblemKind.Conflict, ProblemKind.Invalid, null), (used.Problem!.Kind, nowhere.Problem!.Kind, removed.Problem));
        Assert.Equal(new FormerRoute("articles/one", "articles/two", IsRemoved: false), await site.FormerRouteAsync("articles/one"));
        Assert.Equal("""["two"]""", (await site.PublishedAsync(note.ContentItemId))!.Json("Note")["Needed"]!["ContentItemIds"]!.ToJsonString());
        await site.RestoreRemovedAsync("one");
        Assert.Null(await site.FormerRouteAsync("articles/one"));
    }

    [Fact]
    public async Task Uses_are_listed_by_item_and_hidden_ones_are_counted()
    {
        await using var site = await OpenAsync();
        var note = await NoteAsync(site, """ "Related":{"ContentItemIds":["one"]},"Needed":{"ContentItemIds":["one"]} """);
        await site.SaveDraftAsync(TestSite.Retitled(note, "Changed"));
        await site.PublishAsync(TestSite.Article("Three", """ "Article":{"Summary":{"Text":"[x](content:one)"}} """));

        var all = (await UsesAsync(site, 10, 0)).Value;
        var second = (await UsesAsync(site, 1, 1)).Value;
        var some = (await UsesAsync(site, 10, 0, Caller.SignedIn("r", "rita", ["View_Article"]))).Value;

        Assert.Equal((3, 0), (all.Count, all.Hidden));
        Assert.Equal([("Frame", true, ItemState.Published), ("Changed", false, ItemState.Changed), ("Three", false, ItemState.Published)], all.Items.OrderBy(item => item.ContentType != "Frame").ThenBy(item => item.DisplayText).Select(item => (item.DisplayText, item.IsSettings, item.State)));
        Assert.Equal(["Related", "Needed"], all.Items.Single(item => item.DisplayText == "Changed").Places);
        Assert.Equal((1, 3), (second.Items.Count, second.Count));
        Assert.Equal(("Three", 2), (some.Items.Single().DisplayText, some.Hidden));
    }

    private static async Task<TestSite> OpenAsync()
    {
        var site = await TestSite.OpenAsync(Definitions, Frame);
        foreach (var id in new[] { "one", "two" })
            await site.PublishAsync(TestSite.Article(id) with { ContentItemId = id });
        return site;
    }

    private static async Task<ContentItem> NoteAsync(TestSite site, string fields, string? parts = null) =>
        (await site.PublishAsync(TestSite.Draft("Note", $$"""{"TitlePart":{"Title":"Note"},"Note":{ {{fields}} }{{(parts is null ? "" : ",")}}{{parts}} }"""))).Value;

    private static Task<Outcome<ReplacedItem>> ReplaceAsync(TestSite site, string id, string from, string? to, Caller? caller = null) =>
        site.AsAsync<ReplaceReferences, Outcome<ReplacedItem>>(caller, verb => verb.RunAsync(id, new Replacement(ReplacedKind.Item, from, to), TestSite.Anna, Cancel));

    private static Task<Outcome<TrashedItem>> RemoveAsync(TestSite site, string id, RemovalWish wish) =>
        site.AsAsync<RemoveReplaced, Outcome<TrashedItem>>(null, verb => verb.RunAsync(id, wish, TestSite.Anna, Cancel));

    private static Task<Outcome<FoundUses>> UsesAsync(TestSite site, int first, int skip, Caller? caller = null) =>
        site.AsAsync<ListUses, Outcome<FoundUses>>(caller, verb => verb.RunAsync("one", first, skip, Cancel));
}
