using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Previewing;

public sealed class PreviewLinkTests
{
    private static readonly Caller Anna = Caller.SignedIn("u1", "anna", ["Preview_Article"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_shows_the_latest_draft_whoever_comes_by_it_until_it_expires()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.SaveDraftAsync(TestSite.Article("First"))).Value;
        var shared = (await ShareAsync(site, item)).Value;

        var before = await OpenAsync(site, shared.Token);
        await site.SaveDraftAsync(TestSite.Retitled(item, "Second"));
        var after = await OpenAsync(site, shared.Token);
        site.Cms.Clock.Advance(SharePreview.Usual - TimeSpan.FromSeconds(1));
        var late = await OpenAsync(site, shared.Token);
        site.Cms.Clock.Advance(TimeSpan.FromSeconds(1));
        var over = await OpenAsync(site, shared.Token);

        Assert.Equal(("First", "Second", "Second"), (before.Title, after.Title, late.Title));
        Assert.Contains("has expired", over.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("anna", shared.Link.CreatedBy);
        Assert.Empty(await ListAsync(site, item));
    }

    [Fact]
    public async Task A_link_to_a_version_goes_on_showing_that_one()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.SaveDraftAsync(TestSite.Article("First"))).Value;
        var shared = (await ShareAsync(site, item, item.ContentItemVersionId)).Value;

        await site.SaveDraftAsync(TestSite.Retitled(item, "Second"));

        Assert.Equal("First", (await OpenAsync(site, shared.Token)).Title);
        Assert.Equal(ProblemKind.NotFound, (await ShareAsync(site, item, "none")).Problem!.Kind);
    }

    [Fact]
    public async Task A_link_to_a_version_goes_on_showing_that_one_while_somebody_writes_on()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.SaveDraftAsync(TestSite.Article("First"))).Value;
        var shared = (await ShareAsync(site, item, item.ContentItemVersionId)).Value;

        var second = (await site.SaveDraftAsync(TestSite.Retitled(item, "Second") with { WrittenSinceUtc = item.ModifiedUtc })).Value;
        var third = (await site.SaveDraftAsync(TestSite.Retitled(second, "Third") with { WrittenSinceUtc = item.ModifiedUtc })).Value;

        Assert.Equal("First", (await OpenAsync(site, shared.Token)).Title);
        Assert.Equal([third.ContentItemVersionId, item.ContentItemVersionId], (await site.VersionsAsync(item.ContentItemId)).Select(version => version.ContentItemVersionId));
    }

    [Fact]
    public async Task A_link_that_was_taken_back_and_one_to_what_was_removed_say_so_and_a_guessed_one_shows_nothing()
    {
        await using var site = await TestSite.OpenAsync();
        var (one, other) = ((await site.SaveDraftAsync(TestSite.Article("One"))).Value, (await site.SaveDraftAsync(TestSite.Article("Other"))).Value);
        var (revoked, gone) = ((await ShareAsync(site, one)).Value, (await ShareAsync(site, other)).Value);

        var first = await RevokeAsync(site, one, revoked.Link.Id);
        var again = await RevokeAsync(site, one, revoked.Link.Id);
        var elsewhere = await RevokeAsync(site, one, gone.Link.Id);
        await site.RemoveAsync(other.ContentItemId);

        Assert.Null(first);
        Assert.Equal((ProblemKind.NotFound, ProblemKind.NotFound), (again!.Kind, elsewhere!.Kind));
        Assert.Contains("was taken back", (await OpenAsync(site, revoked.Token)).Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("was removed", (await OpenAsync(site, gone.Token)).Problem!.Message, StringComparison.Ordinal);
        foreach (var guess in new[] { SecretText.New(), "", new string('x', 10_000), revoked.Link.TokenHash })
            Assert.Contains("There is no preview", (await OpenAsync(site, guess)).Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.99, false)]
    [InlineData(1, true)]
    [InlineData(24 * 30, true)]
    [InlineData((24 * 30) + 0.01, false)]
    [InlineData(-1, false)]
    public async Task A_link_is_good_for_an_hour_at_least_and_for_30_days_at_most(double hours, bool isGood)
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.SaveDraftAsync(TestSite.Article("One"))).Value;

        var shared = await ShareAsync(site, item, lasts: TimeSpan.FromHours(hours));

        Assert.Equal(isGood, shared.Problem is null);
    }

    [Fact]
    public async Task Who_may_not_see_drafts_makes_sees_and_takes_back_no_links()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("One"))).Value;
        var link = (await ShareAsync(site, item)).Value.Link;
        var reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);

        Assert.Equal(ProblemKind.Forbidden, (await ShareAsync(site, item, by: reader)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await AsAsync<ListPreviewLinks, Problem?>(site, reader, async verb => (await verb.RunAsync(item.ContentItemId, Cancel)).Problem))!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await RevokeAsync(site, item, link.Id, reader))!.Kind);
        Assert.Equal([link.Id], (await ListAsync(site, item)).Select(one => one.Id));
    }

    private static Task<Outcome<SharedPreview>> ShareAsync(TestSite site, ContentItem item, string? version = null, TimeSpan? lasts = null, Caller? by = null) =>
        AsAsync<SharePreview, Outcome<SharedPreview>>(site, by ?? Anna, verb => verb.RunAsync(item.ContentItemId, version, lasts, Cancel));

    private static Task<Problem?> RevokeAsync(TestSite site, ContentItem item, string link, Caller? by = null) =>
        AsAsync<RevokePreviewLink, Problem?>(site, by ?? Anna, async verb => (await verb.RunAsync(item.ContentItemId, link, Cancel)).Problem);

    private static Task<IReadOnlyList<PreviewLink>> ListAsync(TestSite site, ContentItem item) =>
        AsAsync<ListPreviewLinks, IReadOnlyList<PreviewLink>>(site, Anna, async verb => (await verb.RunAsync(item.ContentItemId, Cancel)).Value);

    private static Task<(string? Title, Problem? Problem)> OpenAsync(TestSite site, string token) => site.Cms.InScopeAsync(async services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = Caller.Visitor([]);
        var opened = await services.GetRequiredService<OpenPreviewLink>().RunAsync(token, Cancel);
        return (services.GetRequiredService<Preview>().Version?.Item.DisplayText, opened.Problem);
    });

    private static Task<T> AsAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<T>> run) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return run(services.GetRequiredService<TVerb>());
    });
}
