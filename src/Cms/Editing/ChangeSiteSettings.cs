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
    /// sentence for everything that is wrong, and the same as complaints by the member that they begin with; then nothing is changed.
    /// </summary>
    public async Task<Outcome<SiteSettings>> RunAsync(JsonObject changes, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageSettings, "change the settings of the site") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        var settings = (await SiteSettings.LoadAsync(store, cancel)).With(changes);
        var complaints = settings.Complaints().ToList();
        if (complaints.Count > 0)
            return new Problem(ProblemKind.Invalid, string.Join(' ', complaints), [.. complaints.Select(ByMember)]);

        await settings.SaveAsync(store, cancel);
        await transaction.CommitAsync(cancel);
        return settings;
    }

    // Each sentence begins with the member that it is about.
    private static Complaint ByMember(string sentence)
    {
        var end = sentence.IndexOf(' ', StringComparison.Ordinal);
        return new Complaint(sentence[..end], sentence[(end + 1)..].TrimEnd('.'));
    }
}
