using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Changes settings of the current tenant's site.</summary>
public sealed class ChangeSiteSettings(CurrentCaller current, TenantWork work, SettingsStore store)
{
    /// <summary>
    /// The settings afterwards; members that <paramref name="changes"/> does not name stay. <see cref="ProblemKind.Invalid"/> with a
    /// sentence for everything that is wrong, and the same as complaints by the member that they begin with; <see cref="ProblemKind.Conflict"/> when a member is not as it was seen. Then nothing
    /// is changed.
    /// </summary>
    /// <param name="changes">The new values.</param>
    /// <param name="seen">The settings that the caller began with; null writes over whatever is there.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<SiteSettings>> RunAsync(JsonObject changes, SiteSettings? seen, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageSettings, "change the settings of the site") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        var stored = await SiteSettings.LoadAsync(store, cancel);
        var settings = stored.With(changes);
        if (seen is not null && settings.Json.FirstOrDefault(one => IsChanged(one, stored) && !JsonNode.DeepEquals(stored.Json[one.Key], seen.Json[one.Key])) is { Key: { } taken })
            return Problem.Conflict($"Somebody changed {taken} meanwhile; nothing was saved. Open the settings again and make your changes to what they are now.");

        var complaints = settings.Complaints().ToList();
        if (complaints.Count > 0)
            return new Problem(ProblemKind.Invalid, string.Join(' ', complaints), [.. complaints.Select(ByMember)]);

        await settings.SaveAsync(store, cancel);
        await transaction.CommitAsync(cancel);
        return settings;
    }

    private static bool IsChanged(KeyValuePair<string, JsonNode?> member, SiteSettings stored) => !JsonNode.DeepEquals(member.Value, stored.Json[member.Key]);

    // Each sentence begins with the member that it is about.
    private static Complaint ByMember(string sentence)
    {
        var end = sentence.IndexOf(' ', StringComparison.Ordinal);
        return new Complaint(sentence[..end], sentence[(end + 1)..].TrimEnd('.'));
    }
}
