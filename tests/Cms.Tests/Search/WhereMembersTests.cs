using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Cms.Taxonomies;

namespace Cms.Tests.Search;

public sealed class WhereMembersTests
{
    private static readonly ContentDefinitions Definitions = DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse("""
        {"ContentTypes":[{"Name":"Secret"},{"Name":"Extra"},{"Name":"Note","ContentTypePartDefinitionRecords":[{"PartName":"Note"},{"PartName":"AutoroutePart"},{"PartName":"AliasPart"},{"PartName":"Extra"},
           {"PartName":"BagPart","Name":"Inner","Settings":{"BagPartSettings":{"ContainedContentTypes":["Note"]} } }]}],
         "ContentParts":[
           {"Name":"Note","ContentPartFieldDefinitionRecords":[
             {"FieldName":"NumericField","Name":"Price","Settings":{"ContentIndexSettings":{"Included":true} } },
             {"FieldName":"TextField","Name":"Unindexed"},
             {"FieldName":"TimeField","Name":"Clock"},
             {"FieldName":"ContentPickerField","Name":"Others","Settings":{"ContentPickerFieldSettings":{"DisplayedContentTypes":["Note"]} } },
             {"FieldName":"ContentPickerField","Name":"Secrets","Settings":{"ContentPickerFieldSettings":{"DisplayedContentTypes":["Secret"]} } },
             {"FieldName":"ContentPickerField","Name":"Any","Settings":{"ContentPickerFieldSettings":{"DisplayedContentTypes":["Note","Secret"]} } },
             {"FieldName":"ContentPickerField","Name":"All"},
             {"FieldName":"ContentPickerField","Name":"Both","Settings":{"ContentPickerFieldSettings":{"DisplayedContentTypes":["Note","Gone","Extra"]} } },
             {"FieldName":"TaxonomyField","Name":"Tags","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"} } },
             {"FieldName":"TextField","Name":"Owner","Settings":{"ContentIndexSettings":{"Included":true} } }]},
           {"Name":"Extra","ContentPartFieldDefinitionRecords":[{"FieldName":"BooleanField","Name":"Open","Settings":{"ContentIndexSettings":{"Included":true} } }]}]}
        """)!.AsObject());

    private static readonly IReadOnlyDictionary<string, WhereMember> Members = WhereMembers.Of(Definitions.FindType("Note")!, Definitions, alsoUnmarked: false);

    [Fact]
    public void An_item_is_asked_for_by_metadata_path_parts_and_indexed_fields()
    {
        Assert.Superset(
            new HashSet<string> { "contentItemId_in", "displayText_not_starts_with", "createdUtc_gte", "path", "alias", "price_lt", "extra" },
            Members.Keys.ToHashSet());
        Assert.DoesNotContain("unindexed", Members.Keys);
        Assert.DoesNotContain("price_contains", Members.Keys);
    }

    [Fact]
    public void Where_all_fields_are_filtered_by_only_marked_ones_are_ordered_by()
    {
        var all = WhereMembers.Of(Definitions.FindType("Note")!, Definitions, alsoUnmarked: true);

        Assert.Superset(new HashSet<string> { "unindexed_starts_with", "unindexed_is_null", "clock_gte", "price_is_null" }, all.Keys.ToHashSet());
        Assert.DoesNotContain("clock_contains", all.Keys);
        Assert.Null(((WhereComparison)all["unindexed"]).Order);
        Assert.Equal(new FieldPath("Note", "Note", "Price", "Value", FieldValueKind.Number), ((WhereComparison)all["price"]).Order);
    }

    [Theory]
    [InlineData("", Comparison.In, "10:30:00|10:30")]
    [InlineData("_gt", Comparison.Greater, "10:30:00")]
    [InlineData("_gte", Comparison.GreaterOrEqual, "10:30")]
    [InlineData("_lt", Comparison.Less, "10:30")]
    [InlineData("_lte", Comparison.LessOrEqual, "10:30:00")]
    public async Task A_time_of_day_is_compared_however_it_was_written(string operation, Comparison comparison, string written)
    {
        var all = WhereMembers.Of(Definitions.FindType("Note")!, Definitions, alsoUnmarked: true);

        var filter = Assert.IsType<FieldIs>(await all["clock" + operation].ReadAsync(new TimeOnly(10, 30), Question(), TestContext.Current.CancellationToken));

        Assert.Equal((comparison, written), (filter.Comparison, filter.Value is IEnumerable<object?> many ? string.Join('|', many) : filter.Value));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(null, 0)]
    public async Task Whether_a_field_is_missing_is_asked_only_when_a_value_is_given(object? value, int conditions)
    {
        var filter = await new WhereReader(Members).ReadAsync(new Dictionary<string, object?> { ["price_is_null"] = value }, Question(), TestContext.Current.CancellationToken);

        ContentFilter missing = new FieldIs(new FieldPath("Note", "Note", "Price", "Value", FieldValueKind.Number), Comparison.Equal, null);
        var read = Assert.Single(Assert.IsType<AllOf>(filter).Filters);
        Assert.Equal(conditions, read is AllOf { Filters.Count: var count } ? count : 1);
        if (value is bool isMissing)
            Assert.Equal(isMissing ? missing : new Not(missing), read);
    }

    [Fact]
    public async Task Items_that_belong_to_an_item_are_asked_for_some_every_and_none()
    {
        var price = new FieldPath("Note", "Note", "Price", "Value", FieldValueKind.Number);
        var bag = new BagPath("Note", "Inner", "ContentItems", "Note");

        Assert.Equal("HasInside(Price)", await ReadAsync("inner_some"));
        Assert.Equal("Not(HasInside(Not(Price)))", await ReadAsync("inner_every"));
        Assert.Equal("Not(HasInside(Price))", await ReadAsync("inner_none"));
        Assert.Equal("HasOther(Others, Price)", await ReadAsync("others_some"));
        Assert.DoesNotContain("all_some", Members.Keys);

        async Task<string> ReadAsync(string name) => Text(Assert.Single(Assert.IsType<AllOf>(await new WhereReader(Members).ReadAsync(
            new Dictionary<string, object?> { [name] = new Dictionary<string, object?> { ["price"] = 1m } }, Question(), TestContext.Current.CancellationToken)).Filters));

        string Text(ContentFilter filter) => filter switch
        {
            AllOf { Filters: [var only] } => Text(only),
            Not not => $"Not({Text(not.Filter)})",
            HasInside inside when inside.Bag == bag => $"HasInside({Text(inside.Filter)})",
            HasOther { ContentType: "Note" } other => $"HasOther({other.Place}, {Text(other.Filter)})",
            FieldIs { Comparison: Comparison.Equal, Value: 1m } field when field.Field == price => "Price",
            _ => filter.ToString(),
        };
    }

    [Theory]
    [InlineData("both_some", "title in Note or title in Extra")]
    [InlineData("both_none", "not (title in Note or title in Extra)")]
    [InlineData("both_every", "not (not title in Note or not title in Extra)")]
    [InlineData("any_some", "title in Note")]
    [InlineData("any_every", "not not title in Note")]
    public async Task Items_of_several_types_are_asked_by_what_each_has_as_far_as_the_caller_may_see_them(string name, string meaning)
    {
        var filter = await Members[name].ReadAsync(new Dictionary<string, object?> { ["displayText"] = "x" }, Question(), TestContext.Current.CancellationToken);

        Assert.Equal(meaning, Text(filter));
        Assert.DoesNotContain("price", ((WhereItems)Members[name]).Members().Keys);

        static string Text(ContentFilter filter, string type = "") => filter switch
        {
            AllOf { Filters: [var only] } => Text(only, type),
            AnyOf any when type.Length == 0 => string.Join(" or ", any.Filters.Select(one => Text(one))),
            Not { Filter: AnyOf inner } when type.Length == 0 => $"not ({Text(inner)})",
            Not not => $"not {Text(not.Filter, type)}",
            HasOther other => Text(other.Filter, other.ContentType),
            ColumnIs { Column: ContentColumn.DisplayText, Comparison: Comparison.Equal, Value: "x" } => $"title in {type}",
            _ => filter.ToString(),
        };
    }

    [Theory]
    [InlineData("tags_some", "displayText", "sleep", "")]
    [InlineData("tags_some", "displayText", "Sleep", "sleep")]
    [InlineData("tags_some", "displayText_contains", "SLEE", "sleep deep")]
    [InlineData("tags_some", "displayText_starts_with", "deep", "deep")]
    [InlineData("tags_some", "displayText_not_ends_with", "sleep", "rest")]
    [InlineData("tags_some", "alternativeNames", "Rest", "sleep")]
    [InlineData("tags_some", "alternativeNames_contains", "a", "sleep rest")]
    [InlineData("tags_some", "alternativeNames", null, "deep")]
    [InlineData("tags_some", "contentItemId", "rest", "rest")]
    [InlineData("tags_none", "displayText_contains", "sleep", "not sleep deep")]
    [InlineData("tags_every", "displayText_contains", "sleep", "not rest")]
    [InlineData("tags_every", "displayText_not", "Nothing", "not")]
    public async Task Terms_are_asked_for_some_every_and_none(string name, string member, string? value, string ids)
    {
        var terms = new[] { TermOf("sleep", "Sleep", "Nap", "Rest"), TermOf("deep", "Deep sleep"), TermOf("rest", "Rest", "Pause") }.ToDictionary(term => term.ContentItemId);
        var question = Question() with { TermsOfAsync = (taxonomy, _) => ValueTask.FromResult<IReadOnlyDictionary<string, Term>>(taxonomy == "tags" ? terms : []) };

        var filter = await Members[name].ReadAsync(new Dictionary<string, object?> { [member] = value }, question, TestContext.Current.CancellationToken);

        Assert.Equal(ids, Text(filter));

        static string Text(ContentFilter filter) => filter switch
        {
            Not not => $"not {Text(not.Filter)}".TrimEnd(),
            HasTerm { TaxonomyContentItemId: "tags" } has => string.Join(' ', has.TermContentItemIds),
            AnyOf { Filters: [] } => "",
            _ => filter.ToString(),
        };
    }

    [Fact]
    public async Task Conditions_on_terms_are_bounded_and_guarded_as_others()
    {
        var terms = Enumerable.Range(0, 11).Select(number => TermOf($"t{number}", $"Term {number}")).ToDictionary(term => term.ContentItemId);
        var question = Question() with { TermsOfAsync = (_, _) => ValueTask.FromResult<IReadOnlyDictionary<string, Term>>(terms) };
        var guardedTerm = DefinitionsJson.Merge(Definitions, JsonNode.Parse("""{"ContentParts":[{"Name":"Tag","ContentPartFieldDefinitionRecords":[{"FieldName":"MultiTextField","Name":"AlternativeNames","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}]}]}""")!.AsObject());

        var tooMany = await Assert.ThrowsAsync<WhereException>(() => Members["tags_some"].ReadAsync(new Dictionary<string, object?> { ["displayText_contains"] = "Term" }, question, TestContext.Current.CancellationToken).AsTask());
        var guarded = await Assert.ThrowsAsync<WhereException>(() => WhereMembers.Of(guardedTerm.FindType("Note")!, guardedTerm, alsoUnmarked: false)["tags_some"]
            .ReadAsync(new Dictionary<string, object?> { ["alternativeNames"] = "x" }, question with { RefuseAsking = _ => Problem.Forbidden("No.") }, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal("A condition on terms may mean 2 terms at most, not 11.", tooMany.Message);
        Assert.Equal(ProblemKind.Forbidden, guarded.Refusal!.Kind);
    }

    [Fact]
    public async Task Items_that_the_caller_may_not_see_are_not_asked_by()
    {
        var refused = await Assert.ThrowsAsync<WhereException>(() => Members["secrets_none"].ReadAsync(new Dictionary<string, object?>(), Question(), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(ProblemKind.Forbidden, refused.Refusal!.Kind);
    }

    [Fact]
    public async Task Conditions_on_items_of_items_are_bounded_in_depth_and_counted_with_the_others()
    {
        var wide = new Dictionary<string, object?> { ["path"] = "a", ["inner_some"] = new Dictionary<string, object?> { ["price"] = 1m, ["price_not"] = 2m } };
        var deep = Enumerable.Range(0, 6).Aggregate(new Dictionary<string, object?>(), (inner, _) => new() { ["inner_some"] = inner });

        var tooMany = await Assert.ThrowsAsync<WhereException>(() => new WhereReader(Members).ReadAsync(wide, Question(), TestContext.Current.CancellationToken).AsTask());
        var tooDeep = await Assert.ThrowsAsync<WhereException>(() => new WhereReader(Members).ReadAsync(deep, Question() with { MaxConditions = 100 }, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal("where may have 3 conditions at most.", tooMany.Message);
        Assert.Equal("where may ask for items of items 5 levels deep at most.", tooDeep.Message);
    }

    [Theory]
    [InlineData("Sleep", "sleep")]
    [InlineData("Rest", "rest")]
    [InlineData("Nap", "sleep")]
    [InlineData("Slumber", "")]
    public async Task A_term_is_found_by_its_name_or_where_none_has_it_by_an_alternative_one(string name, string id)
    {
        var terms = new[] { TermOf("sleep", "Sleep", "Nap", "Rest"), TermOf("rest", "Rest") }.ToDictionary(term => term.ContentItemId);
        var question = Question() with { TermsOfAsync = (_, _) => ValueTask.FromResult<IReadOnlyDictionary<string, Term>>(terms) };

        var filter = await new WhereTerms("tags").ReadAsync(new Dictionary<string, object?> { ["contains"] = name }, question, TestContext.Current.CancellationToken);
        var hidden = await new WhereTerms("tags") { GuardedAlternatives = [new GuardedField("Tag", "AlternativeNames", View: true, Edit: false)] }
            .ReadAsync(new Dictionary<string, object?> { ["contains"] = "Nap" }, question with { RefuseAsking = _ => Problem.Forbidden("No.") }, TestContext.Current.CancellationToken);

        Assert.Equal(id, filter is AllOf { Filters: [HasTerm { TermContentItemIds: [var only] }] } ? only : "");
        Assert.IsType<AnyOf>(Assert.Single(Assert.IsType<AllOf>(hidden).Filters));
    }

    [Fact]
    public async Task The_first_who_has_a_name_keeps_it()
    {
        var owner = await Members["owner"].ReadAsync("anna", Question(), TestContext.Current.CancellationToken);

        Assert.Equal(new ColumnIs(ContentColumn.Owner, Comparison.Equal, "anna"), owner);
    }

    [Fact]
    public async Task A_field_of_another_part_stands_inside_the_name_of_the_part()
    {
        var filter = await new WhereReader(Members).ReadAsync(
            new Dictionary<string, object?> { ["extra"] = new Dictionary<string, object?> { ["open_not"] = true } }, Question(), TestContext.Current.CancellationToken);

        var inside = Assert.IsType<AllOf>(Assert.Single(Assert.IsType<AllOf>(filter).Filters));
        Assert.Equal(new Not(new FieldIs(new FieldPath("Note", "Extra", "Open", "Value", FieldValueKind.Boolean), Comparison.Equal, true)), Assert.Single(inside.Filters));
    }

    [Fact]
    public async Task More_conditions_or_values_than_a_question_may_have_are_refused()
    {
        var reader = new WhereReader(Members);
        var many = new Dictionary<string, object?> { ["AND"] = Enumerable.Repeat<object?>(new Dictionary<string, object?> { ["path"] = "a" }, 3).ToList() };
        var longList = new Dictionary<string, object?> { ["path_in"] = new List<object?> { "a", "b", "c" } };

        var conditions = await Assert.ThrowsAsync<WhereException>(() => reader.ReadAsync(many, Question(), TestContext.Current.CancellationToken).AsTask());
        var values = await Assert.ThrowsAsync<WhereException>(() => reader.ReadAsync(longList, Question(), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(("where may have 3 conditions at most.", "A list in where may have 2 values at most, not 3."), (conditions.Message, values.Message));
    }

    private static WhereQuestion Question() => new(3, 2, _ => null, type => type == "Secret" ? (Problem.Forbidden("No."), null) : (null, null), (_, _) => ValueTask.FromResult<IReadOnlyDictionary<string, Term>>(new Dictionary<string, Term>()));

    private static Term TermOf(string id, string name, params string[] alternatives) => new(id, name, null, System.Text.Json.JsonElement.Parse(
        $$"""{"ContentType":"Tag","Tag":{"AlternativeNames":{"Values":[{{string.Join(',', alternatives.Select(one => $"\"{one}\""))}}]} } }"""));
}
