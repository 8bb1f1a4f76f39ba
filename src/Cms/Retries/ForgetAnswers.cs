namespace Cms.Retries;

/// <summary>Throws away answers that were kept long enough.</summary>
public sealed class ForgetAnswers(AnswerStore answers, TimeProvider clock)
{
    // So that a tenant with steady traffic is not looked into for every single one.
    private static readonly TimeSpan Together = TimeSpan.FromHours(1);

    /// <summary>How many there were. May run on several nodes at once.</summary>
    public Task<int> RunAsync(CancellationToken cancel) => answers.PurgeAsync(clock.GetUtcNow().UtcDateTime - KeptAnswer.KeptFor, cancel);

    /// <summary>When to look for them again, if the oldest was claimed at this moment.</summary>
    public static DateTime NextLook(DateTime oldestUtc) => oldestUtc + KeptAnswer.KeptFor + Together;
}
