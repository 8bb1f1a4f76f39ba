using Cms.Content;

namespace Cms.Modeling;

/// <summary>A path or alias that a stored version names and by which its item is not found all the same.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="DisplayText">Its title for people.</param>
/// <param name="What"><see cref="Path"/> or <see cref="Alias"/>.</param>
/// <param name="Value">The path or alias.</param>
/// <param name="Why">What is in the way; completes a sentence that begins with it: <c>belongs to "Sleep" (4x...)</c>.</param>
public sealed record LeftOut(string ContentItemId, string DisplayText, string What, string Value, string Why)
{
    /// <summary>The path of the item, or of an item inside it.</summary>
    public const string Path = "path";

    /// <summary>The item's alias.</summary>
    public const string Alias = "alias";

    private const int Longest = RoutePath.MaxLength;

    /// <inheritdoc/>
    public override string ToString() => $"\"{DisplayText}\" ({ContentItemId}) is not found by its {What} \"{Value}\", which {Why}; save it with another one.";

    /// <summary>What is left out of the index of this item.</summary>
    internal static LeftOut Of(ContentItem item, string what, string value, string why) =>
        new(item.ContentItemId, item.DisplayText, what, value.Length > Longest ? value[..Longest] : value, why);
}
