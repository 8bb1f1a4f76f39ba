using Cms.Content;
using Cms.Definitions;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Who can be asked.</summary>
/// <param name="Users">The users, in order of their names.</param>
/// <param name="Suggested">The one whom the item's field for the reviewer names; null for none.</param>
public sealed record PossibleReviewers(IReadOnlyList<User> Users, User? Suggested);

/// <summary>Who can look at the draft of an item: users who see it, and the admin in which it is.</summary>
public sealed class Reviewers(ContentAccess access, ContentStore store, UserStore users, TenantDefinitions definitions, CurrentTenant tenant, PerTenant<RolePermissions> kept)
{
    private const int Most = 500;

    /// <summary>
    /// The users in order of their names, and which of them the item's field for the reviewer suggests, if any. For whoever may change the item.
    /// </summary>
    public async Task<Outcome<PossibleReviewers>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        var roles = await kept.GetAsync(tenant.Tenant, cancel);
        User[] able = [.. (await users.ListAsync(cancel)).Where(user => MaySee(user, latest, roles)).Take(Most)];
        return new PossibleReviewers(able, await SuggestedAsync(latest, able, cancel));
    }

    /// <summary>The user, if they can look at the draft; else null.</summary>
    internal async Task<User?> FindAsync(ContentItem item, string userId, CancellationToken cancel) =>
        await users.FindByIdAsync(userId, cancel) is { } user && MaySee(user, item, await kept.GetAsync(tenant.Tenant, cancel)) ? user : null;

    /// <summary>Those of the users who can look at the draft.</summary>
    internal async Task<IReadOnlyList<User>> AbleAsync(ContentItem item, IReadOnlyCollection<string> userIds, CancellationToken cancel)
    {
        var roles = await kept.GetAsync(tenant.Tenant, cancel);
        return [.. (await users.ListByIdsAsync(userIds, cancel)).Where(user => MaySee(user, item, roles))];
    }

    /// <summary>What this user may do with single fields.</summary>
    internal async Task<FieldAccess> FieldsOfAsync(User user, CancellationToken cancel) =>
        FieldAccess.Of(await definitions.GetAsync(cancel), (await kept.GetAsync(tenant.Tenant, cancel)).SignedIn(user.Id, user.UserName, user.RoleNames));

    private static bool MaySee(User user, ContentItem item, RolePermissions roles)
    {
        if (!user.IsEnabled)
            return false;

        var caller = roles.SignedIn(user.Id, user.UserName, user.RoleNames);
        return caller.May(Permission.AccessAdminPanel) && caller.May(ContentAction.Preview, item.ContentType, item.Owner);
    }

    // A field may name users, or items of people, of whom one may be a user of the same name.
    private async Task<User?> SuggestedAsync(ContentItem item, User[] able, CancellationToken cancel)
    {
        if (ReviewParts.Of(item.ContentType, await definitions.GetAsync(cancel)).Reviewer is not { } place || !(await access.FieldsAsync(cancel)).MaySee(place.PartName, place.Field))
            return null;

        var ids = place.ListIn(item);
        if (ids.Count == 0 || place.IsOfUsers)
            return able.FirstOrDefault(user => ids.Contains(user.Id));

        var people = await store.ListByIdsAsync(ids, ContentStatus.Latest, cancel);
        return able.FirstOrDefault(user => people.Any(person => person.DisplayText.Equals(user.UserName, StringComparison.OrdinalIgnoreCase)));
    }
}
