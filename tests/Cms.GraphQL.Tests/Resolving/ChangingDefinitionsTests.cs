using Cms.Content;
using Cms.Definitions;
using Cms.Events;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class ChangingDefinitionsTests : IAsyncDisposable
{
    private readonly Site _site = Site.OfRecipe("""
        {"steps":[
          {"name":"ContentDefinition",
           "ContentTypes":[{"Name":"Note","ContentTypePartDefinitionRecords":[{"PartName":"Note"}]}],
           "ContentParts":[{"Name":"Note","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Text"}]}]}]}
        """);

    [Fact]
    public async Task A_field_that_is_renamed_while_it_is_read_is_never_answered_as_missing()
    {
        Holds("Text");
        Assert.Equal("""{"note":[{"text":"words"}]}""", await _site.DataAsync("{ note { text } }"));

        WhileReading(() => RenameTo("Words"));
        var former = await _site.ErrorAsync("{ note { text } }");
        WhileReading(() => RenameTo("Text"));
        var current = await _site.ErrorAsync("{ note { words } }");

        Assert.Contains("text", former.Message, StringComparison.Ordinal);
        Assert.Contains("words", current.Message, StringComparison.Ordinal);
        Assert.Equal("""{"note":[{"text":"words"}]}""", await _site.DataAsync("{ note { text } }"));
    }

    [Fact]
    public async Task What_both_names_of_the_schema_know_is_answered_again_with_the_new_ones()
    {
        Holds("Text");

        WhileReading(() => RenameTo("Words"));

        Assert.Equal("""{"note":[{"__typename":"Note"}]}""", await _site.DataAsync("{ note { __typename } }"));
        Assert.Equal(2, _site.Content.Reads.Count);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void Holds(string field)
    {
        _site.Content.Items.Clear();
        _site.Content.Items.Add(new ContentItem
        {
            ContentItemId = "n1",
            ContentItemVersionId = "v1",
            ContentType = "Note",
            DisplayText = "",
            Latest = true,
            Published = true,
            PartsJson = $$"""{"Note":{"{{field}}":{"Text":"words"} } }""",
        });
    }

    private void RenameTo(string field)
    {
        Holds(field);
        _site.Change(
            TenantDefinitions.Section,
            $$$"""
            {"ContentTypes":[{"Name":"Note","ContentTypePartDefinitionRecords":[{"PartName":"Note"}]}],
             "ContentParts":[{"Name":"Note","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"{{{field}}}"}]}]}
            """,
            new DefinitionsChanged());
    }

    private void WhileReading(Action change) => _site.Content.Wait = _ =>
    {
        _site.Content.Wait = null;
        change();
        return Task.CompletedTask;
    };
}
