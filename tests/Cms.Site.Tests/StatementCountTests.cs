using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.GraphQL;
using Cms.Users;

namespace Cms.Site.Tests;

/// <summary>A longer list costs more rows and not more questions to the database, whatever is asked of its items.</summary>
public abstract class StatementCountTests(SiteOfNotes site)
{
    private const string Listed = "displayText ... on Note { path }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("path text", 1)]
    [InlineData("others { contentItems { " + Listed + " ... on Note { others { contentItems { displayText } } } } }", 3)]
    [InlineData("others { contentItems(status: LATEST) { " + Listed + " } }", 2)]
    [InlineData("others { contentItems(status: DRAFT) { " + Listed + " } }", 2)]
    [InlineData("others { contentItems(status: ALL) { " + Listed + " } }", 2)]
    [InlineData("tags { tagNames terms { displayText } termContentItems { displayText } taxonomyContentItem { displayText } }", 2)]
    [InlineData("pieces { contentItems { ... on Piece { words { html } inner { contentItems { ... on Piece { words { html } } } } others { contentItems { displayText } } } } }", 3)]
    [InlineData("htmlBody { html } html { html } md { html }", 2)]
    [InlineData("render", 2)]
    [InlineData("related(first: 3) { " + Listed + " }", 3)]
    [InlineData("list { contentItems { displayText ... on Entry { note { listContentItem { displayText } } } } }", 4)]
    [InlineData("list { contentItems(status: ALL) { displayText } }", 3)]
    [InlineData("list { contentItemsConnection(first: 1) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { displayText } } } }", 4)]
    [InlineData("localization { localizations { " + Listed + " } }", 2)]
    [InlineData("people { users { userName } }", 2)]
    public async Task A_list_asks_the_database_as_often_for_twelve_items_as_for_two(string fields, int statements)
    {
        var two = await CountAsync($"{{ note(first: 2) {{ {fields} }} }}");
        var twelve = await CountAsync($"{{ note(first: 12) {{ {fields} }} }}");

        Assert.Equal((statements, statements), (two, twelve));
    }

    [Theory]
    [InlineData("edges { cursor node { others { contentItems { displayText } } } } pageInfo { hasNextPage hasPreviousPage }", "", 2)]
    [InlineData("edges { cursor } totalCount", "orderBy: {rank: ASC}", 3)]
    [InlineData("facets { name values { value label count } } totalCount", "", 3)]
    [InlineData("nodes { displayText }", "where: {pieces_some: {rank_gte: 0}, others_some: {rank_gte: 0}, tags: {contains: \"Tag 1\"}}", 1)]
    public async Task A_page_of_a_connection_asks_the_database_as_often_for_twelve_items_as_for_two(string fields, string arguments, int statements)
    {
        var two = await CountAsync($"{{ noteConnection(first: 2, {arguments}) {{ {fields} }} }}");
        var twelve = await CountAsync($"{{ noteConnection(first: 12, {arguments}) {{ {fields} }} }}");

        Assert.Equal((statements, statements), (two, twelve));
    }

    [Fact]
    public async Task A_search_asks_the_database_as_often_for_twelve_hits_as_for_two()
    {
        const string fields = "edges { cursor score highlights node { displayText ... on Note { others { contentItems { displayText } } } } } totalCount facets { name values { value label } }";

        var two = await CountAsync($$"""{ search(term: "remembered", first: 2) { {{fields}} } }""");
        var twelve = await CountAsync($$"""{ search(term: "remembered", first: 12) { {{fields}} } }""");

        Assert.Equal(two, twelve);
    }

    [Fact]
    public async Task Every_item_has_something_of_its_own_to_be_asked_for()
    {
        var answer = await AskAsync("""{ note(first: 12) { others { contentItemIds contentItems { displayText } } list { contentItems { displayText } } people { users { userName } } localization { localizations { displayText } } tags { tagNames } htmlBody { html } related { displayText } } }""");

        var notes = answer["note"]!.AsArray();
        Assert.Equal(12, notes.Count);
        Assert.Equal(12, notes.Select(note => note!.ToJsonString()).Distinct().Count());
        Assert.All(notes, note => Assert.Equal((1, 2, 1, 1, 2), (
            note!["others"]!["contentItems"]!.AsArray().Count, note["list"]!["contentItems"]!.AsArray().Count, note["people"]!["users"]!.AsArray().Count,
            note["localization"]!["localizations"]!.AsArray().Count, note["tags"]!["tagNames"]!.AsArray().Count)));
        Assert.All(notes, note => Assert.Contains("href=\"/note-", (string)note!["htmlBody"]!["html"]!, StringComparison.Ordinal));
        Assert.All(notes, note => Assert.NotEmpty(note!["related"]!.AsArray()));
    }

    // Once before it counts, as definitions, roles and terms are kept from then on; and the least of three, as the watcher may tell of the set-up meanwhile and they are read again.
    // The executor itself keeps no answers.
    private async Task<int> CountAsync(string query)
    {
        var least = int.MaxValue;
        for (var tries = 0; tries < 3; tries++)
        {
            await AskAsync(query);
            least = Math.Min(least, await CountedStatements.OfAsync(() => AskAsync(query)));
        }

        return least;
    }

    private Task<JsonNode> AskAsync(string query) => site.RunAsync<GraphQLExecutor, JsonNode>(async executor =>
    {
        var answer = await executor.RunAsync(new GraphQLRequest(query), Caller.SignedIn("u1", "anna", [Permission.SiteOwner]), Cancel);
        Assert.Empty(answer.Errors.Select(error => error.Message));
        return (await answer.ToJsonAsync(Cancel))["data"]!;
    });
}

/// <summary>A site of notes, each of which has items of its own in every way in which items can have others.</summary>
public class SiteOfNotes : RunningSite
{
    private const int Notes = 12;

    public SiteOfNotes() => CountedStatements.Listen();

    protected override async Task PrepareAsync()
    {
        var users = new List<string>();
        for (var number = 0; number < Notes; number++)
            users.Add((await AddUserAsync($"reader-{number}", [], id: Id("reader", number))).Id);
        await RunRecipeAsync($$"""{{Definitions}}, { "name": "content", "data": {{JsonSerializer.Serialize(Items().ToList())}} }""");
    }

    private static IEnumerable<JsonNode> Items()
    {
        var terms = Enumerable.Range(0, Notes + 1).Select(number => $$"""{ "ContentItemId": "{{Id("tag", number)}}", "ContentType": "Tag", "DisplayText": "Tag {{number}}", "TitlePart": { "Title": "Tag {{number}}" } }""");
        yield return Item("tags", 0, "Taxonomy", "Tags", $$""" "TaxonomyPart": { "TermContentType": "Tag", "Terms": [{{string.Join(',', terms)}}] } """);
        for (var number = 0; number < Notes; number++)
        {
            var next = Id("note", (number + 1) % Notes);
            var piece = $$""" "Piece": { "Words": { "Html": "<a href='content:{{next}}'>there</a>" }, "Rank": { "Value": {{number}} }, "Others": { "ContentItemIds": ["{{next}}"] } } """;
            yield return Item("note", number, "Note", $"Note {number}", $$"""
                "Note": { "Text": { "Text": "remembered {{number}}" }, "Rank": { "Value": {{number}} }, "Html": { "Html": "<a href='content:{{next}}'>on</a>" }, "Md": { "Markdown": "[on](content:{{next}})" },
                  "Others": { "ContentItemIds": ["{{next}}"] }, "People": { "UserIds": ["{{Id("reader", number)}}"] },
                  "Tags": { "TaxonomyContentItemId": "{{Id("tags", 0)}}", "TermContentItemIds": ["{{Id("tag", number)}}", "{{Id("tag", number + 1)}}"] } },
                "AutoroutePart": { "Path": "note-{{number}}" }, "HtmlBodyPart": { "Html": "<a href='content:{{next}}'>on</a>" }, "ListPart": {},
                "LocalizationPart": { "LocalizationSet": "{{Id("set", number)}}", "Culture": "en-US" },
                "Pieces": { "ContentItems": [{ "ContentItemId": "{{Id("piece", number)}}", "ContentType": "Piece", {{piece}},
                  "Inner": { "ContentItems": [{ "ContentItemId": "{{Id("inner", number)}}", "ContentType": "Piece", {{piece}} }] } }] }
                """);
            for (var place = 0; place < 2; place++)
                yield return Item($"entry{place}", number, "Entry", $"Entry {place} of {number}", $$""" "ContainedPart": { "ListContentItemId": "{{Id("note", number)}}", "ListContentType": "Note", "Order": {{place}} } """);
        }
    }

    private static JsonNode Item(string kind, int number, string type, string title, string parts) => JsonNode.Parse($$"""
        { "ContentItemId": "{{Id(kind, number)}}", "ContentItemVersionId": "{{Id(kind + "v", number)}}", "ContentType": "{{type}}", "DisplayText": "{{title}}", "Latest": true, "Published": true,
          "CreatedUtc": "2026-01-{{number + 1:00}}T00:00:00Z", "ModifiedUtc": "2026-01-{{number + 1:00}}T00:00:00Z", "PublishedUtc": "2026-01-{{number + 1:00}}T00:00:00Z", "Owner": "", "Author": "anna",
          "TitlePart": { "Title": "{{title}}" }, {{parts}} }
        """)!;

    private static string Id(string kind, int number) => $"{kind}{number:00}".PadRight(26, '0');

    private const string Definitions = """
        { "name": "ContentDefinition", "ContentTypes": [
          { "Name": "Taxonomy", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "TaxonomyPart", "Name": "TaxonomyPart", "Settings": {} }] },
          { "Name": "Tag", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] },
          { "Name": "Entry", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] },
          { "Name": "Piece", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "Piece", "Name": "Piece", "Settings": {} },
            { "PartName": "BagPart", "Name": "Inner", "Settings": { "BagPartSettings": { "ContainedContentTypes": ["Piece"] } } }] },
          { "Name": "Note", "Settings": { "ContentTypeSettings": { "Draftable": true } }, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": { "GraphQLContentTypePartSettings": { "Collapse": true } } },
            { "PartName": "Note", "Name": "Note", "Settings": {} }, { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} }, { "PartName": "HtmlBodyPart", "Name": "HtmlBodyPart", "Settings": {} },
            { "PartName": "LocalizationPart", "Name": "LocalizationPart", "Settings": {} }, { "PartName": "ListPart", "Name": "ListPart", "Settings": { "ListPartSettings": { "ContainedContentTypes": ["Entry"] } } },
            { "PartName": "BagPart", "Name": "Pieces", "Settings": { "BagPartSettings": { "ContainedContentTypes": ["Piece"] } } }] }],
          "ContentParts": [
            { "Name": "Piece", "Settings": {}, "ContentPartFieldDefinitionRecords": [{ "FieldName": "HtmlField", "Name": "Words", "Settings": {} },
              { "FieldName": "NumericField", "Name": "Rank", "Settings": { "ContentIndexSettings": { "Included": true } } },
              { "FieldName": "ContentPickerField", "Name": "Others", "Settings": { "ContentPickerFieldSettings": { "DisplayedContentTypes": ["Note"] } } }] },
            { "Name": "Note", "Settings": {}, "ContentPartFieldDefinitionRecords": [{ "FieldName": "TextField", "Name": "Text", "Settings": {} }, { "FieldName": "HtmlField", "Name": "Html", "Settings": {} },
              { "FieldName": "MarkdownField", "Name": "Md", "Settings": {} }, { "FieldName": "NumericField", "Name": "Rank", "Settings": { "ContentIndexSettings": { "Included": true } } },
              { "FieldName": "ContentPickerField", "Name": "Others", "Settings": { "ContentPickerFieldSettings": { "Multiple": true, "DisplayedContentTypes": ["Note"] } } },
              { "FieldName": "UserPickerField", "Name": "People", "Settings": { "UserPickerFieldSettings": { "DisplayAllUsers": true } } },
              { "FieldName": "TaxonomyField", "Name": "Tags", "Settings": { "TaxonomyFieldSettings": { "TaxonomyContentItemId": "tags0000000000000000000000" } } }] }] }
        """;
}

/// <summary>SiteOfNotes on PostgreSQL.</summary>
public sealed class SiteOfNotesOnPostgres : SiteOfNotes
{
    protected override PostgresDatabase Database { get; } = new();
}

public sealed class StatementCountOnSqliteTests(SiteOfNotes site) : StatementCountTests(site), IClassFixture<SiteOfNotes>;

public sealed class StatementCountOnPostgresTests : StatementCountTests, IClassFixture<SiteOfNotesOnPostgres>
{
    public StatementCountOnPostgresTests(SiteOfNotesOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}
