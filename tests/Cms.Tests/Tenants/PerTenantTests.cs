using Cms.Events;
using Cms.Tenants;

namespace Cms.Tests.Tenants;

public sealed class PerTenantTests
{
    private static readonly Tenant One = new() { Id = "1", Name = "One", RecipeName = "test" };
    private static readonly Tenant Two = new() { Id = "2", Name = "Two", RecipeName = "test" };

    private readonly TenantChanges _changes = new();
    private int _made;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_of_one_tenant_share_one_making()
    {
        var gate = new TaskCompletionSource();
        var kept = Keep(async tenant =>
        {
            await gate.Task;
            return tenant.Name;
        });

        var callers = Enumerable.Range(0, 8).Select(_ => kept.GetAsync(One, Cancel)).ToList();
        gate.SetResult();
        var values = await Task.WhenAll(callers);

        Assert.All(values, value => Assert.Equal("One", value));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Nobody_waits_while_another_tenants_value_is_made()
    {
        var gate = new TaskCompletionSource();
        var kept = Keep(async tenant =>
        {
            if (tenant.Id == One.Id)
                await gate.Task;
            return tenant.Name;
        });
        var slow = kept.GetAsync(One, Cancel);

        var quick = await kept.GetAsync(Two, Cancel);

        Assert.Equal("Two", quick);
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        Assert.Equal("One", await slow);
    }

    [Fact]
    public async Task A_change_that_makes_the_value_stale_drops_it()
    {
        var kept = Keep(_ => Task.FromResult("value"));
        await kept.GetAsync(One, Cancel);

        _changes.Publish(One, new DefinitionsChanged());
        await kept.GetAsync(One, Cancel);

        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task A_change_elsewhere_or_of_something_else_keeps_it()
    {
        var kept = Keep(_ => Task.FromResult("value"));
        await kept.GetAsync(One, Cancel);

        _changes.Publish(One, new SettingsChanged("site"));
        _changes.Publish(Two, new DefinitionsChanged());
        _changes.Retire(Two);
        await kept.GetAsync(One, Cancel);

        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_retired_tenants_value_is_dropped()
    {
        var kept = Keep(_ => Task.FromResult("value"));
        await kept.GetAsync(One, Cancel);

        _changes.Retire(One);
        await kept.GetAsync(One, Cancel);

        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task A_value_in_the_making_while_something_changes_is_not_kept()
    {
        var gate = new TaskCompletionSource();
        var kept = Keep(async _ =>
        {
            var state = _made == 1 ? "before" : "after";
            await gate.Task;
            return state;
        });
        var early = kept.GetAsync(One, Cancel);

        _changes.Publish(One, new SettingsChanged("site"));
        gate.SetResult();
        await early;

        Assert.Equal("after", await kept.GetAsync(One, Cancel));
    }

    [Fact]
    public async Task A_making_that_fails_is_tried_again()
    {
        var kept = Keep(async _ =>
        {
            await Task.Yield();
            return _made == 1 ? throw new IOException("No disk.") : "value";
        });
        await Assert.ThrowsAsync<IOException>(() => kept.GetAsync(One, Cancel));

        var second = await kept.GetAsync(One, Cancel);

        Assert.Equal("value", second);
    }

    [Fact]
    public async Task A_making_that_fails_at_once_is_tried_again()
    {
        var kept = Keep(_ => _made == 1 ? throw new IOException("No disk.") : Task.FromResult("value"));
        await Assert.ThrowsAsync<IOException>(() => kept.GetAsync(One, Cancel));

        var second = await kept.GetAsync(One, Cancel);

        Assert.Equal("value", second);
    }

    [Fact]
    public async Task A_making_that_is_cut_off_is_tried_again()
    {
        var kept = Keep(_ => _made == 1 ? Task.FromCanceled<string>(new CancellationToken(canceled: true)) : Task.FromResult("value"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.GetAsync(One, Cancel));

        var second = await kept.GetAsync(One, Cancel);

        Assert.Equal("value", second);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_making_to_the_others()
    {
        var gate = new TaskCompletionSource();
        var kept = Keep(async _ =>
        {
            await gate.Task;
            return "value";
        });
        using var impatience = new CancellationTokenSource();
        var impatient = kept.GetAsync(One, impatience.Token);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.Equal("value", await kept.GetAsync(One, Cancel));
        Assert.Equal(1, _made);
    }

    // Only changed definitions make these values stale.
    private PerTenant<string> Keep(Func<Tenant, Task<string>> make) => new(
        tenant =>
        {
            _made++;
            return make(tenant);
        },
        _changes,
        (_, happened) => happened is DefinitionsChanged);
}
