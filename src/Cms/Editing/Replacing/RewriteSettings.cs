using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing.Replacing;

/// <summary>Writes a replacement into the custom settings that refer to something.</summary>
public sealed class RewriteSettings(ContentAccess access, CurrentCaller current, SettingsStore settings, TenantDefinitions definitions, PartsAreValid valid, IEnumerable<ContentRule> rules)
{
    private IReadOnlyList<ReferenceUse>? _uses;

    /// <summary>Everything that custom settings refer to; read once for a piece of work.</summary>
    internal async Task<IReadOnlyList<ReferenceUse>> ListAsync(CancellationToken cancel) => _uses ??= await SettingsReferences.ListAsync(settings, await definitions.GetAsync(cancel), cancel);

    /// <summary>The name of the type whose settings have this id and refer to anything, or null.</summary>
    internal async Task<string?> FindAsync(string contentItemId, CancellationToken cancel) =>
        (await ListAsync(cancel)).FirstOrDefault(use => use.ContentItemId == contentItemId)?.ContentType;

    /// <summary>The settings afterwards, inside the caller's transaction. See <see cref="ReplaceReferences.RunAsync"/>.</summary>
    internal async Task<Outcome<ReplacedItem>> RunAsync(string typeName, Replacement replacement, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        var displayName = known.FindType(typeName)?.DisplayName ?? typeName;
        if (current.Caller.Refuse(Permission.ToManageCustomSettings(typeName), $"change the settings {displayName}") is { } forbidden)
            return forbidden;

        if (await settings.FindAsync(CustomSettings.SectionOf(typeName), cancel) is not { } item || await CustomSettings.FindAsync(settings, typeName, cancel) is not { } before)
            return Problem.NotFound($"The settings {displayName} were never saved.");

        var places = ReplacedParts.Write(typeName, item, replacement, known);
        if (places.Count == 0)
            return new ReplacedItem(before, IsChanged: false);

        if (await access.RefusePlacesAsync(places, cancel) is { } locked)
            return locked;

        var after = before with { PartsJson = ContentItemJson.PartsOf(item).ToJsonString(ContentItemJson.Options) };
        var complaints = new List<Complaint>();
        foreach (var rule in rules.Where(rule => rule is PickedItemsFit or TermsAreLeaves).Append(valid))
            complaints.AddRange((await rule.CheckAsync(after, known, cancel)).Except(await rule.CheckAsync(before, known, cancel)));
        if (complaints.Count > 0)
            return new Problem(ProblemKind.Invalid, string.Join(' ', complaints), complaints);

        await CustomSettings.SaveAsync(settings, typeName, item, cancel);
        _uses = null;
        return new ReplacedItem(after, IsChanged: true);
    }
}
