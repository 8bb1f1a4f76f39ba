using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Importing.Tables;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Importing;

/// <summary>
/// Writes an article into the parts of a content item. What the item has beside (other fields, other parts, the ids of its
/// sections and bullets) stays, so that importing the same article again changes nothing.
/// </summary>
internal sealed class ArticleParts(ArticleForm form)
{
    /// <summary>The item's parts with the article in them.</summary>
    /// <param name="article">The article.</param>
    /// <param name="termIds">Ids of its keywords, in their order.</param>
    /// <param name="existing">The item's parts so far; not changed.</param>
    public JsonObject Write(Article article, IReadOnlyList<string> termIds, JsonObject existing)
    {
        var parts = existing.DeepClone().AsObject();
        Object(parts, "TitlePart")["Title"] = article.Title;

        var own = Object(parts, form.Type.Name);
        Object(own, Name(ArticlePiece.DateCreated))["Value"] = article.DateCreated is { } date ? $"{date:yyyy-MM-dd}T00:00:00Z" : null;
        Object(own, Name(ArticlePiece.Introduction))["Text"] = article.Introduction;
        Object(own, Name(ArticlePiece.Conclusion))["Text"] = article.Conclusion;
        own[Name(ArticlePiece.Keywords)] = new JsonObject
        {
            ["TaxonomyContentItemId"] = TaxonomyTerms.TaxonomyOf(form.Keywords),
            ["TermContentItemIds"] = JsonText.Array(termIds.Distinct(StringComparer.Ordinal)),
            ["TagNames"] = JsonText.Array(article.Keywords),
        };

        WriteItems(parts, Name(ArticlePiece.Sections), article.Sections, form.SectionType.Name, WriteSection);
        return parts;
    }

    private void WriteSection(JsonObject item, ArticleSection section)
    {
        item["DisplayText"] = section.Heading;
        var own = Object(item, form.SectionType.Name);
        Object(own, Name(ArticlePiece.Number))["Value"] = section.Number;
        Object(own, Name(ArticlePiece.Heading))["Text"] = section.Heading;
        Object(own, Name(ArticlePiece.Body))["Text"] = section.Body;
        WriteItems(item, Name(ArticlePiece.Bullets), section.Bullets, form.BulletType.Name, (bullet, written) =>
        {
            bullet["DisplayText"] = written.Label;
            var fields = Object(bullet, form.BulletType.Name);
            Object(fields, Name(ArticlePiece.Label))["Text"] = written.Label;
            Object(fields, Name(ArticlePiece.Text))["Text"] = written.Text;
        });
    }

    private string Name(ArticlePiece piece) => form.Names[piece]!;

    private static void WriteItems<T>(JsonObject holder, string bag, IReadOnlyList<T> written, string type, Action<JsonObject, T> write)
    {
        var before = holder[bag] is JsonObject part && part[BagPart.Items] is JsonArray list ? list.OfType<JsonObject>().ToList() : [];
        var items = new JsonArray();
        foreach (var (index, one) in written.Index())
        {
            var item = index < before.Count && JsonText.Find(before[index], "ContentType") == type
                ? before[index].DeepClone().AsObject()
                : new JsonObject { ["ContentItemId"] = ContentId.New(), ["ContentType"] = type };
            write(item, one);
            items.Add(item);
        }

        Object(holder, bag)[BagPart.Items] = items;
    }

    private static JsonObject Object(JsonObject holder, string name)
    {
        if (holder[name] is JsonObject existing)
            return existing;

        var made = new JsonObject();
        holder[name] = made;
        return made;
    }
}
