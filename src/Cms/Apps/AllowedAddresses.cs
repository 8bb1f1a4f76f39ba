using System.Net;

namespace Cms.Apps;

/// <summary>Addresses and networks of clients, IPv4 and IPv6.</summary>
public static class AllowedAddresses
{
    /// <summary>What is wrong with an address or network, as a sentence; null when nothing is.</summary>
    public static string? Complaint(string one) => Find(one) is not null
        ? null
        : $"\"{one}\" is neither an address such as 203.0.113.7 or 2001:db8::7 nor a network such as 203.0.113.0/24 or 2001:db8::/32.";

    /// <summary>True when the client's address is one of these or in one of these networks; with none at all every address is.</summary>
    /// <param name="allowed">Addresses and networks.</param>
    /// <param name="client">The client's address; null when it is not known, which only no limit allows.</param>
    public static bool Have(IReadOnlyCollection<string> allowed, IPAddress? client)
    {
        if (allowed.Count == 0)
            return true;

        // A socket for both families shows IPv4 clients as ::ffff:203.0.113.7.
        var plain = client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client;
        return plain is not null && allowed.Any(one => Find(one) is { } network && network.Contains(plain));
    }

    private static IPNetwork? Find(string one)
    {
        if (IPNetwork.TryParse(one, out var network))
            return network;

        return IPAddress.TryParse(one, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
