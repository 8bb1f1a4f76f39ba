using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cms.Site.Tests;

/// <summary>Somebody at the provider, and what the provider makes of it.</summary>
public sealed record Person(string Subject, string? Email = null, bool IsVerified = true)
{
    /// <summary>What goes wrong on the way: <c>nonce</c>, <c>issuer</c>, <c>audience</c>, <c>key</c>, <c>secret</c>, <c>unsigned</c>, <c>expired</c>; null for nothing.</summary>
    public string? Wrong { get; init; }

    /// <summary>The error that the provider sends back instead of a code.</summary>
    public string? Error { get; init; }
}

/// <summary>A provider of OpenID Connect that lets everybody in at once: the authorization code flow with PKCE over loopback.</summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "cms", ClientSecret = "a secret/with + signs";

    private readonly ConcurrentDictionary<string, (Person Person, string Nonce, string Challenge, string RedirectUri)> _codes = new();
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly RsaSecurityKey _strangersKey = new(RSA.Create(2048)) { KeyId = "one" };
    private WebApplication _app = null!;

    /// <summary>Who is there when somebody comes next.</summary>
    public Person Person { get; set; } = new("nobody");

    /// <summary>Its address, and the issuer of its tokens.</summary>
    public string Address => _app.Urls.First();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            authorization_endpoint = Address + "/authorize",
            token_endpoint = Address + "/token",
            jwks_uri = Address + "/keys",
            response_types_supported = new[] { "code" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var open = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
            return Results.Json(new { keys = new[] { new { kty = open.Kty, kid = open.Kid, use = "sig", n = open.N, e = open.E } } });
        });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", GiveTokenAsync);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || !query["scope"].ToString().Split(' ').Contains("email"))
            return Results.BadRequest("This is no authorization code flow with PKCE.");

        var answer = new Dictionary<string, string?> { ["state"] = query["state"] };
        if (Person.Error is { } error)
            (answer["error"], answer["error_description"]) = (error, "<b>what a stranger wrote</b>");
        else
        {
            answer["code"] = Guid.NewGuid().ToString("N");
            _codes[answer["code"]!] = (Person, query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        }

        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), answer));
    }

    private async Task<IResult> GiveTokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"].ToString(), out var code) || form["redirect_uri"] != code.RedirectUri
            || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != code.Challenge)
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);

        return Results.Json(new { access_token = "of no use here", token_type = "Bearer", id_token = TokenOf(code.Person, code.Nonce) });
    }

    private string TokenOf(Person person, string nonce)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = person.Subject,
            [JwtRegisteredClaimNames.Nonce] = person.Wrong == "nonce" ? "another" : nonce,
            ["email_verified"] = person.IsVerified,
        };
        if (person.Email is not null)
            claims["email"] = person.Email;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = person.Wrong == "issuer" ? "https://another.example" : Address,
            Audience = person.Wrong == "audience" ? "another" : ClientId,
            IssuedAt = now.AddHours(person.Wrong == "expired" ? -2 : 0),
            NotBefore = now.AddHours(-2),
            Expires = now.AddHours(person.Wrong == "expired" ? -1 : 1),
            Claims = claims,
            SigningCredentials = person.Wrong switch
            {
                "unsigned" => null,
                "secret" => new SigningCredentials(new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret))) { KeyId = "one" }, SecurityAlgorithms.HmacSha256),
                "key" => new SigningCredentials(_strangersKey, SecurityAlgorithms.RsaSha256),
                _ => new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            },
        });
    }
}
