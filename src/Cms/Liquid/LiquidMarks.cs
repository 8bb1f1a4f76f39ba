namespace Cms.Liquid;

/// <summary>The attribute by which a page that an editor looks at says which field a piece of it shows. Pages for visitors have none.</summary>
internal static class LiquidMarks
{
    // Nothing that a template asks for can be called so.
    private const string Places = "__places";

    /// <summary>
    /// The attribute with a space before it, for the inside of a tag: <c> data-cms-field="Sections[2].Heading"</c>; nothing when the object does not say where its values stand, as in every page but those of the editor.
    /// </summary>
    /// <param name="value">The object that has the value.</param>
    /// <param name="name">The value's name in the template; empty for the object itself.</param>
    public static Html Of(object? value, string name) =>
        value is IDictionary<string, object> item && item.TryGetValue(Places, out var places) && places is IDictionary<string, object> known && known.TryGetValue(name, out var place)
            ? new Html($" data-cms-field=\"{HtmlText.Encode(LiquidFilters.TextOf(place))}\"")
            : new Html("");
}
