using Cms.Jobs;
using Cms.Retries;
using Cms.Tenants;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Retries;

public sealed class ClaimKeyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_taken_once_and_then_leads_to_its_answer()
    {
        await using var cms = new MemoryCms();

        var first = await ClaimAsync(cms, "request");
        var meanwhile = await ClaimAsync(cms, "request");
        await AnswerAsync(cms, first.Kept);
        var after = await ClaimAsync(cms, "request");

        Assert.Equal([KeyState.Claimed, KeyState.InProgress, KeyState.Done], new[] { first.State, meanwhile.State, after.State });
        Assert.Equal(201, after.Kept.Status);
    }

    [Fact]
    public async Task A_key_of_another_request_is_refused_whether_that_is_done_or_not()
    {
        await using var cms = new MemoryCms();
        var first = await ClaimAsync(cms, "request");

        var meanwhile = await ClaimAsync(cms, "other");
        await AnswerAsync(cms, first.Kept);
        var after = await ClaimAsync(cms, "other");

        Assert.Equal([KeyState.OfAnotherRequest, KeyState.OfAnotherRequest], new[] { meanwhile.State, after.State });
    }

    [Fact]
    public async Task A_claim_that_lasts_too_long_was_cut_off_and_is_taken_over()
    {
        await using var cms = new MemoryCms();
        var first = await ClaimAsync(cms, "request");

        cms.Clock.Advance(Longest * 0.9);
        var early = await ClaimAsync(cms, "request");
        cms.Clock.Advance(Longest * 0.2);
        var late = await ClaimAsync(cms, "request");

        Assert.Equal([KeyState.InProgress, KeyState.Claimed], new[] { early.State, late.State });
        Assert.NotEqual(first.Kept.Claim, late.Kept.Claim);
    }

    [Fact]
    public async Task After_a_day_an_answer_is_forgotten_and_soon_thrown_away()
    {
        await using var cms = new MemoryCms();
        await cms.Tenants.AddAsync(cms.Tenant, Cancel);
        await cms.Services.GetRequiredService<TenantRegistry>().LoadAsync(Cancel);
        await AnswerAsync(cms, (await ClaimAsync(cms, "request")).Kept);

        cms.Clock.Advance(TimeSpan.FromHours(23.9));
        var known = await ClaimAsync(cms, "request");
        await LookAsync(cms);
        var keptBefore = await OldestAsync(cms);
        cms.Clock.Advance(TimeSpan.FromHours(1.2));
        await LookAsync(cms);

        Assert.Equal(KeyState.Done, known.State);
        Assert.NotNull(keptBefore);
        Assert.Null(await OldestAsync(cms));
        Assert.Null(cms.Data.NextLook);
        Assert.Equal(KeyState.Claimed, (await ClaimAsync(cms, "other")).State);
    }

    private static Task<KeyClaim> ClaimAsync(MemoryCms cms, string request) => cms.RunAsync<ClaimKey, KeyClaim>(verb => verb.RunAsync("anna", "key", request, Longest, Cancel));

    private static async Task AnswerAsync(MemoryCms cms, KeptAnswer claim) =>
        Assert.True(await cms.RunAsync<AnswerStore, bool>(store => store.AnswerAsync(claim with { Status = 201 }, Cancel)));

    private static Task<DateTime?> OldestAsync(MemoryCms cms) => cms.RunAsync<AnswerStore, DateTime?>(store => store.FindOldestAsync(Cancel));

    private static Task<int> LookAsync(MemoryCms cms) => cms.Services.GetRequiredService<DoWhatIsDue>().RunAsync(Cancel);
}
