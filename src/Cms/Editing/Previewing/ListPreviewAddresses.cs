using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Settings;

namespace Cms.Editing.Previewing;

/// <summary>Where a front end shows an item before it is published.</summary>
/// <param name="Name">What editors call the front end.</param>
/// <param name="Url">The address, with a token that is good for <see cref="PreviewTokens.Lasts"/>.</param>
public sealed record PreviewUrl(string Name, string Url);

/// <summary>Lists where front ends of partners show an item before it is published, each with a token for just that.</summary>
public sealed class ListPreviewAddresses(ContentAccess access, ContentStore store, SettingsStore settings, TenantDefinitions definitions, PreviewTokens tokens, PreviewLinkStore links, TenantWork work, TimeProvider clock)
{
    /// <summary>The addresses in the order of the settings; none when the settings name none for the item's type. Fails as <see cref="PreviewVersion"/> does.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The version that the tokens open; null for the latest one, also as it is saved later.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<IReadOnlyList<PreviewUrl>>> RunAsync(string contentItemId, string? contentItemVersionId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId, cancel);
        if (found.Problem is { } problem)
            return problem;

        var item = found.Value;
        var addresses = PreviewAddress.In((await SiteSettings.LoadAsync(settings, cancel)).Json).Where(address => address.ContentType == item.ContentType).ToList();
        if (addresses.Count == 0)
            return Array.Empty<PreviewUrl>();

        var path = ItemRoutes.In(item, await definitions.GetAsync(cancel)).FirstOrDefault(route => route.ContainedItemId is null)?.Path ?? "";
        var token = await tokens.MakeAsync(contentItemId, contentItemVersionId, cancel);
        if (contentItemVersionId is not null)
        {
            // A draft that somebody writes on would else be gone from under the token.
            var now = clock.GetUtcNow().UtcDateTime;
            await links.HoldAsync(contentItemId, contentItemVersionId, now, now + PreviewTokens.Lasts, cancel);
        }

        await transaction.CommitAsync(cancel);
        return addresses.Select(address => new PreviewUrl(address.Name, address.UrlOf(path, item.ContentItemId, item.ContentItemVersionId, token))).ToArray();
    }
}
