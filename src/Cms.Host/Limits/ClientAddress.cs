using System.Net;
using System.Net.Sockets;

namespace Cms.Host.Limits;

/// <summary>Who an address is, for counting: behind proxies that the settings name, the client that they name.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address; of IPv6 its first 64 bits, which one customer has to himself (RFC 6177).</summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return "unknown";

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
