using Cms.Content;
using Cms.Definitions;
using Cms.Importing.Tables;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Importing;

/// <summary>Where the pieces of an article go in a content type; found by the names and kinds of its parts and fields.</summary>
/// <param name="Type">The type of the article.</param>
/// <param name="Keywords">The field of keywords.</param>
/// <param name="Route">The part that gives the path.</param>
/// <param name="SectionType">The type of a section.</param>
/// <param name="BulletType">The type of a bullet.</param>
/// <param name="Names">What the fields and bags are called.</param>
internal sealed record ArticleForm(ContentType Type, PartField Keywords, TypePart Route, ContentType SectionType, ContentType BulletType, PieceNames Names)
{
    /// <summary>The form of this type, or a problem that says everything the type lacks.</summary>
    public static Outcome<ArticleForm> Of(string typeName, ContentDefinitions definitions, PieceNames names)
    {
        if (definitions.FindType(typeName) is not { } type)
        {
            var known = definitions.Types.Select(one => one.Name).DefaultIfEmpty("none");
            return Problem.NotFound($"There is no content type \"{typeName}\"; this tenant has {string.Join(", ", known)}.");
        }

        var lacks = new List<string>();
        if (!type.Parts.Any(part => part.PartName == "TitlePart"))
            lacks.Add("a TitlePart");

        var route = type.Parts.FirstOrDefault(part => part.PartName == "AutoroutePart");
        if (route is null)
            lacks.Add("an AutoroutePart");

        Field(type, ArticlePiece.DateCreated, "DateField");
        Field(type, ArticlePiece.Introduction, "TextField");
        Field(type, ArticlePiece.Conclusion, "TextField");
        var keywords = Field(type, ArticlePiece.Keywords, "TaxonomyField");
        if (keywords is not null && TaxonomyTerms.TaxonomyOf(keywords) is null)
            lacks.Add($"a taxonomy in the settings of {keywords.Name}");

        var section = Bag(type, ArticlePiece.Sections);
        var bullet = section is null ? null : Bag(section, ArticlePiece.Bullets);
        if (section is not null)
        {
            Field(section, ArticlePiece.Number, "NumericField");
            Field(section, ArticlePiece.Heading, "TextField");
            Field(section, ArticlePiece.Body, "TextField");
        }

        if (bullet is not null)
        {
            Field(bullet, ArticlePiece.Label, "TextField");
            Field(bullet, ArticlePiece.Text, "TextField");
        }

        return lacks.Count == 0
            ? new ArticleForm(type, keywords!, route!, section!, bullet!, names)
            : Problem.Invalid($"Articles cannot become items of type {typeName}, which lacks {string.Join(", ", lacks)}.");

        PartField? Field(ContentType owner, ArticlePiece piece, string kind)
        {
            var name = names[piece]!;
            var field = definitions.FieldsOf(owner.Name).FirstOrDefault(field => field.Name == name && field.FieldName == kind);
            if (field is null)
                lacks.Add($"a {kind} {owner.Name}.{name}");
            return field;
        }

        ContentType? Bag(ContentType owner, ArticlePiece piece)
        {
            var name = names[piece]!;
            var contained = owner.FindPart(name) is { PartName: "BagPart" } bag && BagPart.AllowedTypes(bag) is [var only] ? definitions.FindType(only) : null;
            if (contained is null)
                lacks.Add($"a BagPart {owner.Name}.{name} with one contained content type");
            return contained;
        }
    }
}
