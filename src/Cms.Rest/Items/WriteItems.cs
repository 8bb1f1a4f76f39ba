using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Rest.Http;
using Cms.Users;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Items;

/// <summary>Makes, changes and removes items, each in one transaction: what a change was made to is still there when it is saved.</summary>
internal sealed class WriteItems(ContentAccess access, TenantWork work, ContentStore store, SaveDraft saveDraft, Publish publish, Remove remove, RestLimits limits)
{
    private const string Draft = "draft", EvenIfUsed = "evenIfUsed";

    /// <summary>Makes an item, or merges into the latest version of the one that the body names, and publishes it; with <c>?draft=true</c> it is only saved.</summary>
    public async Task<Answer> PostAsync(RestCall call)
    {
        var asDraft = call.Query(Draft).Flag(Draft);
        return await PostAsync(await call.ReadObjectAsync(RequestBody.Json), asDraft, call);
    }

    /// <summary>As many single requests would, one after the other; each item is saved or refused for itself.</summary>
    public async Task<Answer> PostManyAsync(RestCall call)
    {
        var asDraft = call.Query(Draft).Flag(Draft);
        if (EntityTag.IsExpected(call.Request))
            return Answer.Refused(StatusCodes.Status400BadRequest, "If-Match names one item; send each item in a request of its own to use it.");

        var items = await call.ReadListAsync();
        if (items.Count > limits.MaxBulkItems)
            return Answer.Refused(StatusCodes.Status400BadRequest, $"The list may have {limits.MaxBulkItems} items at most, not {items.Count}.");

        var results = new JsonArray();
        foreach (var item in items)
        {
            var answer = item is JsonObject body ? await PostAsync(body, asDraft, call) : Answer.Refused(StatusCodes.Status400BadRequest, "A content item must be a JSON object.");
            if (answer.Status == StatusCodes.Status403Forbidden)
                call.NoteRefusal("permission");
            results.Add(new JsonObject { ["status"] = answer.Status, [answer.IsProblem ? "problem" : "item"] = answer.Json });
        }

        return new Answer(StatusCodes.Status200OK, new JsonObject { ["results"] = results });
    }

    /// <summary>Changes the latest version by a merge patch (RFC 7396) and publishes it; with <c>?draft=true</c> it is only saved.</summary>
    public async Task<Answer> PatchAsync(RestCall call)
    {
        var asDraft = call.Query(Draft).Flag(Draft);
        var patch = await call.ReadObjectAsync(RequestBody.MergePatch);
        await using var transaction = await work.BeginAsync(call.Cancel);
        if (await store.FindLatestAsync(call.ContentItemId, call.Cancel) is not { } latest)
            return Answer.Of(ContentAccess.Missing(call.ContentItemId));

        if (await RefuseAsync(ContentAction.Edit, latest, call) is { } refused)
            return refused;

        // Written and read again, so that values compare as those of the patch. What the caller does not see is put back when it is saved.
        var before = JsonNode.Parse(Answer.Of(latest, await call.FieldsAsync()).ToBytes().Span)!.AsObject();
        var after = MergeItem.Merge(before, patch, nullRemoves: true);
        var complaints = MergeItem.Check(patch).Concat(MergeItem.Kept(before, after)).ToList();
        if (complaints.Count > 0)
            return Answer.Of(Problem.Invalid($"\"{latest.DisplayText}\"", complaints));

        var owner = JsonText.Find(after, nameof(ContentItem.Owner)) ?? "";
        var draft = new ContentDraft
        {
            ContentItemId = latest.ContentItemId,
            ContentType = latest.ContentType,
            Parts = ContentItemJson.PartsOf(after),
            BasedOn = latest.ContentItemVersionId,
            DisplayText = JsonText.Find(after, nameof(ContentItem.DisplayText)) ?? "",
            Given = new GivenMetadata { Owner = owner == latest.Owner ? null : owner },
        };
        return await SaveAsync(draft, asDraft, transaction, call);
    }

    /// <summary>Puts an item into the trash and shows it once more.</summary>
    public async Task<Answer> DeleteAsync(RestCall call)
    {
        var evenIfUsed = call.Query(EvenIfUsed).Flag(EvenIfUsed);
        await using var transaction = await work.BeginAsync(call.Cancel);
        if (await store.FindLatestAsync(call.ContentItemId, call.Cancel) is not { } latest)
            return Answer.Of(ContentAccess.Missing(call.ContentItemId));

        if (await RefuseAsync(ContentAction.Delete, latest, call) is { } refused)
            return refused;

        if ((await remove.RunAsync(call.ContentItemId, call.By, evenIfUsed, call.Cancel)).Problem is { } problem)
            return Answer.Of(problem);

        await transaction.CommitAsync(call.Cancel);
        return new Answer(StatusCodes.Status200OK, ContentItemJson.Write((await call.FieldsAsync()).Visible(latest) with { Latest = false, Published = false }));
    }

    private async Task<Answer> PostAsync(JsonObject body, bool asDraft, RestCall call)
    {
        var complaints = MergeItem.Check(body).ToList();
        if (complaints.Count > 0)
            return Answer.Of(Problem.Invalid("The item", complaints));

        await using var transaction = await work.BeginAsync(call.Cancel);
        var id = JsonText.Find(body, nameof(ContentItem.ContentItemId));
        var latest = id is null ? null : await store.FindLatestAsync(id, call.Cancel);
        if (await RefuseAsync(ContentAction.Edit, latest, call) is { } refused)
            return refused;

        if ((JsonText.Find(body, nameof(ContentItem.ContentType)) ?? latest?.ContentType) is not { } type)
            return Answer.Of(Problem.Invalid("The item", [new Complaint(nameof(ContentItem.ContentType), "is missing; name the content type of the new item")]));

        if (id is not null && latest is null && await store.FindTrashedAsync(id, call.Cancel) is not null)
        {
            return Answer.Of(access.RefuseNew(ContentAction.Edit, type)
                ?? Problem.Conflict($"Content item {id} lies in the trash; take it out there first, or leave ContentItemId out to make a new item."));
        }

        var parts = ContentItemJson.PartsOf(body);
        var owner = JsonText.Find(body, nameof(ContentItem.Owner));
        var draft = new ContentDraft
        {
            ContentItemId = id,
            ContentType = type,
            Parts = latest is null ? parts : MergeItem.Merge(JsonNode.Parse((await call.FieldsAsync()).Visible(latest).PartsJson)!.AsObject(), parts, nullRemoves: false),
            BasedOn = latest?.ContentItemVersionId,
            DisplayText = JsonText.Find(body, nameof(ContentItem.DisplayText)) ?? latest?.DisplayText ?? "",
            Given = new GivenMetadata { Owner = owner == latest?.Owner ? null : owner },
        };
        return await SaveAsync(draft, asDraft, transaction, call);
    }

    private async Task<Answer> SaveAsync(ContentDraft draft, bool asDraft, Transaction transaction, RestCall call)
    {
        var saved = asDraft ? await saveDraft.RunAsync(draft, call.By, call.Cancel) : await publish.RunAsync(draft, call.By, call.Cancel);
        return await ChangeItems.EndAsync(saved, transaction, store, call);
    }

    // Who may not see the item is not told who saved it.
    private async Task<Answer?> RefuseAsync(ContentAction action, ContentItem? latest, RestCall call) =>
        latest is not null && await access.RefuseAsync(action, latest, call.Cancel) is { } refused ? Answer.Of(refused) : EntityTag.Refuse(call.Request, latest, await call.FieldsAsync());
}
