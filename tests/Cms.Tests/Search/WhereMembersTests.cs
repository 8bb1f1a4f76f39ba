using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Cms.Taxonomies;

namespace Cms.Tests.Search;

public sealed class WhereMembersTests
{
    private static readonly ContentDefinitions Definitions = DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse("""
        {"ContentTypes":[{"Name":"Note","ContentTypePartDefinitionRecords":[{"PartName":"Note"},{"PartName":"AutoroutePart"},{"PartName":"AliasPart"},{"PartName":"Extra"}]}],
         "ContentParts":[
           {"Name":"Note","ContentPartFieldDefinitionRecords":[
             {"FieldName":"NumericField","Name":"Price","Settings":{"ContentIndexSettings":{"Included":true} } },
             {"FieldName":"TextField","Name":"Unindexed"},
             {"FieldName":"TimeField","Name":"Clock"},
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

    private static WhereQuestion Question() => new(3, 2, _ => null, (_, _) => ValueTask.FromResult<IReadOnlyDictionary<string, Term>>(new Dictionary<string, Term>()));
}
