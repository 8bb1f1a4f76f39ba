using System.Net;

namespace Cms.Host;

/// <summary>Hosts that are the machine itself.</summary>
internal static class ThisMachine
{
    /// <summary>True for <c>localhost</c> and addresses that lead back.</summary>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
