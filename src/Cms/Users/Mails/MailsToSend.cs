using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cms.Tenants;

namespace Cms.Users.Mails;

/// <summary>The tenants in which mails are to go out, which the server does beside requests.</summary>
public sealed class MailsToSend
{
    private readonly Channel<Tenant> _asked = Channel.CreateUnbounded<Tenant>();
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    /// <summary>Asks for a look at this tenant; nothing happens while it waits for one already.</summary>
    public void Ask(Tenant tenant)
    {
        if (_waiting.TryAdd(tenant.Id, true))
            _asked.Writer.TryWrite(tenant);
    }

    /// <summary>The tenants as they are asked for; waits for the next one until cancelled.</summary>
    public async IAsyncEnumerable<Tenant> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var tenant in _asked.Reader.ReadAllAsync(cancel))
        {
            // Before the look: what is queued during it asks for another one.
            _waiting.TryRemove(tenant.Id, out _);
            yield return tenant;
        }
    }
}
