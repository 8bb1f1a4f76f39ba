using Cms.Content;

namespace Cms.Editing.Previewing;

/// <summary>Shows in this request the version that a preview token opens, and no other draft.</summary>
public sealed class OpenPreviewToken(PreviewTokens tokens, ContentStore store, ShowPreview show)
{
    /// <summary>The version as it is shown. <see cref="ProblemKind.Forbidden"/> with the reason when the token opens nothing, or not any more.</summary>
    public async Task<Outcome<ContentItem>> RunAsync(string token, CancellationToken cancel)
    {
        var opened = await tokens.OpenAsync(token, cancel);
        if (opened.Problem is { } problem)
            return problem;

        return await ShowPreview.FindAsync(store, opened.Value.Item, opened.Value.Version, cancel) is { } version
            ? await show.RunAsync(version, showsFields: false, cancel)
            : Problem.Forbidden($"What the preview token in {PreviewTokens.Header} opened was removed.");
    }
}
