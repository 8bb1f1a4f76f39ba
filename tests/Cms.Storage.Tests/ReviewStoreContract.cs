using Cms.Content;
using Cms.Editing.Reviewing;

namespace Cms.Storage.Tests;

/// <summary>What every store of reviews and comments promises.</summary>
public abstract class ReviewStoreContract
{
    private static readonly DateTime Now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task A_review_is_listed_as_it_was_stored_newest_first_and_ends_once()
    {
        await using var open = Open();
        var first = A("guide", Now);
        await AddAsync(open, first);

        var ended = await EndAsync(open, first.Ended(ReviewState.ChangesWanted, "Shorter, please.", "v2", Now.AddHours(1)));
        var again = await EndAsync(open, first.Ended(ReviewState.Approved, "", "v3", Now.AddHours(2)));
        var second = A("guide", Now.AddHours(3));
        await AddAsync(open, second);
        await AddAsync(open, A("another", Now));

        Assert.Equal((true, false), (ended, again));
        var listed = await ListAsync(open, "guide");
        Assert.Equal([second.Id, first.Id], listed.Select(review => review.Id));
        Assert.Equivalent(first.Ended(ReviewState.ChangesWanted, "Shorter, please.", "v2", Now.AddHours(1)), listed[1], strict: true);
        Assert.Equal(DateTimeKind.Utc, listed[1].EndedUtc!.Value.Kind);
        Assert.Equal(second.Id, (await open.AskAsync<ReviewStore, Review?>(store => store.FindNewestAsync("guide", Cancel)))?.Id);
        Assert.Null(await open.AskAsync<ReviewStore, Review?>(store => store.FindNewestAsync("none", Cancel)));
        foreach (var (item, version, isAbout) in new[] { ("guide", first.ContentItemVersionId, true), ("guide", "v2", true), ("guide", "v9", false), ("none", "v2", false) })
            Assert.Equal(isAbout, await open.AskAsync<ReviewStore, bool>(store => store.IsAboutAsync(item, version, Cancel)));
    }

    [Fact]
    public async Task An_item_waits_for_one_reviewer_at_a_time()
    {
        await using var open = Open();
        await AddAsync(open, A("guide", Now));

        await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(open, A("guide", Now.AddHours(1))));

        Assert.Single(await ListAsync(open, "guide"));
    }

    [Fact]
    public async Task A_user_finds_what_waits_for_them_what_they_asked_for_and_what_was_answered_lately()
    {
        await using var open = Open();
        var (forMe, mine, others, answered, longAgo, withdrawn) = (A("one", Now, asker: "bert", reviewer: "anna"), A("two", Now.AddMinutes(1), asker: "anna", reviewer: "bert"), A("three", Now, asker: "bert", reviewer: "carl"),
            A("four", Now.AddMinutes(2), asker: "anna", reviewer: "bert"), A("five", Now, asker: "anna", reviewer: "bert"), A("six", Now, asker: "anna", reviewer: "bert"));
        foreach (var review in new[] { forMe, mine, others, answered, longAgo, withdrawn })
            await AddAsync(open, review);
        await EndAsync(open, answered.Ended(ReviewState.Approved, "", "v", Now.AddDays(1)));
        await EndAsync(open, longAgo.Ended(ReviewState.Approved, "", "v", Now.AddHours(1)));
        await EndAsync(open, withdrawn.Ended(ReviewState.Withdrawn, "", null, Now.AddDays(1)));

        var found = await open.AskAsync<ReviewStore, IReadOnlyList<Review>>(store => store.ListOfUserAsync("anna", Now.AddHours(2), Cancel));

        Assert.Equal([forMe.Id, mine.Id, answered.Id], found.Select(review => review.Id));
    }

    [Fact]
    public async Task Comments_are_listed_oldest_first_changed_and_removed()
    {
        await using var open = Open();
        var (first, answer) = (Said("guide", "Where is this from?", Now, inside: "section1", place: "Heading"), Said("guide", "The report.", Now.AddMinutes(1)) with { AnswersId = "c1" });
        foreach (var comment in new[] { answer, first, Said("another", "Elsewhere.", Now) })
            await PutAsync(open, comment);

        await PutAsync(open, first with { Text = "Where is this number from?", EditedUtc = Now.AddMinutes(2), ResolvedBy = "bert", ResolvedUtc = Now.AddMinutes(3), ChangedUtc = Now.AddMinutes(3) });
        var changed = await CommentsAsync(open, "guide");
        await open.RunAsync<ReviewStore>(store => store.RemoveCommentAsync(answer.Id, Cancel));
        await open.RunAsync<ReviewStore>(store => store.RemoveCommentAsync("gone", Cancel));

        Assert.Equal([first.Id, answer.Id], changed.Select(comment => comment.Id));
        Assert.Equal(first with { Text = "Where is this number from?", EditedUtc = Now.AddMinutes(2), ResolvedBy = "bert", ResolvedUtc = Now.AddMinutes(3), ChangedUtc = Now.AddMinutes(3) }, changed[0]);
        Assert.Equal([first.Id], (await CommentsAsync(open, "guide")).Select(comment => comment.Id));
        Assert.Null(await open.AskAsync<ReviewStore, ItemComment?>(store => store.FindCommentAsync(answer.Id, Cancel)));
    }

    [Fact]
    public async Task What_is_thrown_away_takes_its_reviews_comments_and_reminders_along()
    {
        await using var open = Open();
        foreach (var item in new[] { "guide", "another" })
        {
            await AddAsync(open, A(item, Now));
            await PutAsync(open, Said(item, "Look.", Now));
            await open.RunAsync<ReviewStore>(store => store.PutReminderAsync(new ReviewReminder(item, new DateOnly(2026, 11, 1), Now), Cancel));
        }

        await open.RunAsync<ReviewStore>(store => store.PurgeAsync("guide", Cancel));

        Assert.Equal((0, 0, 1, 1), ((await ListAsync(open, "guide")).Count, (await CommentsAsync(open, "guide")).Count, (await ListAsync(open, "another")).Count, (await CommentsAsync(open, "another")).Count));
        Assert.Equal(["another"], (await RemindersAsync(open, "guide", "another")).Keys);
    }

    [Fact]
    public async Task A_reminder_is_written_over_the_one_before()
    {
        await using var open = Open();

        await open.RunAsync<ReviewStore>(store => store.PutReminderAsync(new ReviewReminder("guide", new DateOnly(2026, 11, 1), Now), Cancel));
        await open.RunAsync<ReviewStore>(store => store.PutReminderAsync(new ReviewReminder("guide", new DateOnly(2026, 11, 2), Now.AddDays(7)), Cancel));

        Assert.Equal(new ReviewReminder("guide", new DateOnly(2026, 11, 2), Now.AddDays(7)), Assert.Single(await RemindersAsync(open, "guide", "none")).Value);
    }

    [Fact]
    public async Task All_of_it_is_part_of_the_transaction_around_it()
    {
        await using var open = Open();

        await open.RunAsync<ReviewStore>(async store =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await store.AddAsync(A("guide", Now), Cancel);
            await store.PutCommentAsync(Said("guide", "Look.", Now), Cancel);
        });

        Assert.Empty(await ListAsync(open, "guide"));
        Assert.Empty(await CommentsAsync(open, "guide"));
    }

    private static Review A(string item, DateTime askedUtc, string asker = "anna", string reviewer = "bert") => new()
    {
        Id = ContentId.New(),
        ContentItemId = item,
        Title = "Sleep & rest",
        ContentItemVersionId = "v1",
        Note = "Is the third section right?",
        AskedById = asker,
        AskedBy = asker,
        AskedUtc = askedUtc,
        ReviewerId = reviewer,
        Reviewer = reviewer,
    };

    private static ItemComment Said(string item, string text, DateTime atUtc, string? inside = null, string place = "") => new()
    {
        Id = ContentId.New(),
        ContentItemId = item,
        InsideId = inside,
        Place = place,
        Text = text,
        AuthorId = "anna",
        Author = "anna",
        WrittenUtc = atUtc,
        ChangedUtc = atUtc,
    };

    private static Task AddAsync(OpenTenantServices open, Review review) => open.RunAsync<ReviewStore>(store => store.AddAsync(review, Cancel));

    private static Task<bool> EndAsync(OpenTenantServices open, Review ended) => open.AskAsync<ReviewStore, bool>(store => store.EndAsync(ended, Cancel));

    private static Task<IReadOnlyList<Review>> ListAsync(OpenTenantServices open, string item) => open.AskAsync<ReviewStore, IReadOnlyList<Review>>(store => store.ListAsync(item, Cancel));

    private static Task PutAsync(OpenTenantServices open, ItemComment comment) => open.RunAsync<ReviewStore>(store => store.PutCommentAsync(comment, Cancel));

    private static Task<IReadOnlyList<ItemComment>> CommentsAsync(OpenTenantServices open, string item) => open.AskAsync<ReviewStore, IReadOnlyList<ItemComment>>(store => store.ListCommentsAsync(item, Cancel));

    private static Task<IReadOnlyDictionary<string, ReviewReminder>> RemindersAsync(OpenTenantServices open, params string[] items) =>
        open.AskAsync<ReviewStore, IReadOnlyDictionary<string, ReviewReminder>>(store => store.ListRemindersAsync(items, Cancel));
}

public sealed class MemoryReviewStoreTests : ReviewStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqliteReviewStoreTests : ReviewStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresReviewStoreTests : ReviewStoreContract
{
    public PostgresReviewStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
