using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.GraphQL.Resolving;
using Cms.Liquid;
using Cms.Taxonomies;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>Types that do not depend on a tenant's definitions. Each call makes a new one, as a type belongs to one schema.</summary>
internal static class SharedTypes
{
    /// <summary>A list of texts.</summary>
    public static Type Texts => typeof(ListGraphType<StringGraphType>);

    public static Type Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.Text => typeof(StringGraphType),
        ScalarKind.Number => typeof(DecimalGraphType),
        ScalarKind.Boolean => typeof(BooleanGraphType),
        ScalarKind.Date => typeof(DateGraphType),
        ScalarKind.Moment => typeof(DateTimeGraphType),
        ScalarKind.Time => typeof(TimeOfDayGraphType),
        ScalarKind.WholeNumber => typeof(IntGraphType),
        _ => throw new NotSupportedException($"GraphQL has no type for {kind} yet."),
    };

    /// <summary>The field that shows one value of the piece of JSON it is asked on.</summary>
    public static GraphField Member(Member member) => Member(member, Sources.PartsOf);

    /// <summary>The field that shows one value.</summary>
    /// <param name="member">Which value.</param>
    /// <param name="locate">Finds the JSON that has it.</param>
    public static GraphField Member(Member member, Locate locate) => Fields.Of(
        SchemaNames.FieldName(member.Name), $"Its {member.Name}.", member.Standard is null ? Scalar(member.Kind) : typeof(NonNullGraphType<>).MakeGenericType(Scalar(member.Kind)),
        context => Sources.Scalar(JsonText.Member(locate(context.Source), member.Name), member.Kind) ?? member.Standard).Plain();

    public static EnumerationGraphType Status()
    {
        var type = new EnumerationGraphType { Name = SchemaNames.Status, Description = "Which versions of items a list has." };
        type.Add("PUBLISHED", ContentStatus.Published, "What visitors see.");
        type.Add("DRAFT", ContentStatus.Draft, "Newest versions that are not published.");
        type.Add("LATEST", ContentStatus.Latest, "The newest version of every item, published or not.");
        type.Add("ALL", ContentStatus.All, "Newest and published versions, both where they differ.");
        return type;
    }

    /// <summary>Ascending or descending; the value is true for descending.</summary>
    public static EnumerationGraphType Direction()
    {
        var type = new EnumerationGraphType { Name = SchemaNames.Direction, Description = "Which end of an order comes first." };
        type.Add("ASC", false, "Smallest, earliest or first in the alphabet.");
        type.Add("DESC", true, "Greatest, latest or last in the alphabet.");
        return type;
    }

    /// <summary>The fields of a formatted text: its source, unless that is HTML, the HTML it makes, and what stands beside it.</summary>
    /// <param name="shape">Which text.</param>
    /// <param name="locate">Finds its JSON.</param>
    /// <param name="settings">Finds the settings of the field or part that it stands in.</param>
    public static IEnumerable<GraphField> FormattedText(FormattedTextShape shape, Locate locate, Func<object?, DefinitionSettings> settings)
    {
        GraphField[] fields = shape.Format == TextFormat.Html
            ? [Fields.Of("html", "The HTML, without what could do harm.", typeof(StringGraphType), context => Show(context)).Plain()]
            :
            [
                Fields.Of("markdown", "The source.", typeof(StringGraphType), SourceOf).Plain(),
                Fields.Of("html", "The source as HTML that is safe to show.", typeof(StringGraphType), context => Show(context)).Plain(),
            ];
        return fields.Concat(shape.Beside.Select(member => Member(member, locate)));

        object? Show(IResolveFieldContext context) =>
            SourceOf(context) is { } source ? RequestState.Of(context).Links.Show(source, RequestState.Of(context).PathBase, shape.ToHtml(settings(context.Source))) : null;

        string? SourceOf(IResolveFieldContext context) => Sources.Text(JsonText.Member(locate(context.Source), shape.Member));
    }

    public static ObjectGraphType Culture()
    {
        var type = new ObjectGraphType { Name = SchemaNames.Culture, Description = "A culture in which content is written." };
        type.AddField(Fields.Of("culture", "Its name, such as en-US.", typeof(StringGraphType), context => ((SiteCulture)context.Source!).Culture));
        type.AddField(Fields.Of("default", "True for the site's own culture.", typeof(BooleanGraphType), context => ((SiteCulture)context.Source!).IsDefault));
        return type;
    }

    public static ObjectGraphType Term()
    {
        var type = new ObjectGraphType { Name = SchemaNames.Term, Description = "A term of a taxonomy." };
        type.AddField(Fields.Of("contentItemId", "Names the term.", typeof(StringGraphType), context => ((Term)context.Source!).ContentItemId).Plain());
        type.AddField(Fields.Of("displayText", "What it is called.", typeof(StringGraphType), context => ((Term)context.Source!).DisplayText).Plain());
        type.AddField(Fields.Of("path", "The path of its page without a leading slash, or null when it has none.", typeof(StringGraphType), context => ((Term)context.Source!).Path).Plain());
        return type;
    }

    public static ObjectGraphType Media(MediaShape shape)
    {
        var file = new ObjectGraphType { Name = SchemaNames.MediaFile, Description = "A file of the media folder." };
        file.AddField(Fields.Of("fileName", "Its name without folders.", typeof(StringGraphType), context => FileOf(context).Path[(FileOf(context).Path.LastIndexOf('/') + 1)..]).Plain());
        file.AddField(Fields.Of("path", "Its path within the media folder.", typeof(StringGraphType), context => FileOf(context).Path).Plain());
        file.AddField(Fields.Of("url", "Its address on this host.", typeof(StringGraphType), context => UrlOf(context, FileOf(context))).Plain());
        file.AddField(Fields.Of("mediaText", "What it shows, in words.", typeof(StringGraphType), context => FileOf(context).MediaText).Plain());

        var type = new ObjectGraphType { Name = shape.Name, Description = "Files with a text for each." };
        type.AddField(Fields.Of("files", "The files, in order.", new ListGraphType(file), context => context.Paged(FilesOf(context))).With(Fields.Paging()).Plain());
        type.AddField(Fields.Of("paths", "Their paths within the media folder, in order.", Texts, context => FilesOf(context).Select(one => one.Path).ToArray()).Plain());
        type.AddField(Fields.Of("urls", "Their addresses on this host, in order.", Texts, context => FilesOf(context).Select(one => UrlOf(context, one)).ToArray()).Plain());
        type.AddField(Fields.Of("mediaTexts", "What they show, in words, in order.", Texts, context => FilesOf(context).Select(one => one.MediaText).ToArray()).Plain());
        return type;
    }

    private static MediaFile FileOf(IResolveFieldContext context) => (MediaFile)context.Source!;

    private static IEnumerable<MediaFile> FilesOf(IResolveFieldContext context)
    {
        var json = Sources.PartsOf(context.Source);
        string?[] texts = [.. Sources.Texts(JsonText.Member(json, "MediaTexts"))];
        return Sources.Texts(JsonText.Member(json, "Paths"))
            .Select((path, index) => path is null ? null : new MediaFile(path, index < texts.Length ? texts[index] : null))
            .OfType<MediaFile>();
    }

    private static string UrlOf(IResolveFieldContext context, MediaFile file) =>
        $"{RequestState.Of(context).PathBase}/media/{string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString))}";
}
