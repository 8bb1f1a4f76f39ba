using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Media;
using Cms.Settings;

namespace Cms.Recipes;

/// <summary>Writes down what a run of a recipe changed so far: settings and definitions by section, items, users, media files.</summary>
public sealed class WritePreview(ContentAccess access, ContentStore store, SettingsStore settings, MediaFiles media)
{
    // What runs keep for themselves.
    private const string Bookkeeping = "recipe-";

    // New at every save.
    private static readonly string[] Passing = ["ContentItemVersionId", "ModifiedUtc", "PublishedUtc"];

    /// <summary>The changes since these sections of settings were read. Called inside the run's transaction.</summary>
    internal async Task<RecipePreview> WriteAsync(IReadOnlyDictionary<string, JsonObject> before, RecipeRun run, CancellationToken cancel)
    {
        var lines = OfSettings(before, await settings.ListAsync(cancel)).ToList();
        var items = new List<string>();
        var fields = await access.FieldsAsync(cancel);
        foreach (var (id, old) in run.Touched.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            if (await store.FindLatestAsync(id, cancel) is { } now)
                items.AddRange(OfItem(old is null ? null : fields.Visible(old), fields.Visible(now)));
        }

        AddUnder("content:", items);
        AddUnder("users:", run.AddedUsers.Select(user => $"  + {user}"));
        AddUnder("apps:", run.ChangedApps.Select(app => $"  ~ {app}"));
        AddUnder("media:", run.Files.Select(OfFile));
        return new RecipePreview(lines, [.. run.Remarks]);

        void AddUnder(string heading, IEnumerable<string> added)
        {
            foreach (var (index, line) in added.Index())
            {
                if (index == 0)
                    lines.Add(heading);
                lines.Add(line);
            }
        }
    }

    private static IEnumerable<string> OfSettings(IReadOnlyDictionary<string, JsonObject> before, IReadOnlyDictionary<string, JsonObject> after)
    {
        foreach (var section in before.Keys.Union(after.Keys).Where(name => !name.StartsWith(Bookkeeping, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var changes = JsonChange.List(Shown(section, before), Shown(section, after));
            if (changes.Count > 0)
                yield return $"{section}:";
            foreach (var change in changes)
                yield return $"  {change}";
        }
    }

    private static IEnumerable<string> OfItem(ContentItem? before, ContentItem after)
    {
        var title = $"{after.ContentType} {after.ContentItemId} \"{after.DisplayText}\": {(after.Published ? "published" : "draft")}";
        if (before is null)
        {
            yield return $"  + {title}";
            yield break;
        }

        yield return $"  ~ {title}";
        foreach (var change in JsonChange.List(Shown(before), Shown(after)))
            yield return $"      {change}";
    }

    private string OfFile(StagedFile file) => media.Find(file.MediaPath) is { } existing
        ? $"  ~ {file.MediaPath}: {existing.Length} -> {file.Length} bytes"
        : $"  + {file.MediaPath}: {file.Length} bytes";

    // What is still to be done in stored items is no definition.
    private static JsonObject Shown(string section, IReadOnlyDictionary<string, JsonObject> sections)
    {
        var json = sections.GetValueOrDefault(section)?.DeepClone().AsObject() ?? [];
        if (section == TenantDefinitions.Section)
            json.Remove(TenantDefinitions.PendingMember);
        return json;
    }

    private static JsonObject Shown(ContentItem item)
    {
        var json = ContentItemJson.Write(item);
        foreach (var name in Passing)
            json.Remove(name);
        return json;
    }
}
