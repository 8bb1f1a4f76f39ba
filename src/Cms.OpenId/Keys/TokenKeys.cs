using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;
using Cms.Tenants;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Cms.OpenId.Keys;

/// <summary>
/// The keys of the current tenant as its settings hold them: sealed for the tenant with the key ring that all nodes share, so that neither a copy of the
/// database nor a settings row moved to another tenant is worth anything.
/// </summary>
public sealed class TokenKeys(SettingsStore settings, IDataProtectionProvider ring, CurrentTenant current, ILogger<TokenKeys> log)
{
    /// <summary>The section of settings under which they are stored: <c>{"Keys":[{"Id":"...","CreatedUtc":"...","SignsFromUtc":"...","Sealed":"..."}]}</c>.</summary>
    public const string Section = "openid-keys";

    private const string Purpose = "Cms.TokenKeys";
    private const string Keys = "Keys";
    private const string Sealed = "Sealed";

    /// <summary>Those that can be opened, newest first. One that cannot, as the key ring is another one, is as if it were not there.</summary>
    public async Task<IReadOnlyList<TokenKey>> ListAsync(CancellationToken cancel)
    {
        if ((await settings.FindAsync(Section, cancel))?[Keys] is not JsonArray stored)
            return [];

        return [.. stored.OfType<JsonObject>().Select(Open).OfType<TokenKey>().OrderByDescending(key => key.SignsFromUtc).ThenByDescending(key => key.CreatedUtc)];
    }

    /// <summary>Writes these instead of those before.</summary>
    internal Task SaveAsync(IEnumerable<TokenKey> keys, CancellationToken cancel) =>
        settings.SaveAsync(Section, new JsonObject { [Keys] = new JsonArray([.. keys.Select(Close)]) }, new SettingsChanged(Section), cancel);

    private JsonObject Close(TokenKey key) => new()
    {
        [nameof(TokenKey.Id)] = key.Id,
        [nameof(TokenKey.CreatedUtc)] = Text(key.CreatedUtc),
        [nameof(TokenKey.SignsFromUtc)] = Text(key.SignsFromUtc),
        [Sealed] = Convert.ToBase64String(ProtectorOf(key.Id).Protect(key.ToSecret())),
    };

    private TokenKey? Open(JsonObject json)
    {
        var id = (string)json[nameof(TokenKey.Id)]!;
        try
        {
            var secret = ProtectorOf(id).Unprotect(Convert.FromBase64String((string)json[Sealed]!));
            return TokenKey.FromSecret(id, Moment(json, nameof(TokenKey.CreatedUtc)), Moment(json, nameof(TokenKey.SignsFromUtc)), secret);
        }
        catch (CryptographicException exception)
        {
            log.LogError(exception, "The token key {Key} of tenant {Tenant} cannot be opened with this key ring; tokens that it signed are refused", id, current.Tenant.Name);
            return null;
        }
    }

    private IDataProtector ProtectorOf(string keyId) => ring.CreateProtector(Purpose, current.Tenant.Id, keyId);

    private static string Text(DateTime moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Moment(JsonObject json, string name) => DateTime.Parse((string)json[name]!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
