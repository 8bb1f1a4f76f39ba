using Cms.Content;

namespace Cms.Storage.Tests;

/// <summary>A content store that each test gets for itself. A provider is a subclass that says how to open one.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The store with what belongs to it.</summary>
    protected StoreUnderTest Opened { get; private set; } = null!;

    protected ContentStore Store => Opened.Content;

    public async ValueTask InitializeAsync()
    {
        Opened = await OpenAsync();
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Opened.Close();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoreUnderTest> OpenAsync();

    /// <summary>What is stored before each test.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;
}
