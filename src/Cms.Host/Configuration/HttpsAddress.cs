namespace Cms.Host.Configuration;

/// <summary>Addresses to and from which nobody on the way reads along.</summary>
internal static class HttpsAddress
{
    /// <summary>True for an https address, or an http one of this machine, with nothing but host, port and path.</summary>
    public static bool Is(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsEncrypted(address) && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0;

    /// <summary>True for https, and for http to this machine, which nobody else sees.</summary>
    public static bool IsEncrypted(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
