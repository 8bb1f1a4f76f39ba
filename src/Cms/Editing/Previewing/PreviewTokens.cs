using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Editing.Previewing;

/// <summary>
/// The tokens by which a partner's own front end asks for one draft. They are not stored: they say themselves, sealed for the tenant, what they open and until when. All of a tenant end when its generation of tokens does.
/// </summary>
public sealed class PreviewTokens(SecretSeal seal, SettingsStore settings, TimeProvider clock)
{
    /// <summary>The header of a GraphQL request that holds one.</summary>
    public const string Header = "X-Cms-Preview";

    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <summary>The section of settings that has the generation.</summary>
    internal const string Section = "preview-tokens";

    private const string Purpose = "preview";
    private const string Generation = "Generation";
    private const int MostGenerations = int.MaxValue;

    // A sealed text of what a token says has some 300 characters.
    private const int LongestToken = 2_000;

    /// <summary>A token for the latest version of the item, whatever that is when it is sent, or for one version.</summary>
    internal async Task<string> MakeAsync(string contentItemId, string? contentItemVersionId, CancellationToken cancel)
    {
        var token = new Opens(contentItemId, contentItemVersionId, clock.GetUtcNow().UtcDateTime + Lasts, await GenerationAsync(cancel));
        return seal.Close(Purpose, JsonSerializer.Serialize(token));
    }

    /// <summary>What the token opens; <see cref="ProblemKind.Forbidden"/> with the reason when it opens nothing.</summary>
    internal async Task<Outcome<Opens>> OpenAsync(string token, CancellationToken cancel)
    {
        if (token.Length > LongestToken || seal.Open(Purpose, token) is not { } text)
            return Problem.Forbidden($"The preview token in {Header} is not one of this site. Open the preview from the editor again.");

        var opens = JsonSerializer.Deserialize<Opens>(text)!;
        if (opens.UntilUtc <= clock.GetUtcNow().UtcDateTime)
            return Problem.Forbidden($"The preview token in {Header} expired at {opens.UntilUtc:yyyy-MM-dd HH:mm:ss} UTC. Open the preview from the editor again.");

        return opens.Generation == await GenerationAsync(cancel) ? opens : Problem.Forbidden($"The preview token in {Header} was taken back. Open the preview from the editor again.");
    }

    /// <summary>The settings of the next generation.</summary>
    internal async Task<JsonObject> NextGenerationAsync(CancellationToken cancel) => new() { [Generation] = await GenerationAsync(cancel) + 1 };

    private async Task<int> GenerationAsync(CancellationToken cancel) => JsonText.Whole((await settings.FindAsync(Section, cancel))?[Generation], MostGenerations) ?? 0;

    /// <summary>What a token says.</summary>
    /// <param name="Item">The item that it opens.</param>
    /// <param name="Version">The version; null for the latest one.</param>
    /// <param name="UntilUtc">From when on it opens nothing.</param>
    /// <param name="Generation">The tenant's generation of tokens when it was made.</param>
    internal sealed record Opens(string Item, string? Version, DateTime UntilUtc, int Generation);
}
