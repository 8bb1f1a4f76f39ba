using Cms.Content;
using Cms.Editing;
using Cms.Editing.Versions;
using Cms.Rest.Http;
using Cms.Users;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Items;

/// <summary>Does with an item what a button of an editor's screen does, through the same verbs.</summary>
internal sealed class ChangeItems(
    ContentAccess access, TenantWork work, ContentStore store, Publish publish, Unpublish unpublish, DiscardDraft discardDraft, Clone clone, RestoreVersion restoreVersion)
{
    /// <summary>Publishes the latest version.</summary>
    public Task<Answer> PublishAsync(RestCall call) => RunAsync(call, ContentAction.Publish, () => publish.RunAsync(call.ContentItemId, call.Cancel));

    /// <summary>Takes the item away from visitors.</summary>
    public Task<Answer> UnpublishAsync(RestCall call) => RunAsync(call, ContentAction.Publish, async () =>
        await unpublish.RunAsync(call.ContentItemId, call.Cancel) is var done && done.Problem is { } problem ? problem : done.Value.Item);

    /// <summary>Goes back to the published version.</summary>
    public Task<Answer> DiscardDraftAsync(RestCall call) => RunAsync(call, ContentAction.Edit, () => discardDraft.RunAsync(call.ContentItemId, call.Cancel));

    /// <summary>Makes a copy, which is answered.</summary>
    public async Task<Answer> CloneAsync(RestCall call)
    {
        var answer = await RunAsync(call, ContentAction.Clone, () => clone.RunAsync(call.ContentItemId, call.By, call.Cancel));
        return answer.IsProblem
            ? answer
            : answer with { Status = StatusCodes.Status201Created, Location = call.AddressOf((string)answer.Json[nameof(ContentItem.ContentItemId)]!) };
    }

    /// <summary>Brings an old version back, which the body names.</summary>
    public async Task<Answer> RestoreAsync(RestCall call)
    {
        var body = await call.ReadObjectAsync(RequestBody.Json);
        var version = body.Count == 1 ? JsonText.Find(body, nameof(ContentItem.ContentItemVersionId)) : null;
        return version is null
            ? Answer.Refused(StatusCodes.Status400BadRequest, "The body must be {\"ContentItemVersionId\": \"...\"} with the id of the version that is to come back, and nothing else.")
            : await RunAsync(call, ContentAction.Edit, () => restoreVersion.RunAsync(call.ContentItemId, version, call.By, call.Cancel));
    }

    private async Task<Answer> RunAsync(RestCall call, ContentAction action, Func<Task<Outcome<ContentItem>>> verb)
    {
        _ = call.Query();
        await using var transaction = await work.BeginAsync(call.Cancel);
        if (EntityTag.IsExpected(call.Request) && await store.FindLatestAsync(call.ContentItemId, call.Cancel) is { } latest)
        {
            // Who may not see the item is not told who saved it.
            if (await access.RefuseAsync(action, latest, call.Cancel) is { } refused)
                return Answer.Of(refused);

            if (EntityTag.Refuse(call.Request, latest, await call.FieldsAsync()) is { } stale)
                return stale;
        }

        return await EndAsync(await verb(), transaction, store, call);
    }

    /// <summary>Makes a change true and shows the item as everybody finds it now, or says what stopped the change.</summary>
    internal static async Task<Answer> EndAsync(Outcome<ContentItem> outcome, Transaction transaction, ContentStore store, RestCall call)
    {
        if (outcome.Problem is { } problem)
            return Answer.Of(problem);

        // Read anew: a database may keep moments and the order of members otherwise than they were handed in, and the entity tag is of what it keeps.
        var kept = await store.FindLatestAsync(outcome.Value.ContentItemId, call.Cancel);
        await transaction.CommitAsync(call.Cancel);
        return Answer.Of(kept!, await call.FieldsAsync());
    }
}
