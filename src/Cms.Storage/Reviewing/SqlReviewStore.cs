using Cms.Editing.Reviewing;
using Cms.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Reviewing;

/// <summary>Reviews and comments in the tenant's database.</summary>
internal sealed class SqlReviewStore(TenantSession session) : ReviewStore
{
    public override async Task AddAsync(Review review, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        session.Db.Entry(review).State = EntityState.Added;
        session.Note(WhatChanged.InReview(review));
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<bool> EndAsync(Review ended, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var changed = await session.Db.Reviews.Where(review => review.Id == ended.Id && review.State == ReviewState.Waiting).ExecuteUpdateAsync(
            set => set
                .SetProperty(review => review.State, ended.State)
                .SetProperty(review => review.Answer, ended.Answer)
                .SetProperty(review => review.AnsweredVersionId, ended.AnsweredVersionId)
                .SetProperty(review => review.EndedUtc, ended.EndedUtc),
            cancel) > 0;
        if (changed)
            session.Note(WhatChanged.InReview(ended));
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
        return changed;
    }

    public override async Task<IReadOnlyList<Review>> ListAsync(string contentItemId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await NewestFirst(lease.Db, contentItemId).ToListAsync(cancel);
    }

    public override async Task<Review?> FindNewestAsync(string contentItemId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await NewestFirst(lease.Db, contentItemId).FirstOrDefaultAsync(cancel);
    }

    public override async Task<bool> IsAboutAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Reviews.AnyAsync(review => review.ContentItemId == contentItemId && (review.ContentItemVersionId == contentItemVersionId || review.AnsweredVersionId == contentItemVersionId), cancel);
    }

    public override async Task<IReadOnlyList<Review>> ListOfUserAsync(string userId, DateTime answeredSinceUtc, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Reviews.AsNoTracking()
            .Where(review => (review.State == ReviewState.Waiting && (review.ReviewerId == userId || review.AskedById == userId))
                || (review.AskedById == userId && (review.State == ReviewState.Approved || review.State == ReviewState.ChangesWanted) && review.EndedUtc >= answeredSinceUtc))
            .OrderBy(review => review.AskedUtc).ThenBy(review => review.Id).ToListAsync(cancel);
    }

    public override async Task<IReadOnlyList<ItemComment>> ListCommentsAsync(string contentItemId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Comments.AsNoTracking().Where(comment => comment.ContentItemId == contentItemId).OrderBy(comment => comment.WrittenUtc).ThenBy(comment => comment.Id).ToListAsync(cancel);
    }

    public override async Task<ItemComment?> FindCommentAsync(string commentId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Comments.AsNoTracking().FirstOrDefaultAsync(comment => comment.Id == commentId, cancel);
    }

    public override async Task PutCommentAsync(ItemComment comment, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        session.Db.Entry(comment).State = await session.Db.Comments.AnyAsync(stored => stored.Id == comment.Id, cancel) ? EntityState.Modified : EntityState.Added;
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task RemoveCommentAsync(string commentId, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.Comments.Where(comment => comment.Id == commentId).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task PurgeAsync(string contentItemId, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.Reviews.Where(review => review.ContentItemId == contentItemId).ExecuteDeleteAsync(cancel);
        await session.Db.Comments.Where(comment => comment.ContentItemId == contentItemId).ExecuteDeleteAsync(cancel);
        await session.Db.ReviewReminders.Where(reminder => reminder.ContentItemId == contentItemId).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<IReadOnlyDictionary<string, ReviewReminder>> ListRemindersAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.ReviewReminders.AsNoTracking().Where(reminder => contentItemIds.Contains(reminder.ContentItemId)).ToDictionaryAsync(reminder => reminder.ContentItemId, StringComparer.Ordinal, cancel);
    }

    public override async Task PutReminderAsync(ReviewReminder reminder, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.ReviewReminders.Where(stored => stored.ContentItemId == reminder.ContentItemId).ExecuteDeleteAsync(cancel);
        session.Db.Entry(reminder).State = EntityState.Added;
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    private static IQueryable<Review> NewestFirst(TenantDb db, string contentItemId) =>
        db.Reviews.AsNoTracking().Where(review => review.ContentItemId == contentItemId).OrderByDescending(review => review.AskedUtc).ThenByDescending(review => review.Id);
}
