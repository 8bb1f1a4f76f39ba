using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Settings;

/// <summary>Settings in the tenant's database.</summary>
internal sealed class SqlSettingsStore(TenantSession session) : SettingsStore
{
    public override async Task<JsonObject?> FindAsync(string section, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var json = await lease.Db.Settings.Where(row => row.Section == section).Select(row => row.Json).FirstOrDefaultAsync(cancel);
        return json is null ? null : JsonNode.Parse(json)!.AsObject();
    }

    public override async Task<IReadOnlyDictionary<string, JsonObject>> ListAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var rows = await lease.Db.Settings.AsNoTracking().ToListAsync(cancel);
        return rows.ToDictionary(row => row.Section, row => JsonNode.Parse(row.Json)!.AsObject(), StringComparer.Ordinal);
    }

    public override async Task SaveAsync(string section, JsonObject json, TenantEvent happened, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var existing = await session.Db.Settings.AsNoTracking().FirstOrDefaultAsync(row => row.Section == section, cancel);
        var before = existing is null ? null : JsonNode.Parse(existing.Json)!.AsObject();
        if (before is not null && JsonNode.DeepEquals(before, json))
            return;

        var row = new SettingsRow { Section = section, Json = json.ToJsonString(ContentItemJson.Options) };
        session.Db.Entry(row).State = existing is null ? EntityState.Added : EntityState.Modified;
        session.Tell(happened);
        if (WhatChanged.In(happened, section, before, json) is { } entry)
            session.Note(entry);

        // They say how long the trash keeps what lies in it.
        if (section == SiteSettings.Section)
            await session.AskForLookAsync(cancel);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }
}
