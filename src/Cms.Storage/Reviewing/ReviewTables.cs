using Cms.Editing.Reviewing;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Reviewing;

/// <summary>Reviews, comments, and who has what open.</summary>
internal static class ReviewTables
{
    /// <summary>Adds the tables to the model of a tenant's database.</summary>
    public static void Add(ModelBuilder model)
    {
        model.Entity<Review>(reviews =>
        {
            reviews.ToTable("Reviews");
            reviews.Property(review => review.State).HasConversion<string>();
            reviews.HasIndex(review => new { review.ContentItemId, review.AskedUtc });
            reviews.HasIndex(review => new { review.ReviewerId, review.State });
            reviews.HasIndex(review => new { review.AskedById, review.State });

            // An item waits for one reviewer, whatever two people do at once.
            reviews.HasIndex(review => review.ContentItemId, "IX_Reviews_Waiting").IsUnique().HasFilter("\"State\" = 'Waiting'");
        });
        model.Entity<ItemComment>(comments =>
        {
            comments.ToTable("Comments");
            comments.HasIndex(comment => comment.ContentItemId);
        });
        model.Entity<ReviewReminder>(reminders =>
        {
            reminders.ToTable("ReviewReminders");
            reminders.HasKey(reminder => reminder.ContentItemId);
        });
        model.Entity<OpenEditor>(editors =>
        {
            editors.ToTable("OpenEditors");
            editors.HasIndex(editor => editor.ContentItemId);
            editors.HasIndex(editor => editor.SeenUtc);
        });
    }
}
