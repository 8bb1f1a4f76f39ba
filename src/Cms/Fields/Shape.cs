using Cms.Content;
using Cms.Definitions;
using Cms.Liquid;

namespace Cms.Fields;

/// <summary>The kind of a single value.</summary>
public enum ScalarKind
{
    /// <summary>JSON string.</summary>
    Text,

    /// <summary>JSON number, kept as decimal.</summary>
    Number,

    /// <summary>JSON true or false.</summary>
    Boolean,

    /// <summary>A day: JSON string as Orchard Core writes it, <c>2025-11-20T00:00:00Z</c>.</summary>
    Date,

    /// <summary>A moment: JSON string, ISO 8601 in UTC.</summary>
    Moment,

    /// <summary>A time of day: JSON string as Orchard Core writes it, <c>10:30:00</c>.</summary>
    Time,

    /// <summary>JSON number without decimals.</summary>
    WholeNumber,
}

/// <summary>The language in which a formatted text is written.</summary>
public enum TextFormat
{
    /// <summary>HTML source.</summary>
    Html,

    /// <summary>Markdown source (CommonMark).</summary>
    Markdown,
}

/// <summary>
/// What the JSON of a field or part looks like. Every front (GraphQL, templates, search) has one switch over the shapes and none
/// over field types, so a new field type changes no front.
/// </summary>
public abstract record Shape;

/// <summary>One value under one name: <c>{"Text":"..."}</c>. Fronts show the value itself.</summary>
public sealed record ScalarShape(string Member, ScalarKind Kind) : Shape;

/// <summary>A list of texts under one name: <c>{"Values":["a","b"]}</c>. Fronts show the list itself.</summary>
public sealed record TextsShape(string Member) : Shape;

/// <summary>Source of a formatted text under one name: <c>{"Markdown":"**a**"}</c>. Fronts show the source and the HTML it makes, which is always safe.</summary>
/// <param name="Name">What fronts with types call it: <c>MarkdownField</c>.</param>
/// <param name="Member">Its member, named after the format.</param>
/// <param name="Format">The language of the source.</param>
public sealed record FormattedTextShape(string Name, string Member, TextFormat Format) : Shape
{
    /// <summary>Single values that stand beside the text.</summary>
    public IReadOnlyList<Member> Beside { get; init; } = [];

    /// <summary>
    /// True when the settings of the field or part say, as Orchard Core's do, <c>"SanitizeHtml": false</c>: HTML is stored as it was written, and HTML in Markdown
    /// is HTML. What is shown is made safe all the same.
    /// </summary>
    public bool KeepsHtml(DefinitionSettings settings) => settings.Find(Name + "Settings", "SanitizeHtml")?.GetValueKind() == System.Text.Json.JsonValueKind.False;

    /// <summary>The HTML of a source. Safe to show, whatever the settings.</summary>
    /// <param name="settings">Those of the field or part.</param>
    public Func<string, SiteLinks, string> ToHtml(DefinitionSettings settings) =>
        Format == TextFormat.Html ? SafeHtml.Of : KeepsHtml(settings) ? MarkdownText.WithHtmlToHtml : MarkdownText.ToHtml;

    /// <summary>The source without mark-up, as people read it.</summary>
    public string ToPlainText(string source) => Format == TextFormat.Html ? HtmlText.ToPlainText(source) : MarkdownText.ToPlainText(source);

    /// <summary>What is wrong with a source; null when nothing is.</summary>
    public string? Complaint(string source) =>
        Format == TextFormat.Html && SafeHtml.IsTooDeep(source) ? $"must not nest more than {SafeHtml.DeepestNesting} elements in each other" : null;
}

/// <summary>Users of the tenant by id, with their names as they were when chosen: <c>{"UserIds":["..."],"UserNames":["..."]}</c>.</summary>
public sealed record UsersShape(string Name) : Shape;

/// <summary>Several values under their names.</summary>
/// <param name="Name">What fronts with types call it.</param>
/// <param name="Members">Its values in order.</param>
public abstract record MembersShape(string Name, IReadOnlyList<Member> Members) : Shape;

/// <summary>Values that belong together: <c>{"Url":"...","Text":"..."}</c>.</summary>
public sealed record GroupShape(string Name, IReadOnlyList<Member> Members) : MembersShape(Name, Members)
{
    /// <summary>Values that have a shape of their own.</summary>
    public IReadOnlyList<InnerValue> Inside { get; init; } = [];
}

/// <summary>A value of a <see cref="GroupShape"/> that has a shape of its own.</summary>
public sealed record InnerValue(string Name, Shape Shape);

/// <summary>A list of groups: <c>[{"Name":"...","Content":"..."}]</c>.</summary>
/// <param name="Name">What fronts with types call one of them.</param>
/// <param name="Members">The values of each.</param>
public sealed record GroupsShape(string Name, IReadOnlyList<Member> Members) : Shape;

/// <summary>In which list an item is. Fronts show the list too, under the name of its type.</summary>
public sealed record InListShape(string Name, IReadOnlyList<Member> Members) : MembersShape(Name, Members);

/// <summary>Items that stand on their own and say that they are in this one, in order.</summary>
public sealed record ListedItemsShape(string Name) : Shape;

/// <summary>The culture of an item and what joins it to the same item in other cultures, which fronts show too.</summary>
public sealed record LocalizationShape(string Name, IReadOnlyList<Member> Members) : MembersShape(Name, Members);

/// <summary>One value of a <see cref="MembersShape"/>.</summary>
public sealed record Member(string Name, ScalarKind Kind)
{
    /// <summary>The column by which items are found through it, or null.</summary>
    public PartColumn? Column { get; init; }

    /// <summary>Items are found by its words.</summary>
    public bool IsFound { get; init; }

    /// <summary>The value that a missing one stands for, or null for none.</summary>
    public object? Standard { get; init; }
}

/// <summary>Other content items by id, in order, under this member.</summary>
public sealed record ReferencesShape(string Name, string Member) : Shape;

/// <summary>Terms of one taxonomy, by id and in order.</summary>
public sealed record TermsShape(string Name) : Shape;

/// <summary>Files of the media folder with a text for each.</summary>
public sealed record MediaShape(string Name) : Shape;

/// <summary>Whole content items kept inside this one, in order, under this member.</summary>
public sealed record ContainedItemsShape(string Name, string Member) : Shape
{
    /// <summary>Single values that stand beside the items.</summary>
    public IReadOnlyList<Member> Beside { get; init; } = [];

    /// <summary>What fronts with types call the list, as a name in definitions.</summary>
    public string ShownAs { get; init; } = "ContentItems";

    /// <summary>The stereotype of the items' types, which fronts may show as one kind; null for items of any type.</summary>
    public string? Stereotype { get; init; }
}

/// <summary>A part whose only front-facing value has a name of its own on the item: the path of an item.</summary>
public sealed record PathShape(string Member) : Shape;

/// <summary>Nothing to show beyond what the item itself has.</summary>
public sealed record NoShape : Shape;
