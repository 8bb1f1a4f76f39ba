using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Previewing;

/// <summary>A link that was made.</summary>
/// <param name="Link">What is stored.</param>
/// <param name="Token">The token, to be shown once: <c>/preview/TOKEN</c> is the page.</param>
public sealed record SharedPreview(PreviewLink Link, string Token);

/// <summary>Makes a link by which somebody without an account sees an item before it is published.</summary>
public sealed class SharePreview(CurrentCaller current, ContentAccess access, ContentStore store, PreviewLinkStore links, TenantWork work, TimeProvider clock)
{
    /// <summary>How long a link is good that says nothing else.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    /// <summary>The shortest time for which a link is good.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>The longest time for which a link is good.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>
    /// The link. <see cref="ProblemKind.NotFound"/> when item or version is not there; <see cref="ProblemKind.Forbidden"/> when the caller may not see drafts of the item;
    /// <see cref="ProblemKind.Invalid"/> for a time that is too short or too long.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The version that is shown; null lets the link follow the latest one.</param>
    /// <param name="lasts">How long the link is good; null for <see cref="Usual"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<SharedPreview>> RunAsync(string contentItemId, string? contentItemVersionId, TimeSpan? lasts, CancellationToken cancel)
    {
        if (lasts < Shortest || lasts > Longest)
            return Problem.Invalid($"A preview link is good for {Shortest.TotalHours} hour at least and for {Longest.TotalDays} days at most.");

        await using var transaction = await work.BeginAsync(cancel);
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId, cancel);
        if (found.Problem is { } problem)
            return problem;

        var token = SecretText.New();
        var now = clock.GetUtcNow().UtcDateTime;
        var link = new PreviewLink
        {
            Id = ContentId.New(),
            TokenHash = SecretText.HashOf(token),
            ContentItemId = contentItemId,
            ContentItemVersionId = contentItemVersionId,
            Title = found.Value.DisplayText,
            CreatedBy = current.Caller.UserName,
            CreatedUtc = now,
            ExpiresUtc = now + (lasts ?? Usual),
        };
        await links.AddAsync(link, cancel);
        await transaction.CommitAsync(cancel);
        return new SharedPreview(link, token);
    }
}
