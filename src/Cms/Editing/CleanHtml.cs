using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Fields;
using Cms.Liquid;
using Cms.Parts;

namespace Cms.Editing;

/// <summary>Takes out of the HTML of an item, and of the items inside it, what could do harm, before it is stored.</summary>
public static class CleanHtml
{
    /// <summary>Changes the parts in place; Markdown and fields whose settings keep HTML stay as they are.</summary>
    public static void In(string contentType, JsonObject parts, ContentDefinitions definitions)
    {
        if (definitions.FindType(contentType) is { } type)
            InParts(type, parts, definitions);
        foreach (var inside in ItemsInside.Known(contentType, parts, definitions))
        {
            if (definitions.FindType(JsonText.Find(inside, "ContentType") ?? "") is { } insideType)
                InParts(insideType, inside, definitions);
        }
    }

    private static void InParts(ContentType type, JsonObject parts, ContentDefinitions definitions)
    {
        foreach (var attached in type.Parts)
        {
            if (parts[attached.Name] is not JsonObject part)
                continue;

            if (PartTypes.Find(attached.PartName)?.Shape is FormattedTextShape body)
                Clean(body, part, attached.Settings);
            foreach (var field in definitions.FieldsOf(attached.PartName))
            {
                if (part[field.Name] is JsonObject value && FieldTypes.Find(field.FieldName)?.Shape is FormattedTextShape text)
                    Clean(text, value, field.Settings);
            }
        }
    }

    private static void Clean(FormattedTextShape shape, JsonObject holder, DefinitionSettings settings)
    {
        if (shape.Format == TextFormat.Html && !shape.KeepsHtml(settings) && JsonText.Find(holder, shape.Member) is { } html)
            holder[shape.Member] = SafeHtml.SourceOf(html);
    }
}
