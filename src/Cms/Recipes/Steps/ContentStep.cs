using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Recipes.Scripts;

namespace Cms.Recipes.Steps;

/// <summary>
/// Writes content items through the editors' verbs: <c>{"name":"content","data":[...]}</c>. Ids, version ids, dates, owner and author
/// that an item brings along are kept. A version that was ever stored here is left alone, so that running a recipe again never
/// undoes what editors did since.
/// </summary>
public sealed class ContentStep(ContentStore store, SaveDraft saveDraft, Publish publish) : RecipeStep
{
    public override string Name => "content";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var written = Objects(run.Written, "data").ToList();
        foreach (var (index, item) in ListsFirst.Of(Objects(step, "data")))
        {
            try
            {
                await WriteAsync(item, VersionIdOf(written[index], run.Recipe), run, cancel);
            }
            catch (Exception exception) when (exception is RecipeException or FormatException)
            {
                var name = JsonText.Find(item, "DisplayText") ?? JsonText.Find(item, "ContentItemId") ?? "no name";
                throw new RecipeException($"item {index + 1} ({name}): {exception.Message}", exception);
            }
        }
    }

    private async Task WriteAsync(JsonObject item, string versionId, RecipeRun run, CancellationToken cancel)
    {
        var type = JsonText.Find(item, "ContentType") ?? throw new RecipeException("it has no ContentType.");
        if (await store.HasSeenVersionAsync(versionId, cancel))
            return;

        var id = JsonText.Find(item, "ContentItemId");
        var latest = id is null ? null : await store.FindLatestAsync(id, cancel);
        var draft = new ContentDraft
        {
            ContentItemId = id,
            ContentType = type,
            Parts = ContentItemJson.PartsOf(item),
            BasedOn = latest?.ContentItemVersionId,
            DisplayText = JsonText.Find(item, "DisplayText") ?? "",
            Given = new GivenMetadata
            {
                ContentItemVersionId = versionId,
                CreatedUtc = JsonText.FindMoment(item, "CreatedUtc"),
                ModifiedUtc = JsonText.FindMoment(item, "ModifiedUtc"),
                PublishedUtc = JsonText.FindMoment(item, "PublishedUtc"),
                Owner = JsonText.Find(item, "Owner"),
                Author = JsonText.Find(item, "Author"),
            },
        };
        var saved = Require(item["Published"]?.GetValueKind() == JsonValueKind.False
            ? await saveDraft.RunAsync(draft, Editor.System, cancel)
            : await publish.RunAsync(draft, Editor.System, cancel));
        run.Touch(saved.ContentItemId, latest);
    }

    // The same text gives the same id, so an item without a version id is recognized at the second run too. The text before its
    // scripts ran: uuid() gives another one each time.
    private static string VersionIdOf(JsonObject written, Recipe recipe)
    {
        if (JsonText.Find(written, "ContentItemVersionId") is { } id && !RecipeScripts.IsScript(id))
            return id;

        var text = written.ToJsonString();
        if (recipe.Variables.Count > 0 && RecipeScripts.IsUsedIn(written))
            text += recipe.Variables.ToJsonString();
        return ContentId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
