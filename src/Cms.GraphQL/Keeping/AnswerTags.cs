using System.Text;
using Cms.Events;

namespace Cms.GraphQL.Keeping;

/// <summary>
/// What an answer was made of: the types whose lists it read and the items that it asked for by id, whether they were there or not. A change of one of
/// them makes the answer out of date. Resolvers of one request may run at the same time.
/// </summary>
internal sealed class AnswerTags
{
    /// <summary>Stands for all content: the answer is out of date whatever item changes.</summary>
    public const string AnyContent = "*";

    /// <summary>Stands for items of whatever type that come back from the trash, which rules about types do not hold up.</summary>
    public const string AnyRestored = "*restored";

    /// <summary>Stands for the tenant's settings and definitions, a change of which ends every answer.</summary>
    private const string Settings = "settings";

    // More than a CDN takes in a header, and as many to look up when something changed.
    private const int Max = 1_000;

    private readonly Lock _guard = new();
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);

    /// <summary>False when the answer is made of something that changes without a word, so that it must not be given twice.</summary>
    public bool MayBeKept { get; private set; } = true;

    /// <summary>The tags that an event changes; none when it changes no answer.</summary>
    public static IReadOnlyList<string> ChangedBy(ContentEvent happened) => happened is ContentRestored
        ? [AnyContent, AnyRestored, happened.ContentType, happened.ContentItemId]
        : [AnyContent, happened.ContentType, happened.ContentItemId];

    /// <summary>A list of items of this type was read, or an item of this id.</summary>
    public void Add(string tag)
    {
        lock (_guard)
        {
            if (_tags.Count < Max)
                _tags.Add(tag);
            else
                _tags.Add(AnyContent);
        }
    }

    /// <summary>Items of these ids were read.</summary>
    public void AddAll(IEnumerable<string> contentItemIds)
    {
        foreach (var id in contentItemIds)
            Add(id);
    }

    /// <summary>The answer tells something that changes without a word.</summary>
    public void Forbid() => MayBeKept = false;

    /// <summary>All tags.</summary>
    public string[] ToArray()
    {
        lock (_guard)
            return [.. _tags];
    }

    /// <summary>
    /// The tags for <c>Surrogate-Key</c>, as content delivery networks read it: parted by spaces, with <c>settings</c> for all that is no content. Where they are too many
    /// for a header it is the one for all content. Ids that clients made up are left out: no item can have them.
    /// </summary>
    public static string ToHeader(IReadOnlyCollection<string> tags)
    {
        const int maxLength = 4_000;
        var header = new StringBuilder(Settings);
        foreach (var tag in tags.Where(IsPlain).Order(StringComparer.Ordinal))
        {
            if (header.Length + tag.Length >= maxLength)
                return $"{Settings} {AnyContent}";

            header.Append(' ').Append(tag);
        }

        return header.ToString();
    }

    private static bool IsPlain(string tag) => tag is AnyContent || (tag.Length is > 0 and <= 128 && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));
}
