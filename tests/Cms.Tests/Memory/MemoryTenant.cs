using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cms.Apps;
using Cms.Audit;
using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Editing.Reviewing;
using Cms.Events;
using Cms.Retries;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Tests.Memory;

/// <summary>A tenant's data in memory: real stores, held to the same contract as SQL.</summary>
public sealed class MemoryTenant
{
    internal MemoryState State { get; set; } = new([], [], [], [], [], []);

    internal ConcurrentDictionary<string, OpenEditor> Editors { get; } = new(StringComparer.Ordinal);

    /// <summary>Every event that was told, oldest first.</summary>
    public IReadOnlyList<TenantEvent> Events => State.Events;

    /// <summary>When somebody must look into the tenant next; null for never.</summary>
    public DateTime? NextLook => State.NextLook;

    /// <summary>Names of the types that any item has or had.</summary>
    public IEnumerable<string> ContentTypes => State.Versions.Select(version => version.ContentType).Distinct().Order(StringComparer.Ordinal);
}

internal sealed record MemoryState(
    ImmutableList<ContentItem> Versions,
    ImmutableDictionary<string, (IndexedVersion? Latest, IndexedVersion? Published)> Items,
    ImmutableDictionary<string, Route> FormerRoutes,
    ImmutableHashSet<string> Pruned,
    ImmutableDictionary<string, string> Settings,
    ImmutableList<TenantEvent> Events)
{
    public ImmutableDictionary<string, TrashedItem> Trash { get; init; } = ImmutableDictionary<string, TrashedItem>.Empty;

    public ImmutableList<ScheduledChange> Schedule { get; init; } = [];

    public ImmutableDictionary<string, User> Users { get; init; } = ImmutableDictionary<string, User>.Empty;

    public ImmutableList<AuditEntry> AuditTrail { get; init; } = [];

    public long LastAuditId { get; init; }

    public ImmutableList<(string UserId, UserPasskeyInfo Passkey)> Passkeys { get; init; } = [];

    public ImmutableList<ExternalLogin> ExternalLogins { get; init; } = [];

    public ImmutableDictionary<string, UserSession> Sessions { get; init; } = ImmutableDictionary<string, UserSession>.Empty;

    public ImmutableDictionary<string, AccountLink> Links { get; init; } = ImmutableDictionary<string, AccountLink>.Empty;

    public ImmutableDictionary<(AccountMailKind Kind, string Who, string About), AccountMail> Mails { get; init; } = ImmutableDictionary<(AccountMailKind, string, string), AccountMail>.Empty;

    public ImmutableDictionary<(string Caller, string Key), KeptAnswer> Answers { get; init; } = ImmutableDictionary<(string Caller, string Key), KeptAnswer>.Empty;

    public ImmutableDictionary<string, App> Apps { get; init; } = ImmutableDictionary<string, App>.Empty;

    public ImmutableDictionary<string, string> AppSecrets { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableList<MemoryToken> AppTokens { get; init; } = [];

    public ImmutableList<MemoryConsent> AppConsents { get; init; } = [];

    public ImmutableList<ApiKey> ApiKeys { get; init; } = [];

    public ImmutableList<PreviewLink> PreviewLinks { get; init; } = [];

    public ImmutableList<(string Item, string Version, DateTime UntilUtc)> HeldVersions { get; init; } = [];

    public ImmutableList<Review> Reviews { get; init; } = [];

    public ImmutableDictionary<string, ItemComment> Comments { get; init; } = ImmutableDictionary<string, ItemComment>.Empty;

    public ImmutableDictionary<string, ReviewReminder> Reminders { get; init; } = ImmutableDictionary<string, ReviewReminder>.Empty;

    public DateTime? NextLook { get; init; }

    public MemoryState WithLook(DateTime? atUtc) => atUtc is null || NextLook <= atUtc ? this : this with { NextLook = atUtc };
}

/// <summary>Transactions as snapshots: without a commit the state before comes back.</summary>
public sealed class MemoryWork(MemoryTenant tenant) : TenantWork
{
    public override Task<Transaction> BeginAsync(CancellationToken cancel) => Task.FromResult<Transaction>(new Snapshot(tenant));

    private sealed class Snapshot(MemoryTenant tenant) : Transaction
    {
        private MemoryState? _before = tenant.State;

        public override Task CommitAsync(CancellationToken cancel)
        {
            _before = null;
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            if (_before is { } before)
                tenant.State = before;
            _before = null;
            return ValueTask.CompletedTask;
        }
    }
}
