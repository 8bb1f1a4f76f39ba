using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cms.Events;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;

namespace Cms.Tests.Memory;

/// <summary>Sessions in memory.</summary>
public sealed class MemoryUserSessionStore(MemoryTenant tenant) : UserSessionStore
{
    public override Task AddAsync(UserSession session, DateTime forgetBeforeUtc, CancellationToken cancel) =>
        Keep(tenant.State.Sessions.Where(one => one.Value.UserId != session.UserId || one.Value.SeenUtc >= forgetBeforeUtc).ToImmutableDictionary().Add(session.Id, Copy(session)));

    public override Task<UserSession?> FindAsync(string sessionId, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Sessions.TryGetValue(sessionId, out var session) ? Copy(session) : null);

    public override Task<IReadOnlyList<UserSession>> ListAsync(string userId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<UserSession>>(
        [.. tenant.State.Sessions.Values.Where(session => session.UserId == userId).OrderByDescending(session => session.SeenUtc).ThenBy(session => session.Id, StringComparer.Ordinal).Select(Copy)]);

    public override Task SeenAsync(string sessionId, DateTime atUtc, string address, CancellationToken cancel)
    {
        if (!tenant.State.Sessions.TryGetValue(sessionId, out var session))
            return Task.CompletedTask;

        var seen = Copy(session);
        (seen.SeenUtc, seen.Address) = (atUtc, address);
        return Keep(tenant.State.Sessions.SetItem(sessionId, seen));
    }

    public override Task ProvenAsync(string sessionId, DateTime atUtc, CancellationToken cancel)
    {
        if (!tenant.State.Sessions.TryGetValue(sessionId, out var session))
            return Task.CompletedTask;

        var proven = Copy(session);
        proven.ProvenUtc = atUtc;
        return Keep(tenant.State.Sessions.SetItem(sessionId, proven));
    }

    public override Task EndAsync(string userId, string sessionId, CancellationToken cancel) =>
        Keep(tenant.State.Sessions.Where(one => one.Value.UserId != userId || one.Key != sessionId).ToImmutableDictionary());

    public override Task EndAllAsync(string userId, string? exceptSessionId, CancellationToken cancel) =>
        Keep(tenant.State.Sessions.Where(one => one.Value.UserId != userId || one.Key == exceptSessionId).ToImmutableDictionary());

    private Task Keep(ImmutableDictionary<string, UserSession> sessions)
    {
        tenant.State = tenant.State with { Sessions = sessions };
        return Task.CompletedTask;
    }

    private static UserSession Copy(UserSession session) => new()
    {
        Id = session.Id,
        UserId = session.UserId,
        Method = session.Method,
        CreatedUtc = session.CreatedUtc,
        SeenUtc = session.SeenUtc,
        ProvenUtc = session.ProvenUtc,
        Address = session.Address,
        Browser = session.Browser,
    };
}

/// <summary>Links in memory.</summary>
public sealed class MemoryAccountLinkStore(MemoryTenant tenant) : AccountLinkStore
{
    public override Task AddAsync(AccountLink link, CancellationToken cancel) =>
        Keep(tenant.State.Links.Where(one => one.Value.ExpiresUtc >= link.CreatedUtc).ToImmutableDictionary().Add(link.TokenHash, link));

    public override Task<AccountLink?> FindAsync(string tokenHash, CancellationToken cancel) => Task.FromResult(tenant.State.Links.GetValueOrDefault(tokenHash));

    public override Task<IReadOnlyList<AccountLink>> ListAsync(string userId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AccountLink>>(
        [.. tenant.State.Links.Values.Where(link => link.UserId == userId).OrderByDescending(link => link.CreatedUtc).ThenBy(link => link.TokenHash, StringComparer.Ordinal)]);

    public override Task RemoveAsync(string userId, CancellationToken cancel) => Keep(tenant.State.Links.Where(one => one.Value.UserId != userId).ToImmutableDictionary());

    private Task Keep(ImmutableDictionary<string, AccountLink> links)
    {
        tenant.State = tenant.State with { Links = links };
        return Task.CompletedTask;
    }
}

/// <summary>Mails that wait in memory.</summary>
public sealed class MemoryAccountMailStore(MemoryTenant tenant) : AccountMailStore
{
    public override Task QueueAsync(AccountMail mail, CancellationToken cancel)
    {
        var waiting = Copy(mail, mail.NextTryUtc == default ? mail.CreatedUtc : mail.NextTryUtc, mail.Failures);
        tenant.State = (tenant.State with { Mails = tenant.State.Mails.SetItem(Key(mail), waiting), Events = tenant.State.Events.Add(new MailQueued()) }).WithLook(waiting.NextTryUtc);
        return Task.CompletedTask;
    }

    public override async Task<bool> QueueOnceAsync(AccountMail mail, CancellationToken cancel)
    {
        if (!tenant.State.Mails.TryGetValue(Key(mail), out var waiting))
        {
            await QueueAsync(mail, cancel);
            return true;
        }

        var sooner = waiting.NextTryUtc.AddSeconds(-1);
        tenant.State = (tenant.State with { Mails = tenant.State.Mails.SetItem(Key(mail), Copy(waiting, sooner, waiting.Failures)) }).WithLook(sooner);
        return false;
    }

    public override Task<IReadOnlyList<AccountMail>> ListDueAsync(DateTime nowUtc, int first, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AccountMail>>(
    [
        .. tenant.State.Mails.Values.Where(mail => mail.NextTryUtc <= nowUtc)
            .OrderBy(mail => mail.NextTryUtc).ThenBy(mail => mail.Kind.ToString(), StringComparer.Ordinal).ThenBy(mail => mail.Who, StringComparer.Ordinal).ThenBy(mail => mail.About, StringComparer.Ordinal)
            .Take(first).Select(mail => Copy(mail, mail.NextTryUtc, mail.Failures)),
    ]);

    public override Task<DateTime?> FindNextTryAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Mails.Values.Min(mail => (DateTime?)mail.NextTryUtc));

    public override Task<int> CountFailingAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Mails.Values.Count(mail => mail.Failures > 0));

    public override Task<bool> PutOffAsync(AccountMail mail, DateTime untilUtc, int failures, CancellationToken cancel)
    {
        if (!tenant.State.Mails.TryGetValue(Key(mail), out var stored) || stored.NextTryUtc != mail.NextTryUtc)
            return Task.FromResult(false);

        tenant.State = (tenant.State with { Mails = tenant.State.Mails.SetItem(Key(mail), Copy(stored, untilUtc, failures)) }).WithLook(untilUtc);
        return Task.FromResult(true);
    }

    public override Task RemoveAsync(AccountMail mail, DateTime putOffUntilUtc, CancellationToken cancel)
    {
        if (tenant.State.Mails.TryGetValue(Key(mail), out var stored) && stored.NextTryUtc == putOffUntilUtc)
            tenant.State = tenant.State with { Mails = tenant.State.Mails.Remove(Key(mail)) };
        return Task.CompletedTask;
    }

    private static (AccountMailKind Kind, string Who, string About) Key(AccountMail mail) => (mail.Kind, mail.Who, mail.About);

    private static AccountMail Copy(AccountMail mail, DateTime nextTryUtc, int failures) => new()
    {
        Kind = mail.Kind,
        Who = mail.Who,
        About = mail.About,
        Email = mail.Email,
        SiteAddress = mail.SiteAddress,
        CreatedUtc = mail.CreatedUtc,
        NextTryUtc = nextTryUtc,
        Failures = failures,
    };
}

/// <summary>A mail server that keeps what it is given, or refuses it.</summary>
public sealed class MemoryMailServer : MailServer
{
    private readonly ConcurrentQueue<MailText> _mails = new();

    public override bool IsSet => true;

    /// <summary>Why it takes nothing; null when it does.</summary>
    public string? Refuses { get; set; }

    /// <summary>What it was given, oldest first.</summary>
    public IReadOnlyList<MailText> Mails => [.. _mails];

    public override Task SendAsync(MailText mail, CancellationToken cancel)
    {
        if (Refuses is { } why)
            throw new MailException(why);

        _mails.Enqueue(mail);
        return Task.CompletedTask;
    }
}
