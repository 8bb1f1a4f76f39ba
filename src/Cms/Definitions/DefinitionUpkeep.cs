using System.Threading.Channels;
using Cms.Tenants;

namespace Cms.Definitions;

/// <summary>
/// The tenants whose definitions were read anew in this process: there may be work to do on their stored items, which the server does
/// beside requests.
/// </summary>
public sealed class DefinitionUpkeep
{
    private readonly Channel<Tenant> _asked = Channel.CreateUnbounded<Tenant>();

    /// <summary>Asks for a look at this tenant.</summary>
    public void Ask(Tenant tenant) => _asked.Writer.TryWrite(tenant);

    /// <summary>The tenants as they are asked for; waits for the next one until cancelled.</summary>
    public IAsyncEnumerable<Tenant> ReadAllAsync(CancellationToken cancel) => _asked.Reader.ReadAllAsync(cancel);
}
