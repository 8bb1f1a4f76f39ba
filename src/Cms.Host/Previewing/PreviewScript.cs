using System.Security.Cryptography;

namespace Cms.Host.Previewing;

/// <summary>The script in previews of editors; <c>preview.js</c> says what it does and how the editor talks to it.</summary>
internal static class PreviewScript
{
    /// <summary>The path below the tenant's address.</summary>
    public const string Path = "/admin/preview.js";

    private static readonly ReadOnlyMemory<byte> Bytes = Read();

    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Bytes.Span))[..20];

    /// <summary>The address of the script for this request, another one when the script is another one.</summary>
    public static string AddressFor(HttpContext http) => $"{http.Request.PathBase}{Path}?v={Version}";

    /// <summary>Sends it.</summary>
    public static IResult Send(HttpContext http)
    {
        http.Response.Headers.CacheControl = http.Request.Query["v"] == Version ? "private, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(Bytes, "text/javascript; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(PreviewScript).Assembly.GetManifestResourceStream(typeof(PreviewScript), "preview.js")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
