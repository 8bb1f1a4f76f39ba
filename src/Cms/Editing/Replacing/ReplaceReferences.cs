using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Media;
using Cms.Taxonomies;
using Cms.Users;

namespace Cms.Editing.Replacing;

/// <summary>What became of an item in which something was to be replaced.</summary>
/// <param name="Item">Its latest version.</param>
/// <param name="IsChanged">False when it did not refer to it.</param>
public sealed record ReplacedItem(ContentItem Item, bool IsChanged);

/// <summary>
/// Puts another thing in the place of one that items refer to, or takes the references out: in the latest version and in what visitors see, each by a version of its own, so that nobody's draft is published.
/// </summary>
/// <remarks>
/// One item is done as a whole or left alone, in a transaction of its own; who has many goes through them one after the other and may stop, as both things are there until the end. What removes the thing itself
/// (<see cref="Terms.MergeTerms"/>, <see cref="RemoveReplaced"/>) does the last of them together with it.
/// </remarks>
public sealed class ReplaceReferences(
    ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, RewriteItem rewrite, RewriteSettings rewriteSettings, CurrentCaller current, UserStore users, MediaFiles media)
{
    /// <summary>How many items are done in one transaction at most: other writers wait for it.</summary>
    public const int MostAtOnce = 200;

    private const int MostNamed = 5, MostLookedAt = 100_000;

    /// <summary>
    /// The item afterwards. <see cref="ProblemKind.NotFound"/> when what is to take the place is not there for the caller, <see cref="ProblemKind.Forbidden"/> when the caller may not change the item, or not publish one that visitors see
    /// and that refers, or not change a field; <see cref="ProblemKind.Invalid"/> when what takes the place does not fit where the other one stood.
    /// </summary>
    /// <param name="contentItemId">The item that refers. Where it is the item of custom settings, they are changed.</param>
    /// <param name="replacement">What takes the place of what.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ReplacedItem>> RunAsync(string contentItemId, Replacement replacement, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var resolved = await ResolveAsync(replacement, cancel);
        if (resolved.Problem is { } missing)
            return missing;

        var outcome = await RewriteAsync(contentItemId, resolved.Value, by, cancel);
        if (outcome.Problem is null)
            await transaction.CommitAsync(cancel);
        return outcome;
    }

    /// <summary>
    /// The items that refer to it, settings too, each once, in order of their ids; what the caller may not see has no title here. Those that cannot be changed are among them: <see cref="RunAsync"/> says so of each.
    /// </summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string?>>> ListAsync(Replacement replacement, CancellationToken cancel)
    {
        var uses = await ListUsesAsync(replacement, cancel);
        var visible = (await access.VisibleAsync(uses, cancel)).Select(use => use.ContentItemId).ToHashSet(StringComparer.Ordinal);
        return [.. uses.DistinctBy(use => use.ContentItemId).Select(use => KeyValuePair.Create(use.ContentItemId, visible.Contains(use.ContentItemId) ? use.DisplayText : null))];
    }

    /// <summary>
    /// The same for all that refer, inside the caller's transaction; how many items changed. A problem says which could not be changed and why, and then nothing may be committed.
    /// </summary>
    /// <param name="replacement">What takes the place of what.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="except">An item that is left alone, as it is about to go; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<Counted>> ReplaceAllAsync(Replacement replacement, Editor by, string? except, CancellationToken cancel)
    {
        var resolved = await ResolveAsync(replacement, cancel);
        if (resolved.Problem is { } missing)
            return missing;

        var items = (await ListUsesAsync(replacement, cancel)).Where(use => use.ContentItemId != except).DistinctBy(use => use.ContentItemId).ToList();
        if (items.Count > MostAtOnce)
            return Problem.Conflict($"{items.Count} items refer to it, more than the {MostAtOnce} that are changed at once; change them one after the other first.");

        var (changed, refused) = (0, new List<(ReferenceUse Use, Problem Problem)>());
        foreach (var use in items)
        {
            var outcome = await RewriteAsync(use.ContentItemId, resolved.Value, by, cancel);
            if (outcome.Problem is { } problem)
                refused.Add((use, problem));
            else if (outcome.Value.IsChanged)
                changed++;
        }

        return refused.Count == 0 ? new Counted(changed) : await DescribeAsync(refused, cancel);
    }

    /// <summary>The same for all that refer and that the caller may change, for what does no harm where it is left; how many items are left, all of them when they are too many for one transaction.</summary>
    internal async Task<int> ReplaceWhereAllowedAsync(Replacement replacement, Editor by, CancellationToken cancel)
    {
        var resolved = await ResolveAsync(replacement, cancel);
        var items = (await ListUsesAsync(replacement, cancel)).DistinctBy(use => use.ContentItemId).ToList();
        if (items.Count > MostAtOnce || resolved.Problem is not null)
            return items.Count;

        var left = 0;
        foreach (var use in items)
        {
            var outcome = await RewriteAsync(use.ContentItemId, resolved.Value, by, cancel);
            left += outcome.Problem is null ? 0 : 1;
        }

        return left;
    }

    // What is not there, and what the caller may not see, is answered alike.
    internal async Task<Outcome<Replacement>> ResolveAsync(Replacement replacement, CancellationToken cancel)
    {
        if (replacement.To is not { } to)
            return replacement;

        if (replacement is { IsName: true, Kind: not (ReplacedKind.Term or ReplacedKind.User) })
            return Problem.Invalid("Nothing can take its own place; choose another one.");

        switch (replacement.Kind)
        {
            case ReplacedKind.Item:
                return await store.FindLatestAsync(to, cancel) is { } item && current.Caller.MaySee(item) ? replacement : ContentAccess.Missing(to);
            case ReplacedKind.Term:
                var taxonomy = await store.FindLatestAsync(replacement.TaxonomyContentItemId ?? "", cancel);
                return taxonomy is not null && current.Caller.MaySee(taxonomy) && TaxonomyTerms.TermsIn(taxonomy, await definitions.GetAsync(cancel)).TryGetValue(to, out var term)
                    ? replacement with { ToName = term.DisplayText }
                    : Problem.NotFound($"There is no keyword {to} any more.");
            case ReplacedKind.User:
                return await users.FindByIdAsync(to, cancel) is { } user ? replacement with { ToName = user.UserName } : Problem.NotFound($"There is no user {to}.");
            default:
                return media.Find(to) is not null ? replacement : Problem.NotFound($"There is no media file \"{to}\".");
        }
    }

    private async Task<Outcome<ReplacedItem>> RewriteAsync(string contentItemId, Replacement replacement, Editor by, CancellationToken cancel) => await rewriteSettings.FindAsync(contentItemId, cancel) is { } settings
        ? await rewriteSettings.RunAsync(settings, replacement, cancel)
        : await rewrite.RunAsync(contentItemId, replacement, by, cancel);

    private async Task<IReadOnlyList<ReferenceUse>> ListUsesAsync(Replacement replacement, CancellationToken cancel)
    {
        var kinds = replacement.ReferenceKinds;
        var uses = await rewriteSettings.ListAsync(cancel);
        return
        [
            .. uses.Where(use => kinds.Contains(use.Reference.Kind) && use.Reference.Target == replacement.From),
            .. await store.ListReferencesAsync(new ReferenceQuery { Kinds = kinds, Targets = [replacement.From], First = MostLookedAt }, cancel),
        ];
    }

    private async Task<Problem> DescribeAsync(List<(ReferenceUse Use, Problem Problem)> refused, CancellationToken cancel)
    {
        var visible = (await access.VisibleAsync([.. refused.Select(one => one.Use)], cancel)).ToHashSet();
        var named = refused.Where(one => visible.Contains(one.Use)).ToList();
        var hidden = refused.Count - named.Count;
        var sentences = named.Take(MostNamed).Select(one => $"\"{one.Use.DisplayText}\": {one.Problem.Message}")
            .Concat(named.Count > MostNamed ? [$"{named.Count - MostNamed} more could not be changed either."] : [])
            .Concat(hidden > 0 ? [$"{hidden} that you may not see could not be changed."] : []);
        var kind = refused.All(one => one.Problem.Kind == ProblemKind.Invalid) ? ProblemKind.Invalid : ProblemKind.Conflict;
        return new Problem(kind, $"Nothing was changed, as what refers to it could not all be changed. {string.Join(' ', sentences)}", []);
    }
}

/// <summary>How many items a verb changed.</summary>
/// <param name="Items">How many.</param>
public sealed record Counted(int Items);
