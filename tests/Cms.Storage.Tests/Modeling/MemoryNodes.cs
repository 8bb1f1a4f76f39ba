using Cms.Modeling;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>Programs that share one tenant in memory.</summary>
internal sealed class MemoryNodes : IAsyncDisposable
{
    private readonly MemoryTenant _data = new();
    private readonly List<MemoryCms> _started = [];

    /// <summary>Starts one more.</summary>
    public ServiceProvider Start(RewriteLimits limits)
    {
        _started.Add(new MemoryCms(services => services.AddSingleton(limits), _data));
        return (ServiceProvider)_started[^1].Services;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cms in _started)
            await cms.DisposeAsync();
    }
}
