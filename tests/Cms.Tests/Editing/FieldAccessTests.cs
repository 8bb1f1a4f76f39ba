using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Checks;
using Cms.Editing.Versions;
using Cms.Modeling;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing;

/// <summary>Fields with permissions of their own: who may not see one neither sees, guesses, changes nor loses what it says.</summary>
public sealed class FieldAccessTests
{
    private const string Guards = """
        {"name":"ContentDefinition","ContentParts":[
          {"Name":"Article","ContentPartFieldDefinitionRecords":[
            {"FieldName":"NumericField","Name":"Price","Settings":{"FieldAccessSettings":{"EditPermission":true}}},
            {"FieldName":"TextField","Name":"Source","Settings":{"FieldAccessSettings":{"ViewPermission":true,"EditPermission":true}}}]},
          {"Name":"Bullet","ContentPartFieldDefinitionRecords":[
            {"FieldName":"TextField","Name":"Note","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}]}]}
        """;

    private const string Whole = """
        "Article":{"Summary":{"Text":"s"},"Price":{"Value":5},"Source":{"Text":"Ann told us"}},
        "Sections":{"ContentItems":[{"ContentItemId":"one","ContentType":"Section","Section":{"Heading":{"Text":"H"}},
          "Bullets":{"ContentItems":[{"ContentItemId":"b1","ContentType":"Bullet","Bullet":{"Label":{"Text":"L1"},"Note":{"Text":"n1"}}},
                                     {"ContentItemId":"b2","ContentType":"Bullet","Bullet":{"Label":{"Text":"L2"},"Note":{"Text":"n2"}}}]}}]}
        """;

    private static readonly string[] Writes = [Permission.PublishContent, Permission.ViewContent];
    private static readonly Caller Writer = Caller.SignedIn("w", "wim", Writes);
    private static readonly Caller Chief = Caller.SignedIn("c", "cleo", [.. Writes, "EditField_Article.Source", "EditField_Article.Price", "ViewField_Bullet.Note"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_needs_a_permission_for_a_field_that_asks_for_none_and_nothing_is_looked_at()
    {
        await using var site = await TestSite.OpenAsync();

        var fields = FieldAccess.Of(await site.DefinitionsAsync(), Caller.Visitor([]));

        Assert.True(fields.SeesAll && fields.MaySee("Article", "Summary") && fields.MayChange("Article", "Summary"));
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        Assert.Same(item, fields.Visible(item));
    }

    [Fact]
    public async Task What_is_wrong_with_a_hidden_field_is_not_told_before_publishing_but_that_something_is()
    {
        await using var site = await TestSite.OpenAsync(
            Guards, """{"name":"ContentDefinition","ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source","Settings":{"TextFieldSettings":{"Required":true}}}]}]}""");
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest") with { IsUnfinished = true })).Value;
        Task<Outcome<IReadOnlyList<Finding>>> CheckAsync(Caller by) => site.Cms.InScopeAsync(services =>
        {
            services.GetRequiredService<CurrentCaller>().Caller = by;
            return services.GetRequiredService<CheckItem>().RunAsync(draft.ContentItemId, Cancel);
        });

        var toWriter = (await CheckAsync(Writer)).Value.Where(finding => finding.IsRefused).ToList();
        var toChief = (await CheckAsync(Chief)).Value.Where(finding => finding.IsRefused).ToList();

        Assert.Equal([new Finding("", "something that you may not see is not right yet; somebody who sees every field can put it right.", true)], toWriter);
        Assert.Equal(["Source"], toChief.Select(finding => finding.Path));
    }

    [Fact]
    public async Task Whoever_may_change_a_field_sees_it_and_nobody_changes_what_they_do_not_see()
    {
        await using var site = await TestSite.OpenAsync(Guards);
        var known = await site.DefinitionsAsync();

        Assert.Equal((false, false), May(Writer, "Article", "Source"));
        Assert.Equal((true, false), May(Caller.SignedIn("x", "x", ["ViewField_Article.Source"]), "Article", "Source"));
        Assert.Equal((true, true), May(Caller.SignedIn("x", "x", ["EditField_Article.Source"]), "Article", "Source"));
        Assert.Equal((false, false), May(Writer, "Bullet", "Note"));
        Assert.Equal((true, true), May(Caller.SignedIn("x", "x", ["ViewField_Bullet.Note"]), "Bullet", "Note"));
        Assert.Equal((true, false), May(Writer, "Article", "Price"));
        Assert.Equal((true, true), May(Caller.SignedIn("x", "x", [Permission.SiteOwner]), "Article", "Source"));
        Assert.Equal((true, true), May(Caller.Program, "Article", "Source"));

        (bool, bool) May(Caller caller, string part, string field) => (FieldAccess.Of(known, caller).MaySee(part, field), FieldAccess.Of(known, caller).MayChange(part, field));
    }

    [Fact]
    public async Task What_one_may_not_see_is_taken_out_at_every_depth_also_where_no_definition_leads()
    {
        await using var site = await TestSite.OpenAsync(Guards);
        var item = (await site.PublishAsync(TestSite.Article("Rest", Whole + """ , "Loose":{"Any":[{"ContentType":"Bullet","Bullet":{"Note":{"Text":"n3"}}}]}, "Bullet":{"Note":{"Text":"n4"}} """))).Value;
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"DeleteContentDefinition","ContentTypes":["Section"]}"""));

        var seen = FieldAccess.Of(await site.DefinitionsAsync(), Writer).Visible(item).PartsJson;

        Assert.DoesNotContain("Note", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Source", seen, StringComparison.Ordinal);
        Assert.Contains("\"Price\":{\"Value\":5}", seen, StringComparison.Ordinal);
        Assert.Contains("L2", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_leaves_out_what_one_may_not_change_keeps_it_wherever_its_item_stands_now()
    {
        await using var site = await OpenAsync();
        var item = await PublishAsync(site, Whole);
        var parts = JsonNode.Parse("""
            {"TitlePart":{"Title":"Rest"},
             "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"New"}},
               "Bullets":{"ContentItems":[{"ContentItemId":"b2","ContentType":"Bullet","Bullet":{"Label":{"Text":"L2"}}},{"ContentItemId":"b1","ContentType":"Bullet","Bullet":{"Label":{"Text":"L1 more"},"Note":null}}]}}]}}
            """)!.AsObject();

        var saved = await InAsync<Publish, Outcome<ContentItem>>(site, Writer, verb => verb.RunAsync(TestSite.Again(item) with { Parts = parts }, TestSite.Anna, Cancel));

        Assert.Null(saved.Problem);
        Assert.Equal("""{"Price":{"Value":5},"Source":{"Text":"Ann told us"}}""", saved.Value.Json("Article").ToJsonString());
        var bullets = saved.Value.Json("Sections")["ContentItems"]![0]!["Bullets"]!["ContentItems"]!;
        Assert.Equal(("n2", "n1", "L1 more"), (NoteOf(bullets[0]), NoteOf(bullets[1]), (string?)bullets[1]!["Bullet"]!["Label"]!["Text"]));
    }

    [Fact]
    public async Task Changing_what_one_may_not_is_refused_with_every_place()
    {
        await using var site = await OpenAsync();
        var item = await PublishAsync(site, Whole);
        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        parts["Article"]!["Price"]!["Value"] = 6;
        parts["Article"]!.AsObject().Remove("Source");
        var bullets = parts["Sections"]!["ContentItems"]![0]!["Bullets"]!["ContentItems"]!.AsArray();
        bullets[0]!["Bullet"]!.AsObject().Remove("Note");
        bullets[1]!["Bullet"]!["Note"]!["Text"] = "mine";

        var saved = await InAsync<SaveDraft, Outcome<ContentItem>>(site, Writer, verb => verb.RunAsync(TestSite.Again(item) with { Parts = parts }, TestSite.Anna, Cancel));

        Assert.Equal(ProblemKind.Forbidden, saved.Problem!.Kind);
        Assert.Equal(
            [
                "Price may not be changed by you, which needs the permission EditField_Article.Price.",
                "Sections[0].Bullets[1].Note may not be changed by you, which needs the permission ViewField_Bullet.Note.",
            ],
            saved.Complaints());
        Assert.Equal(item.ContentItemVersionId, (await site.LatestAsync(item.ContentItemId))!.ContentItemVersionId);
    }

    [Fact]
    public async Task A_guess_of_what_one_does_not_see_is_refused_alike_whether_it_is_right_or_wrong_or_there_is_nothing()
    {
        await using var site = await OpenAsync();
        var with = await PublishAsync(site, Whole);
        var without = await PublishAsync(site, """ "Article":{"Summary":{"Text":"s"}} """);

        var answers = new List<string>();
        foreach (var (item, guess) in new[] { (with, "Ann told us"), (with, "wrong"), (without, "wrong"), (with, ""), (without, "") })
            answers.Add((await GuessAsync(item, guess))?.Message ?? "saved");

        Assert.Single(answers.Distinct());
        Assert.Equal("It was not saved: Source may not be changed by you, which needs the permission EditField_Article.Source.", answers[0]);

        Task<Problem?> GuessAsync(ContentItem item, string guess) => AsAsync<SaveDraft, ContentItem>(site, Writer, verb => verb.RunAsync(
            TestSite.Again(item) with { Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = "Rest" }, ["Article"] = new JsonObject { ["Source"] = new JsonObject { ["Text"] = guess } } } }, TestSite.Anna, Cancel));
    }

    [Fact]
    public async Task What_one_sees_and_may_not_change_may_be_sent_back_as_it_came_or_empty_where_it_is_empty()
    {
        await using var site = await OpenAsync();
        var priced = await PublishAsync(site, """ "Article":{"Price":{"Value":5}} """);
        var free = await PublishAsync(site, "");

        var same = await AsAsync<SaveDraft, ContentItem>(site, Writer, verb => verb.RunAsync(TestSite.Again(priced), TestSite.Anna, Cancel));
        var written = await AsAsync<SaveDraft, ContentItem>(site, Writer, verb => verb.RunAsync(With(free, """{"Price":{"Value":5}}"""), TestSite.Anna, Cancel));
        var empty = await AsAsync<SaveDraft, ContentItem>(site, Writer, verb => verb.RunAsync(With(free, """{"Price":{"Value":null}}"""), TestSite.Anna, Cancel));

        Assert.Equal((null, ProblemKind.Forbidden, null), (same, written?.Kind, empty));

        static ContentDraft With(ContentItem item, string article) =>
            TestSite.Again(item) with { Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = "Rest" }, ["Article"] = JsonNode.Parse(article) } };
    }

    [Fact]
    public async Task Nobody_gets_a_new_item_or_a_copy_with_values_that_they_may_not_write()
    {
        await using var site = await OpenAsync();
        var item = await PublishAsync(site, Whole);

        var made = await AsAsync<SaveDraft, ContentItem>(site, Writer, verb => verb.RunAsync(TestSite.Article("New", """ "Article":{"Price":{"Value":1}} """), TestSite.Anna, Cancel));
        var copy = (await InAsync<Clone, Outcome<ContentItem>>(site, Writer, verb => verb.RunAsync(item.ContentItemId, TestSite.Anna, Cancel))).Value;
        var chiefs = (await InAsync<Clone, Outcome<ContentItem>>(site, Chief, verb => verb.RunAsync(item.ContentItemId, TestSite.Anna, Cancel))).Value;

        Assert.Equal(ProblemKind.Forbidden, made!.Kind);
        Assert.Equal("""{"Summary":{"Text":"s"}}""", copy.Json("Article").ToJsonString());
        Assert.DoesNotContain("Note", copy.PartsJson, StringComparison.Ordinal);
        Assert.Equal("Ann told us", (string?)chiefs.Json("Article")["Source"]!["Text"]);
    }

    [Fact]
    public async Task An_old_version_comes_back_without_what_one_does_not_see_and_not_at_all_over_what_one_may_not_change()
    {
        await using var site = await OpenAsync();
        var old = await PublishAsync(site, """ "Article":{"Summary":{"Text":"old"},"Source":{"Text":"first"},"Price":{"Value":5}} """);
        var now = (await site.PublishAsync(TestSite.Again(old) with { Parts = JsonNode.Parse("""{"TitlePart":{"Title":"Rest"},"Article":{"Summary":{"Text":"new"},"Source":{"Text":"second"},"Price":{"Value":5}}}""")!.AsObject() })).Value;

        var restored = await InAsync<RestoreVersion, Outcome<ContentItem>>(site, Writer, verb => verb.RunAsync(old.ContentItemId, old.ContentItemVersionId, TestSite.Anna, Cancel));
        var dearer = (await site.PublishAsync(TestSite.Again(restored.Value) with { Parts = JsonNode.Parse("""{"TitlePart":{"Title":"Rest"},"Article":{"Price":{"Value":9}}}""")!.AsObject() })).Value;
        var refused = await InAsync<RestoreVersion, Outcome<ContentItem>>(site, Writer, verb => verb.RunAsync(old.ContentItemId, now.ContentItemVersionId, TestSite.Anna, Cancel));

        Assert.Equal("""{"Summary":{"Text":"old"},"Price":{"Value":5},"Source":{"Text":"second"}}""", restored.Value.Json("Article").ToJsonString());
        Assert.Equal(["Price may not be changed by you, which needs the permission EditField_Article.Price."], refused.Complaints());
        Assert.Equal(dearer.ContentItemVersionId, (await site.LatestAsync(old.ContentItemId))!.ContentItemVersionId);
    }

    [Fact]
    public async Task A_comparison_tells_nothing_of_what_one_does_not_see()
    {
        await using var site = await OpenAsync();
        var old = await PublishAsync(site, Whole);
        var parts = JsonNode.Parse(old.PartsJson)!.AsObject();
        parts["Article"]!["Source"]!["Text"] = "somebody else";
        parts["Sections"]!["ContentItems"]!.AsArray().RemoveAt(0);
        var now = (await site.PublishAsync(TestSite.Again(old) with { Parts = parts })).Value;

        var told = (await InAsync<CompareVersions, Outcome<VersionComparison>>(site, Writer, verb => verb.RunAsync(old.ContentItemId, old.ContentItemVersionId, now.ContentItemVersionId, Cancel))).Value;
        var chiefs = (await InAsync<CompareVersions, Outcome<VersionComparison>>(site, Chief, verb => verb.RunAsync(old.ContentItemId, old.ContentItemVersionId, now.ContentItemVersionId, Cancel))).Value;

        var removed = Assert.Single(told.Differences);
        Assert.DoesNotContain("Note", removed.Before!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Source", told.Before.PartsJson + told.After.PartsJson, StringComparison.Ordinal);
        Assert.Equal(["Source", "Sections[0]"], chiefs.Differences.Select(difference => difference.Path));
    }

    [Fact]
    public async Task Terms_are_added_to_a_taxonomy_that_has_what_one_does_not_see()
    {
        await using var site = await TestSite.OpenAsync("""
            {"name":"ContentDefinition","ContentTypes":[{"Name":"Taxonomy","ContentTypePartDefinitionRecords":[{"PartName":"Taxonomy"}]}],
             "ContentParts":[{"Name":"Taxonomy","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Remark","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}]}]}
            """);
        var tags = (await site.LatestAsync(TestSite.Tags))!;
        var parts = JsonNode.Parse(tags.PartsJson)!.AsObject();
        parts["Taxonomy"] = new JsonObject { ["Remark"] = new JsonObject { ["Text"] = "kept" } };
        await site.PublishAsync(TestSite.Again(tags) with { Parts = parts });

        var added = await AsAsync<AddTerms, IReadOnlyList<string>>(site, Writer, verb => verb.RunAsync(TestSite.Tags, ["Fire"], TestSite.Anna, Cancel));

        Assert.Null(added);
        Assert.Equal("""{"Remark":{"Text":"kept"}}""", (await site.LatestAsync(TestSite.Tags))!.Json("Taxonomy").ToJsonString());
    }

    [Fact]
    public async Task Uses_in_fields_and_items_that_one_does_not_see_are_not_named()
    {
        await using var site = await OpenAsync();
        var target = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Target"} }"""))).Value.ContentItemId;
        await PublishAsync(site, $$""" "Article":{"Summary":{"Text":"[a](content:{{target}})"} ,"Source":{"Text":"[b](content:{{target}})"} } """);
        await site.SaveDraftAsync(TestSite.Article("Draft", $$""" "Article":{"Summary":{"Text":"[a](content:{{target}})"} } """));
        var hidden = (await site.SaveDraftAsync(TestSite.Article("Hidden"))).Value.ContentItemId;

        var writers = await UsesAsync(Writer, target);
        var readers = await UsesAsync(Caller.Visitor([Permission.ViewContent]), target);
        var nobodys = await UsesAsync(Caller.Visitor([]), target);
        var unseen = await UsesAsync(Caller.Visitor([Permission.ViewContent]), hidden);

        Assert.Equal(["Summary", "Summary"], writers.Value.Select(use => use.Reference.Path));
        Assert.Equal(["Rest"], readers.Value.Select(use => use.DisplayText));
        Assert.Equal((ProblemKind.NotFound, ProblemKind.NotFound), (nobodys.Problem?.Kind, unseen.Problem?.Kind));
        Assert.Equal(3, (await UsesAsync(Chief, target)).Value.Count);

        Task<Outcome<IReadOnlyList<ReferenceUse>>> UsesAsync(Caller caller, string id) =>
            InAsync<WhereUsed, Outcome<IReadOnlyList<ReferenceUse>>>(site, caller, verb => verb.RunAsync(id, first: 100, Cancel));
    }

    [Fact]
    public async Task The_trail_tells_no_values_of_what_one_does_not_see_and_answers_no_guess()
    {
        await using var site = await OpenAsync();
        await site.Cms.RunAsync<AuditTrail, bool>(async trail =>
        {
            await trail.AddAsync(
                new AuditEntry(AuditCategory.Content, "Saved", "x", "Rest")
                {
                    ContentType = "Article",
                    Details = JsonNode.Parse($$$"""
                        {"changes":[{"path":"Source","before":{"Text":"hidden"}},{"path":"Sections[0].Bullets[1].Note","after":{"Text":"hidden"}},{"path":"Summary","after":{"Text":"seen"}},
                         {"path":"Sections[1]","after":{"Bullets":{"ContentItems":[{"Bullet":{"Note":{"Text":"hidden"},"Label":{"Text":"seen"} } }]} } },{"path":"Body","after":"hidden{{{new string('x', 2000)}}}"}]}
                        """)!.AsObject(),
                },
                Cancel);
            return true;
        });
        var auditor = Caller.SignedIn("a", "ada", [Permission.ViewAuditTrail]);

        var told = (await InAsync<ReadAuditTrail, Outcome<IReadOnlyList<AuditEntry>>>(site, auditor, verb => verb.RunAsync(new AuditQuery { SubjectId = "x" }, Cancel))).Value;
        var guessed = await InAsync<ReadAuditTrail, Outcome<IReadOnlyList<AuditEntry>>>(site, auditor, verb => verb.RunAsync(new AuditQuery { Text = "hidden" }, Cancel));
        var whole = (await site.Cms.RunAsync<ReadAuditTrail, Outcome<IReadOnlyList<AuditEntry>>>(verb => verb.RunAsync(new AuditQuery { SubjectId = "x" }, Cancel))).Value;

        Assert.Equal(
            """{"changes":[{"path":"Summary","after":{"Text":"seen"}},{"path":"Sections[1]","after":{"Bullets":{"ContentItems":[{"Bullet":{"Label":{"Text":"seen"}}}]}}},{"path":"Body"}]}""",
            Assert.Single(told).Details!.ToJsonString());
        Assert.Equal(ProblemKind.Forbidden, guessed.Problem!.Kind);
        Assert.Contains("hidden", Assert.Single(whole).Details!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_tells_no_values_of_a_hidden_field_under_the_names_that_it_had_before()
    {
        await using var site = await TestSite.OpenAsync(Guards);
        await site.Cms.RunAsync<AuditTrail, bool>(async trail =>
        {
            await trail.AddAsync(
                new AuditEntry(AuditCategory.Content, "Saved", "x", "Rest") { Details = JsonNode.Parse("""{"changes":[{"path":"Source","after":"hidden"},{"path":"Origin","after":"hidden"},{"path":"Summary","after":"seen"}]}""")!.AsObject() },
                Cancel);
            return true;
        });

        var known = await site.DefinitionsAsync();
        foreach (var (from, to) in new[] { ("Source", "Origin"), ("Origin", "Whence") })
            known = new RenameDefinition(DefinitionKind.Field, "Article", from, to).Apply(known).Value.After;
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"DeleteContentDefinition","ContentParts":["Article"]}""", new JsonObject
        {
            ["name"] = "ContentDefinition",
            ["ContentParts"] = DefinitionsJson.Write(known)["ContentParts"]!.DeepClone(),
        }.ToJsonString()));
        var told = (await InAsync<ReadAuditTrail, Outcome<IReadOnlyList<AuditEntry>>>(
            site, Caller.SignedIn("a", "ada", [Permission.ViewAuditTrail]), verb => verb.RunAsync(new AuditQuery { SubjectId = "x" }, Cancel))).Value;

        Assert.Equal("""{"changes":[{"path":"Summary","after":"seen"}]}""", Assert.Single(told).Details!.ToJsonString());
    }

    [Fact]
    public async Task Two_fields_never_share_a_permission_however_they_are_called()
    {
        await using var site = await TestSite.WithAsync(
            RecipeText.Part("A_B", """{"FieldName":"TextField","Name":"C","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}"""),
            RecipeText.Part("A", """{"FieldName":"TextField","Name":"B_C","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}"""));

        var fields = FieldAccess.Of(await site.DefinitionsAsync(), Caller.SignedIn("x", "x", [Permission.ToViewField("A", "B_C")]));

        Assert.Equal((true, false), (fields.MaySee("A", "B_C"), fields.MaySee("A_B", "C")));
    }

    private static Task<TestSite> OpenAsync() => TestSite.OpenAsync(Guards);

    private static async Task<ContentItem> PublishAsync(TestSite site, string parts) => (await site.PublishAsync(TestSite.Article("Rest", parts))).Value;

    private static string? NoteOf(JsonNode? bullet) => (string?)bullet!["Bullet"]!["Note"]!["Text"];

    private static async Task<Problem?> AsAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<Outcome<T>>> run) where TVerb : notnull => (await InAsync(site, caller, run)).Problem;

    private static Task<T> InAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<T>> run) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return run(services.GetRequiredService<TVerb>());
    });
}
