using Cms.Content;
using Cms.Definitions;
using Cms.Rest.Http;
using Cms.Search;

namespace Cms.Rest.Items;

/// <summary>The order of a list: <c>createdUtc_DESC,displayText_ASC</c>. The id follows as the last key, so no two items stand at one place.</summary>
internal static class ItemOrder
{
    private const string Name = "orderBy", Ascending = "_ASC", Descending = "_DESC";

    /// <summary>The keys that the text asks for, at least one; newest created first when there is none.</summary>
    /// <param name="text">What was asked.</param>
    /// <param name="members">What items of the type are found by, which is only looked at for a name that is no metadata; fields of them can be ordered by.</param>
    /// <param name="refuseAsking">Null for a field that the caller may ask by; else why not.</param>
    /// <param name="most">How many keys it may have.</param>
    public static IReadOnlyList<ContentOrder> Read(string? text, Lazy<IReadOnlyDictionary<string, WhereMember>> members, Func<GuardedField, Problem?> refuseAsking, int most)
    {
        if (text is null)
            return ListPlace.StandardOrder;

        var keys = text.Split(',', StringSplitOptions.TrimEntries).Select(one => Key(one, members, refuseAsking)).ToList();
        if (keys.GroupBy(key => key.Name).FirstOrDefault(name => name.Count() > 1) is { } twice)
            throw QueryParameters.Bad(Name, $"may name {twice.Key} once only");

        if (keys.Count > most)
            throw QueryParameters.Bad(Name, $"may have {most} names at most, not {keys.Count}");

        return [.. keys.Select(key => key.Order)];
    }

    private static (string Name, ContentOrder Order) Key(string text, Lazy<IReadOnlyDictionary<string, WhereMember>> members, Func<GuardedField, Problem?> refuseAsking)
    {
        var descending = text.EndsWith(Descending, StringComparison.Ordinal);
        var name = descending ? text[..^Descending.Length] : text.EndsWith(Ascending, StringComparison.Ordinal) ? text[..^Ascending.Length] : text;
        if (WhereMembers.Columns.TryGetValue(name, out var column))
            return (name, new ContentOrder(column, descending));

        if (FindField(name, members.Value) is { } field)
            return (name, ContentOrder.By(field, descending));

        var known = WhereMembers.Columns.Keys.Concat(FieldNames(members.Value, refuseAsking));
        throw QueryParameters.Bad(Name, $"must be names with _ASC or _DESC, parted by commas, not \"{text}\"; known are {string.Join(", ", known)}");
    }

    // A field of a part that is not the type's own stands inside the part's name, as in where.
    private static FieldPath? FindField(string name, IReadOnlyDictionary<string, WhereMember> members) => name.Split('.') switch
    {
        [var own] => FieldOf(members.GetValueOrDefault(own)),
        [var part, var inside] => FieldOf((members.GetValueOrDefault(part) as WherePart)?.Members.GetValueOrDefault(inside)),
        _ => null,
    };

    // Fields that the caller may not see are refused where they are asked by, and named nowhere else.
    private static IEnumerable<string> FieldNames(IReadOnlyDictionary<string, WhereMember> members, Func<GuardedField, Problem?> refuseAsking)
    {
        return members.SelectMany(member => member.Value is WherePart part
            ? part.Members.Where(inside => MayBeNamed(inside.Value)).Select(inside => $"{member.Key}.{inside.Key}")
            : MayBeNamed(member.Value) ? [member.Key] : []);

        bool MayBeNamed(WhereMember member) => FieldOf(member) is not null && member.MayBeNamed(refuseAsking);
    }

    private static FieldPath? FieldOf(WhereMember? member) => member is WhereComparison { Comparison: Comparison.Equal, IsNegated: false } comparison ? comparison.Order : null;
}
