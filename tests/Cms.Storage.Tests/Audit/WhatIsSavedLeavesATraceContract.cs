using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Trash;
using Cms.Modeling;
using Cms.Settings;
using Cms.Storage.Tests.Modeling;
using Cms.Tenants;
using Cms.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Audit;

/// <summary>Nothing is changed beside the trail, on each database.</summary>
public abstract class WhatIsSavedLeavesATraceContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ServiceProvider Start(string folder, RewriteLimits limits);

    [Fact]
    public async Task The_life_of_an_item_is_told_with_values_before_and_after()
    {
        await using var site = await OpenAsync();
        var item = await site.PublishAsync("Sleep", "old");
        var draft = await site.DraftAsync(item, parts =>
        {
            parts["Guide"]!["Intro"]!["Text"] = "new";
            parts["Sections"]!["ContentItems"]![0]!["Section"]!["Heading"]!["Text"] = new string('x', 5000);
        });
        await site.DoAsync<DiscardDraft, Outcome<ContentItem>>(verb => verb.RunAsync(item.ContentItemId, Cancel));
        await site.DoAsync<Unpublish, Outcome<UnpublishedItem>>(verb => verb.RunAsync(item.ContentItemId, Cancel));
        await site.DoAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, evenIfUsed: false, Cancel));
        await site.DoAsync<RestoreRemoved, Outcome<RestoredItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, Cancel));
        await site.DoAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, evenIfUsed: false, Cancel));
        await site.DoAsync<Purge, Outcome<TrashedItem>>(verb => verb.RunAsync(item.ContentItemId, Cancel));

        var entries = await ListAsync(site, new AuditQuery { SubjectId = item.ContentItemId });

        Assert.Equal(
            ["Published", "Saved", "DraftDiscarded", "Unpublished", "Removed", "Restored", "Removed", "Purged"], entries.Select(entry => entry.Event).Reverse());
        Assert.All(entries, entry => Assert.Equal((AuditCategory.Content, "Guide", "Sleep", "system"), (entry.Category, entry.ContentType, entry.Subject, entry.UserName)));
        var saved = entries[^2].Details!;
        Assert.Equal((item.ContentItemVersionId, draft.ContentItemVersionId), ((string?)saved["versionBefore"], (string?)saved["version"]));
        Assert.Equal("""{"path":"Intro","before":{"Text":"old"},"after":{"Text":"new"}}""", saved["changes"]![0]!.ToJsonString());
        Assert.Equal("Sections[0].Heading", (string?)saved["changes"]![1]!["path"]);
        Assert.Equal(JsonChanges.LongestValue + 1, ((string?)saved["changes"]![1]!["after"])!.Length);
        Assert.Null(entries[^1].Details!["changes"]);
    }

    [Fact]
    public async Task Definitions_settings_roles_and_users_are_told_and_secrets_are_not()
    {
        await using var site = await OpenAsync();
        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Lead"));
        await site.ChangeAsync(new RemoveDefinition(DefinitionKind.Field, "Guide", "Minutes"));
        await site.SaveRolesAsync(new JsonObject { ["Editor"] = new JsonObject { ["Permissions"] = new JsonArray("ViewContent", "Publish_Guide") } });
        await site.SaveRolesAsync(new JsonObject { ["Editor"] = new JsonObject { ["Permissions"] = new JsonArray("EditContent", "Publish_Guide") } });
        await SaveSettingsAsync(site, new JsonObject { ["SiteName"] = "One", ["Smtp"] = new JsonObject { ["Password"] = "s3cret-word" } });
        await SaveSettingsAsync(site, new JsonObject { ["SiteName"] = "Two", ["Smtp"] = new JsonObject { ["Password"] = "0ther-word" } });
        var user = new User { Id = "u1", UserName = "anna", NormalizedUserName = "ANNA", SecurityStamp = "st4mp-one", PasswordHash = "h4sh-one" };
        await site.DoAsync<UserStore, object>(async store => await store.CreateAsync(user, Cancel));
        (user.PasswordHash, user.SecurityStamp, user.RoleNames) = ("h4sh-two", "st4mp-two", ["Editor"]);
        await site.DoAsync<UserStore, object>(async store => await store.UpdateAsync(user, Cancel));
        user.FailedSignIns = 1;
        await site.DoAsync<UserStore, object>(async store => await store.UpdateAsync(user, Cancel));
        await site.DoAsync<UserStore, object>(async store => await store.DeleteAsync(user, Cancel));

        var entries = (await ListAsync(site, new AuditQuery())).Reverse().Select(entry => $"{entry.Category} {entry.Event} {entry.Subject}: {entry.Details?.ToJsonString()}").ToList();

        Assert.StartsWith("ContentTypes Changed Content types: ", entries[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                """ContentTypes Changed Content types: {"changes":["Field Intro of part Guide becomes Lead"]}""",
                """ContentTypes Changed Content types: {"changes":["Field Intro of part Guide becomes Lead: done in all items"]}""",
                """ContentTypes Changed Content types: {"changes":["Field Minutes of part Guide is removed; its data stays until it is purged"]}""",
                """Roles Changed roles: {"changes":[{"path":"Editor.Permissions","after":["ViewContent","Publish_Guide"]}]}""",
                """Roles Changed roles: {"changes":[{"path":"Editor.Permissions","removed":["ViewContent"],"added":["EditContent"]}]}""",
                """Settings Changed site: {"changes":[{"path":"SiteName","after":"One"},{"path":"Smtp.Password","secret":true}]}""",
                """Settings Changed site: {"changes":[{"path":"SiteName","before":"One","after":"Two"},{"path":"Smtp.Password","secret":true}]}""",
                """Users Added anna: {"changes":[{"path":"UserName","after":"anna"},{"path":"EmailConfirmed","after":false},{"path":"IsEnabled","after":true},{"path":"RoleNames","after":[]},{"path":"TwoFactorEnabled","after":false}]}""",
                """Users Changed anna: {"changes":[{"path":"RoleNames","added":["Editor"]},{"path":"Password","secret":true}]}""",
                """Users Removed anna: {"changes":[{"path":"UserName","before":"anna"},{"path":"EmailConfirmed","before":false},{"path":"IsEnabled","before":true},{"path":"RoleNames","before":["Editor"]},{"path":"TwoFactorEnabled","before":false}]}""",
            ],
            entries.Skip(1));
    }

    [Fact]
    public async Task An_entry_cannot_be_changed_even_in_the_database()
    {
        await using var site = await OpenAsync();
        await site.PublishAsync("Sleep", "x");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => site.DoAsync<TenantSession, int>(async session =>
        {
            await using var lease = await session.ReadAsync(Cancel);
            return await lease.Db.AuditTrail.ExecuteUpdateAsync(set => set.SetProperty(row => row.UserName, "somebody else"), Cancel);
        }));

        Assert.Contains("is never changed", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody else", (await ListAsync(site, new AuditQuery())).Select(entry => entry.UserName));
    }

    [Fact]
    public async Task Who_and_from_where_come_from_the_request()
    {
        await using var site = await OpenAsync();
        await using var scope = site.Node.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Tenant = site.Tenant;
        var current = scope.ServiceProvider.GetRequiredService<CurrentCaller>();
        (current.Caller, current.Address) = (Caller.SignedIn("u7", "berta", [Permission.SiteOwner]), "192.0.2.7");

        await scope.ServiceProvider.GetRequiredService<ChangeSiteSettings>().RunAsync(new JsonObject { ["SiteName"] = "Hers" }, seen: null, Cancel);

        var entry = Assert.Single(await ListAsync(site, new AuditQuery { User = "Berta" }));
        Assert.Equal(("u7", "berta", "192.0.2.7", "site"), (entry.UserId, entry.UserName, entry.Address, entry.SubjectId));
    }

    private Task<Site> OpenAsync() => Site.OpenAsync(Start, new RewriteLimits { Grace = TimeSpan.Zero });

    private static Task<IReadOnlyList<AuditEntry>> ListAsync(Site site, AuditQuery query) => site.DoAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(query, Cancel));

    private static Task<bool> SaveSettingsAsync(Site site, JsonObject settings) => site.DoAsync<SettingsStore, bool>(async store =>
    {
        await new SiteSettings(settings).SaveAsync(store, Cancel);
        return true;
    });
}

public sealed class SqliteLeavesATraceTests : WhatIsSavedLeavesATraceContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);
}

public sealed class PostgresLeavesATraceTests : WhatIsSavedLeavesATraceContract
{
    public PostgresLeavesATraceTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);
}
