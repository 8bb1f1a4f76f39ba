using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;
using Cms.Settings;
using Cms.Users.Mails;

namespace Cms.Editing.Reviewing;

/// <summary>Reminds by mail of what is to be reviewed again: once when it is due, then every week. One mail for each person, whatever the number of items.</summary>
public sealed class RemindOfReviews(MailServer server, ContentAccess access, ReviewStore reviews, ListDueReviews list, Reviewers reviewers, ReviewMails mails, TenantDefinitions definitions, SettingsStore settings, TenantWork work, TimeProvider clock)
{
    private const int MostItems = 500;

    private static readonly TimeSpan Again = TimeSpan.FromDays(7);

    /// <summary>
    /// How many people were reminded. May run on several nodes at once: what was reminded of is written down in the transaction that lets the mails wait. Nothing happens without a mail server.
    /// </summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (!server.IsSet)
            return 0;

        // Nobody who writes waits for this where nothing is due.
        var due = await ListAsync(cancel);
        if (due.Count == 0)
            return 0;

        await using var transaction = await work.BeginAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var before = await reviews.ListRemindersAsync([.. due.Select(one => one.Item.ContentItemId)], cancel);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in due.Where(one => before.GetValueOrDefault(one.Item.ContentItemId) is not { } reminder || reminder.DueDay != one.DueDay || reminder.RemindedUtc + Again <= now))
        {
            told.UnionWith(await WhoAsync(one, cancel));
            await reviews.PutReminderAsync(new ReviewReminder(one.Item.ContentItemId, one.DueDay, now), cancel);
        }

        foreach (var userId in told)
            await mails.TellDueAsync(userId, cancel);
        await transaction.CommitAsync(cancel);
        return told.Count;
    }

    /// <summary>When somebody is to look again, UTC: at the beginning of the site's next day; null where there is nothing to be reviewed, or nobody to be told.</summary>
    public async Task<DateTime?> FindNextAsync(CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        if (!server.IsSet || ReviewFields.In(known.Types, known, await access.FieldsAsync(cancel)).Count == 0)
            return null;

        var zone = (await SiteSettings.LoadAsync(settings, cancel)).TimeZone;
        var midnight = (await list.TodayAsync(cancel)).AddDays(1).ToDateTime(TimeOnly.MinValue);

        // Where clocks are set forward at midnight, the day begins an hour later.
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }

    /// <summary>What this user is to be reminded of.</summary>
    internal async Task<IReadOnlyList<DueReview>> ListOfAsync(string userId, CancellationToken cancel)
    {
        var own = new List<DueReview>();
        foreach (var one in await ListAsync(cancel))
        {
            if ((await WhoAsync(one, cancel)).Contains(userId))
                own.Add(one);
        }

        return own;
    }

    private Task<IReadOnlyList<DueReview>> ListAsync(CancellationToken cancel) => list.RunAsync(new DueReviewsWanted(Days: 0, ReviewerId: null, MostItems), cancel);

    // Users that the field for the reviewer names; else whoever reviewed it last; else whose it is.
    private async Task<IReadOnlyCollection<string>> WhoAsync(DueReview due, CancellationToken cancel)
    {
        string[] candidates = [.. due.Reviewers.Keys];
        if (await AbleAsync(candidates) is { Count: > 0 } named)
            return named;

        var last = (await reviews.ListAsync(due.Item.ContentItemId, cancel)).FirstOrDefault(review => review.State is ReviewState.Approved or ReviewState.ChangesWanted);
        return last is not null && await AbleAsync([last.ReviewerId]) is { Count: > 0 } reviewer ? reviewer : await AbleAsync([due.Item.Owner]);

        async Task<IReadOnlyCollection<string>> AbleAsync(string[] ids) => ids.Length == 0 ? [] : [.. (await reviewers.AbleAsync(due.Item, ids, cancel)).Select(user => user.Id)];
    }
}
