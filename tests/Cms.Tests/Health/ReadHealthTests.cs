using Cms.Content;
using Cms.Editing.Scheduling;
using Cms.Editing.Trash;
using Cms.Health;
using Cms.Users;
using Cms.Users.Mails;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Health;

/// <summary>What needs somebody is shown to those whom it concerns, and so are the trash and the schedule.</summary>
public sealed class ReadHealthTests
{
    private static readonly Caller
        Owner = Caller.SignedIn("o", "olga", [Permission.SiteOwner]),
        Writer = Caller.SignedIn("u1", "anna", [Permission.ViewContent, "EditOwnContent", "DeleteOwnContent"]),
        Reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_failed_and_what_waits_is_told()
    {
        await using var site = await ScheduledSite.OpenAsync();
        await FailAsync(site, "Rest");
        await site.Cms.RunRecipeAsync("""{"name":"later","steps":[{"name":"lucene-index","Indices":[]}]}""");
        await site.Cms.RunAsync<AccountMailStore, Done>(async mails =>
        {
            var now = site.Cms.Clock.GetUtcNow().UtcDateTime;
            var mail = new AccountMail { Kind = AccountMailKind.Invitation, Who = "u9", SiteAddress = "https://example.org", CreatedUtc = now, NextTryUtc = now };
            await mails.QueueAsync(mail, Cancel);
            await mails.PutOffAsync(mail, mail.NextTryUtc.AddHours(1), failures: 1, Cancel);
            return new Done();
        });

        var (seen, hidden) = (await ReadAsync(site, Owner), await ReadAsync(site, Writer));

        Assert.Equal(("Rest", 1), (Assert.Single(seen.FailedChanges).DisplayText, seen.FailedChanges[0].Failures));
        Assert.Equal(("lucene-index", 1), (Assert.Single(seen.WaitingSteps!).Name, seen.FailingMails));
        Assert.Equal((1, null, null), (hidden.FailedChanges.Count, hidden.WaitingSteps, hidden.FailingMails));
        Assert.Empty((await ReadAsync(site, Reader)).FailedChanges);
    }

    [Fact]
    public async Task The_schedule_and_the_trash_show_what_the_caller_may_see()
    {
        await using var site = await ScheduledSite.OpenAsync();
        await FailAsync(site, "Fails");
        var later = (await site.SaveDraftAsync(TestSite.Article("Later"), new Cms.Editing.Editor("u2", "ben"))).Value;
        await site.SchedulePublishAsync(later.ContentItemId, site.In(TimeSpan.FromDays(9)));
        var gone = (await site.PublishAsync(TestSite.Article("Gone"))).Value;
        await site.RemoveAsync(gone.ContentItemId);

        Assert.Equal(["Fails", "Later"], (await AsAsync<ListSchedule, IReadOnlyList<ScheduledChange>>(site, Owner, verb => verb.RunAsync(onlyFailed: false, 10, 0, Cancel))).Select(one => one.DisplayText));
        Assert.Equal(["Fails"], (await AsAsync<ListSchedule, IReadOnlyList<ScheduledChange>>(site, Owner, verb => verb.RunAsync(onlyFailed: true, 10, 0, Cancel))).Select(one => one.DisplayText));
        Assert.Equal(["Fails"], (await AsAsync<ListSchedule, IReadOnlyList<ScheduledChange>>(site, Writer, verb => verb.RunAsync(onlyFailed: false, 10, 0, Cancel))).Select(one => one.DisplayText));
        Assert.Empty(await AsAsync<ListSchedule, IReadOnlyList<ScheduledChange>>(site, Reader, verb => verb.RunAsync(onlyFailed: false, 10, 0, Cancel)));

        Assert.Equal("Gone", Assert.Single((await TrashAsync(Owner)).Value).DisplayText);
        Assert.Equal("Gone", Assert.Single((await TrashAsync(Caller.SignedIn("d", "dora", ["Delete_Article"]))).Value).DisplayText);
        Assert.Empty((await TrashAsync(Caller.SignedIn("d", "dora", ["Delete_Page"]))).Value);
        Assert.Equal(ProblemKind.Forbidden, (await TrashAsync(Writer)).Problem!.Kind);

        Task<Outcome<IReadOnlyList<TrashedItem>>> TrashAsync(Caller caller) => AsAsync<ListTrash, Outcome<IReadOnlyList<TrashedItem>>>(site, caller, verb => verb.RunAsync(10, 0, Cancel));
    }

    // A draft that cannot be published any more when its moment comes, as its type has got a field that must be filled.
    private static async Task FailAsync(TestSite site, string title)
    {
        var draft = (await site.SaveDraftAsync(TestSite.Article(title))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(TimeSpan.FromHours(1)));
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("TextField", "Lead", "\"Required\":true")));
        await site.DoWhatIsDueAsync(after: TimeSpan.FromHours(2));
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("TextField", "Lead", "\"Required\":false")));
    }

    private static Task<SiteHealth> ReadAsync(TestSite site, Caller caller) => AsAsync<ReadHealth, SiteHealth>(site, caller, verb => verb.RunAsync(Cancel));

    private static Task<T> AsAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<T>> work) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return work(services.GetRequiredService<TVerb>());
    });
}
