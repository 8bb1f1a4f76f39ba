using System.Text.Json.Nodes;
using Cms.Admin.Browser.Keeping;

namespace Cms.Admin.Tests.Keeping;

/// <summary>The changes of two people to one item.</summary>
public sealed class MergeTests
{
    [Fact]
    public void What_only_one_of_them_changed_is_taken_without_a_question()
    {
        var before = Guide("Old", "Intro");
        var mine = Guide("Mine", "Intro");
        var theirs = Guide("Old", "Theirs");

        var merged = Merge.Of(before, mine, theirs, "Guide");

        Assert.Empty(merged.Conflicts);
        Same(Guide("Mine", "Theirs"), merged.Parts);
    }

    [Fact]
    public void Where_both_wrote_mine_stays_and_theirs_is_told_with_its_place()
    {
        var merged = Merge.Of(Guide("Old", "Intro"), Guide("Mine", "Intro"), Guide("Theirs", "Intro"), "Guide");

        var conflict = Assert.Single(merged.Conflicts);
        Assert.Equal(("TitlePart.Title", "Mine", "Theirs"), (conflict.Place, (string?)conflict.Mine, (string?)conflict.Theirs));
        Same(Guide("Mine", "Intro"), merged.Parts);

        conflict.TakeTheirs(merged.Parts);
        Same(Guide("Theirs", "Intro"), merged.Parts);
    }

    [Fact]
    public void The_same_change_by_both_is_no_conflict()
    {
        var merged = Merge.Of(Guide("Old", "Intro"), Guide("New", "Intro"), Guide("New", "Intro"), "Guide");

        Assert.Empty(merged.Conflicts);
    }

    [Fact]
    public void My_own_words_that_come_back_do_not_stand_against_what_i_wrote_since()
    {
        var merged = Merge.Of(Guide("Old", "Intro"), Guide("Old and newer", "Intro"), Guide("Old and", "Intro"), "Guide", sent: Guide("Old and", "Intro"));

        Assert.Empty(merged.Conflicts);
        Same(Guide("Old and newer", "Intro"), merged.Parts);
    }

    [Fact]
    public void Sections_are_known_by_their_ids_wherever_they_stand()
    {
        var before = Guide("T", "I", ("a", "A"), ("b", "B"), ("c", "C"));
        var mine = Guide("T", "I", ("a", "A"), ("b", "B mine"), ("c", "C"));
        var theirs = Guide("T", "I", ("c", "C theirs"), ("a", "A"), ("b", "B"));

        var merged = Merge.Of(before, mine, theirs, "Guide");

        Assert.Empty(merged.Conflicts);
        Same(Guide("T", "I", ("c", "C theirs"), ("a", "A"), ("b", "B mine")), merged.Parts);
    }

    [Fact]
    public void New_sections_of_both_are_there_theirs_after_the_one_that_they_follow()
    {
        var before = Guide("T", "I", ("a", "A"), ("b", "B"));
        var mine = Guide("T", "I", ("a", "A"), ("b", "B"), ("m", "M"));
        var theirs = Guide("T", "I", ("a", "A"), ("t", "T"), ("b", "B"));

        var merged = Merge.Of(before, mine, theirs, "Guide");

        Same(Guide("T", "I", ("a", "A"), ("t", "T"), ("b", "B"), ("m", "M")), merged.Parts);
    }

    [Fact]
    public void A_section_that_one_removed_is_gone_unless_the_other_went_on_with_it()
    {
        var before = Guide("T", "I", ("a", "A"), ("b", "B"), ("c", "C"), ("d", "D"));
        var mine = Guide("T", "I", ("c", "C mine"), ("d", "D"));
        var theirs = Guide("T", "I", ("a", "A theirs"), ("b", "B"));

        var merged = Merge.Of(before, mine, theirs, "Guide");

        Assert.Empty(merged.Conflicts);
        Same(Guide("T", "I", ("a", "A theirs"), ("c", "C mine")), merged.Parts);
    }

    [Fact]
    public void A_conflict_inside_a_section_names_the_place_that_it_has_with_me()
    {
        var before = Guide("T", "I", ("a", "A"), ("b", "B"));
        var mine = Guide("T", "I", ("b", "B mine"), ("a", "A"));
        var theirs = Guide("T", "I", ("a", "A"), ("b", "B theirs"));

        var merged = Merge.Of(before, mine, theirs, "Guide");

        Assert.Equal("Sections[0].Heading", Assert.Single(merged.Conflicts).Place);
    }

    [Fact]
    public void A_field_that_they_emptied_and_I_left_alone_is_empty()
    {
        var theirs = Guide("T", "I");
        theirs["Guide"]!.AsObject().Remove("Introduction");

        var merged = Merge.Of(Guide("T", "I"), Guide("T", "I"), theirs, "Guide");

        Assert.Empty(merged.Conflicts);
        Assert.Null(merged.Parts["Guide"]!["Introduction"]);
    }

    [Fact]
    public void What_came_in_is_left_as_it_was()
    {
        var (before, mine, theirs) = (Guide("T", "I", ("a", "A")), Guide("T2", "I", ("a", "A")), Guide("T", "I2", ("a", "A2")));
        var copies = (before.DeepClone(), mine.DeepClone(), theirs.DeepClone());

        var merged = Merge.Of(before, mine, theirs, "Guide");
        merged.Parts["Guide"]!["Introduction"]!["Text"] = "changed later";

        Same(copies.Item1, before);
        Same(copies.Item2, mine);
        Same(copies.Item3, theirs);
    }

    private static void Same(JsonNode expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString());

    private static JsonObject Guide(string title, string introduction, params (string Id, string Heading)[] sections) => new()
    {
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["Guide"] = new JsonObject { ["Introduction"] = new JsonObject { ["Text"] = introduction } },
        ["Sections"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray([.. sections.Select(section => new JsonObject
            {
                ["ContentItemId"] = section.Id,
                ["ContentType"] = "Section",
                ["Section"] = new JsonObject { ["Heading"] = new JsonObject { ["Text"] = section.Heading } },
            })]),
        },
    };
}
