using System.Globalization;
using System.Text;
using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Liquid;
using Cms.Parts;
using Cms.Taxonomies;
using static System.Net.WebUtility;

namespace Cms.GraphQL.Resolving;

/// <summary>
/// Shows an item as plain HTML for clients that ask for <c>render</c>: its title, then the values of its parts and fields that the caller may see, in the
/// editors' order, and the items inside it. Other items and users that it names are not looked up. Pages are made by themes, not by this.
/// </summary>
internal sealed class ItemHtml
{
    private readonly RequestState _state;
    private readonly CancellationToken _cancel;
    private readonly List<TextPiece> _pieces = [];
    private readonly StringBuilder _html = new();

    private ItemHtml(RequestState state, CancellationToken cancel) => (_state, _cancel) = (state, cancel);

    /// <summary>The HTML, safe to show; a result to be completed later when texts have links by id. Null for an item of a type that is gone.</summary>
    public static async ValueTask<object?> OfAsync(RequestState state, object? source, CancellationToken cancel)
    {
        if (Sources.TypeOf(source) is not { } name || state.Definitions.FindType(name) is not { } type)
            return null;

        var html = new ItemHtml(state, cancel);
        await html.AddAsync(type, Sources.PartsOf(source), source is ContentItem item ? item.DisplayText : Sources.Text(JsonText.Member(Sources.PartsOf(source), nameof(ContentItem.DisplayText))));
        html.EndPiece();
        return state.Links.Show(html._pieces, state.PathBase);
    }

    private async ValueTask AddAsync(ContentType type, JsonElement parts, string? title)
    {
        Write($"<article class=\"content-item\" data-type=\"{HtmlEncode(type.Name)}\">");
        if (title is { Length: > 0 })
            Write($"<h1>{HtmlEncode(title)}</h1>");
        foreach (var attached in MenuItemsListPart.PartsOf(type).Where(part => !part.IsHiddenFromGraphQL))
        {
            var part = JsonText.Member(parts, attached.Name);
            if (part.ValueKind != JsonValueKind.Object)
                continue;

            switch (PartTypes.Find(attached.PartName)?.Shape)
            {
                case FormattedTextShape text:
                    Add(attached.Name, text, part, attached.Settings);
                    break;
                case ContainedItemsShape contained:
                    await AddAsync(attached.Name, Sources.Items(JsonText.Member(part, contained.Member)).ToList());
                    break;
            }

            foreach (var field in _state.Definitions.FieldsOf(attached.PartName).Where(field => !field.IsHiddenFromGraphQL && _state.Fields.MaySee(attached.PartName, field.Name)))
                await AddAsync(field, JsonText.Member(part, field.Name));
        }

        Write("</article>");
    }

    private async ValueTask AddAsync(string name, List<ContainedSource> items)
    {
        _state.CountItems(items.Count);
        Write($"<section data-name=\"{HtmlEncode(name)}\">");
        foreach (var item in items)
        {
            if (_state.Definitions.FindType(item.ContentType) is { IsHiddenFromGraphQL: false } type)
                await AddAsync(type, item.Json, Sources.Text(JsonText.Member(item.Json, nameof(ContentItem.DisplayText))));
        }

        Write("</section>");
    }

    private async ValueTask AddAsync(PartField field, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return;

        switch (FieldTypes.Find(field.FieldName)?.Shape)
        {
            case ScalarShape scalar when Sources.Scalar(JsonText.Member(json, scalar.Member), scalar.Kind) is { } value:
                Add(field.Name, [Written(value, scalar.Kind)]);
                break;
            case TextsShape texts:
                Add(field.Name, Sources.Texts(JsonText.Member(json, texts.Member)).OfType<string>());
                break;
            case FormattedTextShape text:
                Add(field.Name, text, json, field.Settings);
                break;
            case TermsShape:
                var taxonomy = Sources.Text(JsonText.Member(json, "TaxonomyContentItemId")) is { Length: > 0 } own ? own : TaxonomyTerms.TaxonomyOf(field);
                var terms = await _state.Reads.TermsOfAsync(taxonomy, _cancel);
                Add(field.Name, Sources.Texts(JsonText.Member(json, "TermContentItemIds")).Select(id => id is null ? null : terms.GetValueOrDefault(id)?.DisplayText).OfType<string>());
                break;
            case GroupShape when Sources.Text(JsonText.Member(json, "Url")) is { Length: > 0 } url:
                var words = Sources.Text(JsonText.Member(json, "Text")) is { Length: > 0 } said ? said : url;
                AddSafe(field.Name, $"<a href=\"{HtmlEncode(url)}\">{HtmlEncode(words)}</a>");
                break;
            case MediaShape:
                string?[] alternatives = [.. Sources.Texts(JsonText.Member(json, "MediaTexts"))];
                foreach (var (index, path) in Sources.Texts(JsonText.Member(json, "Paths")).Index().Where(one => one.Item is not null))
                    AddSafe(field.Name, $"<img src=\"/media/{string.Join('/', path!.Split('/').Select(Uri.EscapeDataString))}\" alt=\"{HtmlEncode(alternatives.ElementAtOrDefault(index))}\">");
                break;
        }
    }

    private static string Written(object value, ScalarKind kind) => (value, kind) switch
    {
        (DateTime day, ScalarKind.Date) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (DateTime moment, _) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        (TimeOnly time, _) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        (bool flag, _) => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private void Add(string name, IEnumerable<string> values)
    {
        foreach (var value in values.Where(value => value.Length > 0))
            Write($"<div data-name=\"{HtmlEncode(name)}\">{HtmlEncode(value)}</div>");
    }

    private void Add(string name, FormattedTextShape shape, JsonElement json, DefinitionSettings settings)
    {
        if (Sources.Text(JsonText.Member(json, shape.Member)) is not { Length: > 0 } source)
            return;

        Write($"<div data-name=\"{HtmlEncode(name)}\">");
        EndPiece();
        _pieces.Add(new TextPiece(source, shape.ToHtml(settings)));
        Write("</div>");
    }

    // Addresses are what somebody wrote, so they go the way of HTML that somebody wrote.
    private void AddSafe(string name, string html)
    {
        Write($"<div data-name=\"{HtmlEncode(name)}\">");
        EndPiece();
        _pieces.Add(new TextPiece(html, SafeHtml.Of));
        Write("</div>");
    }

    private void Write(string html) => _html.Append(html);

    // What was written since the last one needs no links.
    private void EndPiece()
    {
        var html = _html.ToString();
        _html.Clear();
        _pieces.Add(new TextPiece("", (_, _) => html));
    }
}
