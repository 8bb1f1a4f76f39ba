using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Http;

/// <summary>The header by which a request may be sent again without being done again (draft-ietf-httpapi-idempotency-key-header).</summary>
internal static partial class IdempotencyKey
{
    public const string Name = "Idempotency-Key";

    private const int Longest = 255;

    // As ASP.NET Core Identity hashes passwords, and more.
    private const int SlowRounds = 210_000;

    // What decides whether two requests are one, beside method, address and body.
    private static readonly string[] Asking = ["Content-Type", "If-Match"];

    /// <summary>True when the request has the header and is one that the header means something to.</summary>
    public static bool IsIn(HttpRequest request) => request.Headers.ContainsKey(Name) && (HttpMethods.IsPost(request.Method) || HttpMethods.IsPatch(request.Method));

    /// <summary>The key. Throws <see cref="BadRestRequestException"/> for what is none.</summary>
    public static string Read(HttpRequest request)
    {
        // A string as structured headers have it (RFC 9651, section 3.3.3); many clients leave out the quotes.
        if (request.Headers[Name] is [{ } written] && Unquoted(written.Trim()) is { Length: > 0 and <= Longest } key && key.All(character => character is >= ' ' and <= '~'))
            return key;

        throw new BadRestRequestException(StatusCodes.Status400BadRequest, $"{Name} must be one text of at most {Longest} ASCII characters in quotes, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\".");
    }

    /// <summary>A hash of all that the request asks. Its body is read and can be read again.</summary>
    /// <param name="request">The request.</param>
    /// <param name="salt">For a request that may bring a secret: the hash then takes as long as that of a password. Null for others.</param>
    /// <param name="limits">How much a request may be.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<string> HashAsync(HttpRequest request, string? salt, RestLimits limits, CancellationToken cancel)
    {
        var body = await RequestBody.ReadBytesAsync(request, limits.MaxBodyBytes, cancel);
        request.Body = new MemoryStream(body.ToArray(), writable: false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] asked = [request.Method, request.Path.Value ?? "", request.QueryString.Value ?? "", .. Asking.Select(name => request.Headers[name].ToString())];
        foreach (var part in asked)
            hash.AppendData(Encoding.UTF8.GetBytes($"{part.Length}:{part}\n"));
        hash.AppendData(body.Span);
        var plain = hash.GetHashAndReset();
        return Convert.ToHexStringLower(salt is null ? plain : Rfc2898DeriveBytes.Pbkdf2(plain, SHA256.HashData(Encoding.UTF8.GetBytes(salt)), SlowRounds, HashAlgorithmName.SHA512, plain.Length));
    }

    private static string? Unquoted(string written) =>
        Quoted().Match(written) is { Success: true } quoted ? Escape().Replace(quoted.Groups[1].Value, "$1")
        : written.Contains('"', StringComparison.Ordinal) ? null
        : written;

    [GeneratedRegex("""^"((?:[^"\\]|\\["\\])*)"$""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escape();
}
