using Cms.Retries;

namespace Cms.Tests.Memory;

/// <summary>Kept answers in memory.</summary>
public sealed class MemoryAnswerStore(MemoryTenant tenant) : AnswerStore
{
    public override Task<KeptAnswer?> FindAsync(string caller, string key, CancellationToken cancel) => Task.FromResult(tenant.State.Answers.GetValueOrDefault((caller, key)));

    public override Task PutAsync(KeptAnswer claim, CancellationToken cancel)
    {
        if (tenant.State.Answers.IsEmpty)
            tenant.State = tenant.State.WithLook(ForgetAnswers.NextLook(claim.ClaimedUtc));
        tenant.State = tenant.State with { Answers = tenant.State.Answers.SetItem((claim.Caller, claim.Key), claim) };
        return Task.CompletedTask;
    }

    public override Task<bool> AnswerAsync(KeptAnswer answered, CancellationToken cancel)
    {
        if (!IsOpen(answered))
            return Task.FromResult(false);

        tenant.State = tenant.State with { Answers = tenant.State.Answers.SetItem((answered.Caller, answered.Key), answered) };
        return Task.FromResult(true);
    }

    public override Task TakeBackAsync(KeptAnswer claim, CancellationToken cancel)
    {
        if (IsOpen(claim))
            tenant.State = tenant.State with { Answers = tenant.State.Answers.Remove((claim.Caller, claim.Key)) };
        return Task.CompletedTask;
    }

    public override Task<DateTime?> FindOldestAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Answers.Values.Min(one => (DateTime?)one.ClaimedUtc));

    public override Task<int> PurgeAsync(DateTime untilUtc, CancellationToken cancel)
    {
        var old = tenant.State.Answers.Where(one => one.Value.ClaimedUtc <= untilUtc).Select(one => one.Key).ToList();
        tenant.State = tenant.State with { Answers = tenant.State.Answers.RemoveRange(old) };
        return Task.FromResult(old.Count);
    }

    private bool IsOpen(KeptAnswer claim) => tenant.State.Answers.TryGetValue((claim.Caller, claim.Key), out var there) && there.Claim == claim.Claim && !there.IsDone;
}
