namespace Cms.Tests;

/// <summary>Waits for a condition that another thread or process makes true, with a limit.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task AsyncTrue(Func<bool> condition) => AsyncTrue(() => Task.FromResult(condition()));

    public static async Task AsyncTrue(Func<Task<bool>> condition)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Limit, $"It did not become true within {Limit.TotalSeconds} s.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
