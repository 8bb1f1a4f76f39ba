using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Reviewing;
using Cms.Admin.Browser.Wire;
using static Cms.Admin.Tests.Reviewing.WatchedGuide;

namespace Cms.Admin.Tests.Reviewing;

/// <summary>What others do is heard of, and taken in without losing what is written here.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Others_are_shown_and_what_they_say_is_asked_for_when_it_is_new()
    {
        await using var opened = await OpenedEditor.WithAsync(Item());
        opened.Server.Answer($"POST {Address}/watch", Heard(others: new Other("rita", "2026-11-27 09:58 Europe/Berlin", "Summary")));
        opened.Server.Answer($"GET {Address}/discussion", Discussion(comments: Comment("c1", "Where from?", place: "Summary")));
        opened.Watch.Place = "Summary";

        await opened.Watch.BeatAsync();
        await opened.Watch.BeatAsync();

        Assert.Equal(["rita"], opened.Watch.Others.Select(other => other.Name));
        Assert.Equal(1, opened.Watch.CountAt("Summary"));
        Assert.Equal(["POST", "GET", "POST"], opened.Server.Asked.Select(asked => asked.Request.Split(' ')[0]));
        Assert.Contains("\"place\":\"Summary\"", opened.Server.Asked[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_beats_every_ten_seconds_until_the_page_is_left()
    {
        await using var opened = await OpenedEditor.WithAsync(Item());
        opened.Server.Answer($"POST {Address}/watch", Heard());
        opened.Server.Answer($"GET {Address}/discussion", Discussion());
        var running = opened.Watch.RunAsync();

        opened.Clock.Advance(TimeSpan.FromSeconds(25));
        var beats = opened.Server.Asked.Count(asked => asked.Request.EndsWith("/watch", StringComparison.Ordinal));
        await opened.Watch.DisposeAsync();
        await running;

        Assert.Equal(3, beats);
    }

    [Fact]
    public async Task What_somebody_saved_is_taken_in_at_once_where_nothing_waits_to_be_stored()
    {
        await using var opened = await OpenedEditor.WithAsync(Item());
        opened.Server.Answer($"POST {Address}/watch", Heard("v2"));
        opened.Server.Answer($"GET {Address}/discussion", Discussion(version: "v2"));
        opened.Server.Answer($"GET {Address}", Json(Item("v2", "Theirs.")));
        var told = new List<string>();
        opened.Watch.TakenIn += told.Add;

        await opened.Watch.BeatAsync();

        Assert.Equal(("v2", "Theirs."), (opened.Draft.BasedOn, (string?)opened.Draft.Parts["Guide"]!["Summary"]!["Text"]));
        Assert.False(opened.Draft.HasUnsaved);
        Assert.Equal(["rita"], told);
    }

    [Fact]
    public async Task Over_words_that_are_not_stored_yet_nothing_is_put_and_it_is_said_who_saved()
    {
        await using var opened = await OpenedEditor.WithAsync(Item());
        opened.Server.Answer($"POST {Address}/watch", Heard("v2"));
        opened.Server.Answer($"GET {Address}/discussion", Discussion(version: "v2"));
        opened.Draft.Parts["Guide"]!["Summary"]!["Text"] = "Mine.";
        opened.Draft.Touch();

        await opened.Watch.BeatAsync();

        Assert.Equal(("v1", "Mine.", "rita"), (opened.Draft.BasedOn, (string?)opened.Draft.Parts["Guide"]!["Summary"]!["Text"], opened.Watch.NewerBy));
        Assert.DoesNotContain(opened.Server.Asked, asked => asked.Request == $"GET {Address}");
    }

    [Fact]
    public async Task Words_that_are_typed_while_theirs_come_are_put_over_them()
    {
        await using var opened = await OpenedEditor.WithAsync(Item("v1", "Rest.", "s1"));
        opened.Saver.Start();
        opened.Server.Answer($"POST {Address}/watch", Heard("v2"));
        opened.Server.Answer($"GET {Address}/discussion", Discussion(version: "v2"));
        opened.Server.Answer($"GET {Address}", Json(Item("v2", "Theirs.", "s1")));
        opened.Server.Before = asked =>
        {
            if (asked != $"GET {Address}")
                return;
            opened.Draft.Parts["Sections"]!["ContentItems"]![0]!["Section"]!["Heading"] = new System.Text.Json.Nodes.JsonObject { ["Text"] = "Typed" };
            opened.Draft.Touch();
        };

        await opened.Watch.BeatAsync();

        Assert.Equal(("v2", "Theirs."), (opened.Draft.BasedOn, (string?)opened.Draft.Parts["Guide"]!["Summary"]!["Text"]));
        Assert.Equal("Typed", (string?)opened.Draft.Parts["Sections"]!["ContentItems"]![0]!["Section"]!["Heading"]!["Text"]);
        Assert.True(opened.Draft.HasUnsaved);
        Assert.NotEqual(SaveState.Conflict, opened.Saver.State);
    }

    [Fact]
    public async Task A_server_that_is_away_leaves_nobody_here()
    {
        await using var opened = await OpenedEditor.WithAsync(Item());
        opened.Server.Answer($"POST {Address}/watch", Heard(others: new Other("rita", "now", null)));
        opened.Server.Answer($"GET {Address}/discussion", Discussion());
        await opened.Watch.BeatAsync();

        opened.Server.Answer($"POST {Address}/watch", "", System.Net.HttpStatusCode.BadGateway);
        await opened.Watch.BeatAsync();

        Assert.Empty(opened.Watch.Others);
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("Summary", null, "Summary")]
    [InlineData("TitlePart.Title", null, "TitlePart.Title")]
    [InlineData("Sections[1].Heading", "s2", "Heading")]
    [InlineData("Sections[1]", "s2", "")]
    [InlineData("Sections[7].Heading", null, "")]
    public async Task A_place_is_known_by_the_item_inside(string place, string? inside, string rest)
    {
        await using var opened = await OpenedEditor.WithAsync(Item("v1", "Rest.", "s1", "s2"));

        Assert.Equal(new CommentPlaces(inside, rest), CommentPlaces.Of(opened.Draft, place));
    }

    [Fact]
    public async Task A_comment_goes_with_its_section_and_stays_when_that_is_removed()
    {
        await using var opened = await OpenedEditor.WithAsync(Item("v1", "Rest.", "s2", "s1"));

        Assert.Equal(("Sections[0].Heading", "Sections[0]", null), (new CommentPlaces("s2", "Heading").Find(opened.Draft), new CommentPlaces("s2", "").Find(opened.Draft), new CommentPlaces("gone", "Heading").Find(opened.Draft)));
    }
}
