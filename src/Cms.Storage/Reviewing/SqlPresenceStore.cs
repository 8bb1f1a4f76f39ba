using Cms.Editing.Reviewing;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Reviewing;

/// <summary>
/// Who has what open, in the tenant's database. Beside every transaction: a write is one statement, which on SQLite waits for its turn and on PostgreSQL does not even wait for the other writers of the tenant.
/// </summary>
internal sealed class SqlPresenceStore(CurrentTenant current, TenantDatabases databases) : PresenceStore
{
    public override async Task SeeAsync(OpenEditor editor, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(current.Tenant, cancel);
        try
        {
            var (place, seen) = (editor.Place, editor.SeenUtc);
            if (await db.OpenEditors.Where(stored => stored.Id == editor.Id && stored.UserId == editor.UserId).ExecuteUpdateAsync(
                set => set.SetProperty(stored => stored.Place, place).SetProperty(stored => stored.SeenUtc, seen), cancel) > 0)
                return;

            var over = seen - Lasts;
            await db.OpenEditors.Where(stored => stored.SeenUtc < over).ExecuteDeleteAsync(cancel);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "OpenEditors" ("Id", "ContentItemId", "UserId", "UserName", "Place", "SinceUtc", "SeenUtc")
                VALUES ({editor.Id}, {editor.ContentItemId}, {editor.UserId}, {editor.UserName}, {editor.Place}, {editor.SinceUtc}, {editor.SeenUtc}) ON CONFLICT DO NOTHING
                """,
                cancel);
        }
        catch (Exception exception) when (db.IsBusy(exception))
        {
            // Whoever writes for so long has better reasons than this; the editor tells again in a moment.
        }
    }

    public override async Task<IReadOnlyList<OpenEditor>> ListAsync(string contentItemId, DateTime afterUtc, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(current.Tenant, cancel);
        return await db.OpenEditors.AsNoTracking().Where(editor => editor.ContentItemId == contentItemId && editor.SeenUtc > afterUtc).OrderBy(editor => editor.SinceUtc).ThenBy(editor => editor.Id).ToListAsync(cancel);
    }

    public override async Task LeaveAsync(string id, string userId, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(current.Tenant, cancel);
        try
        {
            await db.OpenEditors.Where(editor => editor.Id == id && editor.UserId == userId).ExecuteDeleteAsync(cancel);
        }
        catch (Exception exception) when (db.IsBusy(exception))
        {
            // It is over by itself in a moment.
        }
    }
}
