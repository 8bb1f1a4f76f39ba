using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Tests.Keeping;

/// <summary>What is written is stored, and nothing that somebody else wrote is written over.</summary>
public sealed class SaverTests
{
    private const string Address = "/admin/api/items/item00000000000000000000aa";

    private static readonly TypeForm Note = new("Note", "Note", null, [new PartForm("Note", "Note", "Note", [new("Lead", "TextField", "Lead", null), new("Text", "TextField", "Text", null)])]);

    [Fact]
    public async Task While_somebody_chooses_nothing_is_stored_over_what_the_other_one_wrote()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text"));
        opened.Server.Answer($"PUT {Address}", Refused(Item("v2", "Theirs", "Text") with { Author = "ben" }), HttpStatusCode.Conflict);

        Write(opened, "Lead", "Mine");
        opened.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SaveState.Conflict, opened.Saver.State);
        Write(opened, "Text", "More");
        opened.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(opened.Server.Asked);
        Assert.Equal(SaveState.Conflict, opened.Saver.State);
        opened.Server.Answer($"PUT {Address}", Saved("v3"));
        opened.Saver.Choose(opened.Saver.Conflicts[0], theirs: true);
        opened.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("v2", "Theirs", "More"), LastSent(opened));
        Assert.Equal(SaveState.Stored, opened.Saver.State);
    }

    [Fact]
    public async Task A_choice_counts_for_the_words_as_they_are_by_then()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text"));
        opened.Server.Answer($"PUT {Address}", Refused(Item("v2", "Theirs", "Text")), HttpStatusCode.Conflict);
        Write(opened, "Lead", "Mine");
        await opened.Saver.SaveNowAsync();

        // As pasting an article does.
        opened.Draft.PutBack(Parts("Mine", "Pasted"));
        opened.Saver.Choose(opened.Saver.Conflicts[0], theirs: true);

        Assert.True(JsonNode.DeepEquals(Parts("Theirs", "Pasted"), opened.Draft.Parts));
    }

    [Fact]
    public async Task A_choice_that_waits_still_waits_after_a_reload()
    {
        var theirs = Item("v2", "Theirs", "Text");
        await using var before = await OpenAsync(Item("v1", "Old", "Text"));
        before.Server.Answer($"PUT {Address}", Refused(theirs), HttpStatusCode.Conflict);
        Write(before, "Lead", "Mine");
        await before.Saver.SaveNowAsync();
        Write(before, "Text", "More");
        await using var opened = await LoadAnewAsync(before, theirs);

        var conflict = Assert.Single(opened.Saver.Conflicts);
        Assert.Equal(("Lead.Text", "Mine", "Theirs"), (conflict.Place + ".Text", (string?)conflict.Mine!["Text"], (string?)conflict.Theirs!["Text"]));
        Assert.True(JsonNode.DeepEquals(Parts("Mine", "More"), opened.Draft.Parts));
    }

    [Fact]
    public async Task Words_that_are_typed_while_the_server_does_something_else_are_put_over_what_it_answers()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text"));
        opened.Server.Answer($"PUT {Address}", Saved("v3"));

        var done = await opened.Saver.DoAsync(() =>
        {
            Write(opened, "Text", "Typed meanwhile");
            opened.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Empty(opened.Server.Asked);
            return Task.FromResult(new Answer<EditedItem>(HttpStatusCode.OK, Item("v2", "By the server", "Text") with { IsPublished = true, HasPublished = true }, null));
        });
        await opened.Saver.SaveNowAsync();

        Assert.NotNull(done.Value);
        Assert.Equal(("v2", "By the server", "Typed meanwhile"), LastSent(opened));
        Assert.Null(opened.Saver.MergedWith);
        Assert.Equal(SaveState.Stored, opened.Saver.State);
    }

    [Fact]
    public async Task Where_nothing_was_typed_the_answer_is_taken_as_it_is_and_nothing_is_stored()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text"));

        await opened.Saver.DoAsync(() => Task.FromResult(new Answer<EditedItem>(HttpStatusCode.OK, Item("v0", "Published", "Text") with { IsPublished = true }, null)));
        opened.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(JsonNode.DeepEquals(Parts("Published", "Text"), opened.Draft.Parts));
        Assert.Equal(("v0", true, false), (opened.Draft.BasedOn, opened.Draft.Item.IsPublished, opened.Draft.HasUnsaved));
        Assert.Empty(opened.Server.Asked);
    }

    [Fact]
    public async Task What_somebody_saved_meanwhile_comes_with_the_refusal_of_something_else_too()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text"));
        var theirs = Item("v2", "Old", "Theirs") with { Author = "ben" };

        var done = await opened.Saver.DoAsync(() => Task.FromResult(new Answer<EditedItem>(HttpStatusCode.Conflict, null, new Refusal("Conflict", "ben saved this meanwhile.", []) { Theirs = theirs })));

        Assert.Equal("ben saved this meanwhile.", done.Message);
        Assert.Equal(("v2", "ben"), (opened.Draft.BasedOn, opened.Saver.MergedWith));
        Assert.True(JsonNode.DeepEquals(Parts("Old", "Theirs"), opened.Draft.Parts));
    }

    [Fact]
    public async Task What_visitors_would_see_at_once_is_kept_here_until_somebody_saves_it()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text") with { HasDrafts = false, IsPublished = true });
        opened.Server.Answer($"PUT {Address}", Saved("v2"));

        Write(opened, "Lead", "Mine");
        opened.Clock.Advance(TimeSpan.FromMinutes(1));
        await opened.Saver.TryAgainAsync();
        Assert.Empty(opened.Server.Asked);
        Assert.Contains("Mine", (string)opened.Script.Invocations["put"][^1].Arguments[1]!, StringComparison.Ordinal);
        var saved = await opened.Saver.SaveNowAsync();

        Assert.True(saved);
        Assert.True((bool)JsonNode.Parse(Assert.Single(opened.Server.Asked).Body)!["publish"]!);
    }

    [Fact]
    public async Task What_could_not_be_published_is_not_published_by_itself_once_the_server_is_back()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text") with { HasDrafts = false, IsPublished = true });
        opened.Server.Answer($"PUT {Address}", "", HttpStatusCode.ServiceUnavailable);

        Write(opened, "Lead", "Mine");
        var saved = await opened.Saver.SaveNowAsync();
        Assert.Equal((false, SaveState.Offline), (saved, opened.Saver.State));
        opened.Clock.Advance(TimeSpan.FromMinutes(5));
        await opened.Saver.TryAgainAsync();

        Assert.Single(opened.Server.Asked);
        Assert.Equal(SaveState.Kept, opened.Saver.State);
    }

    [Fact]
    public async Task Ones_own_words_are_no_others_when_the_answer_to_them_was_lost_and_one_wrote_on()
    {
        await using var opened = await OpenAsync(Item("v1", "Old", "Text"));
        opened.Server.Answer($"PUT {Address}", "", HttpStatusCode.BadGateway);
        Write(opened, "Lead", "One");
        await opened.Saver.SaveNowAsync();
        Write(opened, "Lead", "One, two");
        await opened.Saver.TryAgainAsync();

        opened.Server.Answer($"PUT {Address}", Refused(Item("v2", "One", "Text")), HttpStatusCode.Conflict);
        await opened.Saver.TryAgainAsync();
        Assert.Empty(opened.Saver.Conflicts);
        opened.Server.Answer($"PUT {Address}", Saved("v3"));
        await opened.Saver.SaveNowAsync();

        Assert.Equal(("v2", "One, two", "Text"), LastSent(opened));
        Assert.Equal(SaveState.Stored, opened.Saver.State);
    }

    [Fact]
    public async Task Ones_own_words_are_no_others_when_the_server_stored_them_after_the_page_was_loaded_anew()
    {
        await using var before = await OpenAsync(Item("v1", "Old", "Text"));
        before.Server.Answer($"PUT {Address}", "", HttpStatusCode.BadGateway);
        Write(before, "Lead", "One");
        await before.Saver.SaveNowAsync();
        Write(before, "Lead", "One, two");
        await using var opened = await LoadAnewAsync(before, Item("v1", "Old", "Text"));
        Write(opened, "Lead", "One, two, three");
        opened.Server.Answer($"PUT {Address}", Refused(Item("v2", "One", "Text")), HttpStatusCode.Conflict);
        opened.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(opened.Saver.Conflicts);
        opened.Server.Answer($"PUT {Address}", Saved("v3"));
        await opened.Saver.SaveNowAsync();

        Assert.Equal(("v2", "One, two, three", "Text"), LastSent(opened));
        Assert.Equal(SaveState.Stored, opened.Saver.State);
    }

    private static async Task<OpenedEditor> OpenAsync(EditedItem item)
    {
        var opened = await OpenedEditor.WithAsync(item);
        opened.Saver.Start();
        return opened;
    }

    // The page is loaded anew: the server has this item, and the browser what the page before kept last.
    private static async Task<OpenedEditor> LoadAnewAsync(OpenedEditor before, EditedItem item)
    {
        var opened = await OpenedEditor.WithAsync(item);
        opened.Script.Setup<string?>("find", _ => true).SetResult((string)before.Script.Invocations["put"][^1].Arguments[1]!);
        opened.Saver.Start();
        Assert.True(await opened.Saver.RecoverAsync());
        return opened;
    }

    private static EditedItem Item(string version, string lead, string text) => EditedItems.Of(Note, Parts(lead, text)) with { VersionId = version };

    private static JsonObject Parts(string lead, string text) => new() { ["Note"] = new JsonObject { ["Lead"] = new JsonObject { ["Text"] = lead }, ["Text"] = new JsonObject { ["Text"] = text } } };

    private static void Write(OpenedEditor opened, string field, string text)
    {
        opened.Draft.Parts["Note"]![field]!["Text"] = text;
        opened.Draft.Touch();
    }

    private static string Refused(EditedItem theirs) => JsonSerializer.Serialize(new Refusal("Conflict", "Somebody saved this meanwhile.", []) { Theirs = theirs }, WireJson.Default.Refusal);

    private static string Saved(string version) => JsonSerializer.Serialize(new SavedDraft(version, DateTime.UnixEpoch, "anna", "", null, false, false, DateTime.UnixEpoch), WireJson.Default.SavedDraft);

    private static (string? BasedOn, string? Lead, string? Text) LastSent(OpenedEditor opened)
    {
        var sent = JsonNode.Parse(opened.Server.Asked[^1].Body)!;
        return ((string?)sent["basedOn"], (string?)sent["parts"]!["Note"]!["Lead"]!["Text"], (string?)sent["parts"]!["Note"]!["Text"]!["Text"]);
    }
}
