using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Shows the trail to those who may see it, without the values of fields that they may not see.</summary>
public sealed class ReadAuditTrail(ContentAccess access, CurrentCaller current, AuditTrail trail)
{
    private static readonly string[] Values = ["before", "after", "added", "removed"];

    /// <summary>
    /// The entries, newest first; <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ViewAuditTrail"/>, and for a caller who searches
    /// in the values and may not see those of every field: what is found would answer a guess.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<AuditEntry>>> RunAsync(AuditQuery query, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ViewAuditTrail, "read the trail of what happened") is { } refused)
            return refused;

        var hidden = (await access.FieldsAsync(cancel)).HiddenNames;
        if (hidden.Count > 0 && query.Text is not null)
            return Problem.Forbidden("You may not search for a text in the trail, as it has values of fields that you may not see.");

        var entries = await trail.ListAsync(query, cancel);
        return entries.Select(entry => hidden.Count > 0 && entry.Details is { } details ? entry with { Details = Visible(details, hidden) } : entry).ToList();
    }

    // An entry says no parts, so members that are called like a hidden field go, whoever they belong to.
    private static JsonObject Visible(JsonObject details, IReadOnlySet<string> hidden)
    {
        var seen = details.DeepClone().AsObject();
        if (seen["changes"] is not JsonArray changes)
            return seen;

        foreach (var change in changes.OfType<JsonObject>().ToList())
        {
            if ((JsonText.Find(change, "path") ?? "").Split('.', '[').Any(hidden.Contains))
            {
                changes.Remove(change);
                continue;
            }

            foreach (var name in Values)
            {
                // What was cut is no JSON any more in which something could be found.
                if (change[name] is JsonValue text && text.TryGetValue(out string? cut) && cut.Length > JsonChanges.LongestValue)
                    change.Remove(name);
                else
                    TakeOut(change[name], hidden);
            }
        }

        return seen;
    }

    private static void TakeOut(JsonNode? node, IReadOnlySet<string> hidden)
    {
        if (node is JsonArray list)
        {
            foreach (var one in list)
                TakeOut(one, hidden);
        }
        else if (node is JsonObject json)
        {
            foreach (var name in json.Select(member => member.Key).Where(hidden.Contains).ToList())
                json.Remove(name);
            foreach (var (_, member) in json)
                TakeOut(member, hidden);
        }
    }
}
