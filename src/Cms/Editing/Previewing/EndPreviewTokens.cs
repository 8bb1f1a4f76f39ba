using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing.Previewing;

/// <summary>Ends all preview tokens that the tenant gave out so far.</summary>
public sealed class EndPreviewTokens(CurrentCaller current, TenantWork work, SettingsStore settings, PreviewTokens tokens)
{
    /// <summary>Done, or <see cref="ProblemKind.Forbidden"/> for a caller who may not change the settings of the site.</summary>
    public async Task<Outcome<Done>> RunAsync(CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageSettings, "end preview tokens") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        await settings.SaveAsync(PreviewTokens.Section, await tokens.NextGenerationAsync(cancel), new SettingsChanged(PreviewTokens.Section), cancel);
        await transaction.CommitAsync(cancel);
        return default(Done);
    }
}
