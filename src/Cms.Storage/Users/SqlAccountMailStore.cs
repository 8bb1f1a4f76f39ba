using Cms.Events;
using Cms.Users.Mails;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Users;

/// <summary>Mails that wait in the tenant's database.</summary>
internal sealed class SqlAccountMailStore(TenantSession session) : AccountMailStore
{
    public override async Task QueueAsync(AccountMail mail, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await Same(mail).ExecuteDeleteAsync(cancel);
        mail.NextTryUtc = mail.NextTryUtc == default ? mail.CreatedUtc : mail.NextTryUtc;
        session.Db.Entry(mail).State = EntityState.Added;
        session.Tell(new MailQueued());
        await session.AskForLookAsync(mail.NextTryUtc, cancel);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<bool> QueueOnceAsync(AccountMail mail, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var waiting = await Same(mail).Select(stored => (DateTime?)stored.NextTryUtc).SingleOrDefaultAsync(cancel);
        if (waiting is not { } nextTry)
        {
            await QueueAsync(mail, cancel);
            await work.CommitAsync(cancel);
            return true;
        }

        // Whoever is sending it removes it only as it was taken.
        var sooner = nextTry.AddSeconds(-1);
        await Same(mail).ExecuteUpdateAsync(set => set.SetProperty(stored => stored.NextTryUtc, sooner), cancel);
        await session.AskForLookAsync(sooner, cancel);
        await work.CommitAsync(cancel);
        return false;
    }

    public override async Task<IReadOnlyList<AccountMail>> ListDueAsync(DateTime nowUtc, int first, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AccountMails.AsNoTracking().Where(mail => mail.NextTryUtc <= nowUtc)
            .OrderBy(mail => mail.NextTryUtc).ThenBy(mail => mail.Kind).ThenBy(mail => mail.Who).ThenBy(mail => mail.About).Take(first).ToListAsync(cancel);
    }

    public override async Task<DateTime?> FindNextTryAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AccountMails.MinAsync(mail => (DateTime?)mail.NextTryUtc, cancel);
    }

    public override async Task<int> CountFailingAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AccountMails.CountAsync(mail => mail.Failures > 0, cancel);
    }

    public override async Task<bool> PutOffAsync(AccountMail mail, DateTime untilUtc, int failures, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var changed = await Waiting(mail, mail.NextTryUtc).ExecuteUpdateAsync(
            set => set.SetProperty(stored => stored.NextTryUtc, untilUtc).SetProperty(stored => stored.Failures, failures), cancel);
        if (changed > 0)
            await session.AskForLookAsync(untilUtc, cancel);
        await work.CommitAsync(cancel);
        return changed > 0;
    }

    public override async Task RemoveAsync(AccountMail mail, DateTime putOffUntilUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await Waiting(mail, putOffUntilUtc).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    private IQueryable<AccountMail> Waiting(AccountMail mail, DateTime nextTryUtc) => Same(mail).Where(stored => stored.NextTryUtc == nextTryUtc);

    private IQueryable<AccountMail> Same(AccountMail mail)
    {
        var (kind, who, about) = (mail.Kind, mail.Who, mail.About);
        return session.Db.AccountMails.Where(stored => stored.Kind == kind && stored.Who == who && stored.About == about);
    }
}
