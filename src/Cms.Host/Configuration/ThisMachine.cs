using System.Net;

namespace Cms.Host.Configuration;

/// <summary>Tells this machine from others, which are reached over a network.</summary>
internal static class ThisMachine
{
    /// <summary>True for <c>localhost</c> and addresses that lead back here.</summary>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
