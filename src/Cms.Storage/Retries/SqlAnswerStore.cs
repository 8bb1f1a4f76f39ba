using Cms.Retries;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Retries;

/// <summary>Kept answers in the tenant's database.</summary>
internal sealed class SqlAnswerStore(TenantSession session) : AnswerStore
{
    public override async Task<KeptAnswer?> FindAsync(string caller, string key, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Answers.AsNoTracking().FirstOrDefaultAsync(one => one.Caller == caller && one.Key == key, cancel);
    }

    public override async Task PutAsync(KeptAnswer claim, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);

        // Whoever looks then asks for the next look; see Cms.Jobs.DoWhatIsDue.
        if (!await session.Db.Answers.AnyAsync(cancel))
            await session.AskForLookAsync(ForgetAnswers.NextLook(claim.ClaimedUtc), cancel);
        await session.Db.Answers.Where(one => one.Caller == claim.Caller && one.Key == claim.Key).ExecuteDeleteAsync(cancel);
        session.Db.Answers.Add(claim);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<bool> AnswerAsync(KeptAnswer answered, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var written = await Open(answered).ExecuteUpdateAsync(
            set => set
                .SetProperty(one => one.Status, answered.Status)
                .SetProperty(one => one.MediaType, answered.MediaType)
                .SetProperty(one => one.Tag, answered.Tag)
                .SetProperty(one => one.Location, answered.Location)
                .SetProperty(one => one.Body, answered.Body),
            cancel);
        await work.CommitAsync(cancel);
        return written == 1;
    }

    public override async Task TakeBackAsync(KeptAnswer claim, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await Open(claim).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<DateTime?> FindOldestAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Answers.MinAsync(one => (DateTime?)one.ClaimedUtc, cancel);
    }

    public override async Task<int> PurgeAsync(DateTime untilUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var purged = await session.Db.Answers.Where(one => one.ClaimedUtc <= untilUtc).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
        return purged;
    }

    private IQueryable<KeptAnswer> Open(KeptAnswer claim) =>
        session.Db.Answers.Where(one => one.Caller == claim.Caller && one.Key == claim.Key && one.Claim == claim.Claim && one.Status == 0);
}
