namespace Cms.Storage;

/// <summary>Tells this process what others wrote. The host runs it as long as it serves.</summary>
public abstract class StorageWatcher
{
    /// <summary>Runs until cancelled.</summary>
    public abstract Task RunAsync(CancellationToken cancel);
}
