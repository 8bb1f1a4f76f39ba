using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Rest.Http;
using Cms.Users;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Items;

/// <summary>Shows single items and their old versions.</summary>
internal sealed class ReadItems(ContentAccess access, ContentStore store)
{
    private const string Status = "status";

    /// <summary>Which versions <c>status</c> asks for; the published ones when it is missing.</summary>
    public static ContentStatus StatusIn(QueryParameters query) => query.Find(Status)?.ToLowerInvariant() switch
    {
        null or "published" => ContentStatus.Published,
        "draft" => ContentStatus.Draft,
        "latest" => ContentStatus.Latest,
        _ => throw QueryParameters.Bad(Status, $"must be published, draft or latest, not \"{query.Find(Status)}\""),
    };

    /// <summary>The published version of an item, or with <c>?status=</c> its draft or its latest version.</summary>
    public async Task<Answer> ItemAsync(RestCall call)
    {
        var status = StatusIn(call.Query(Status));
        var latest = await store.FindLatestAsync(call.ContentItemId, call.Cancel);
        var item = status switch
        {
            ContentStatus.Published => await store.FindPublishedAsync(call.ContentItemId, call.Cancel),
            ContentStatus.Draft => latest is { Published: false } ? latest : null,
            _ => latest,
        };
        if (item is not null && call.Caller.MaySee(item))
        {
            var answer = Answer.Of(item, await call.FieldsAsync());
            return answer with { IsKnown = EntityTag.IsKnown(call.Request, answer.Tag!) };
        }

        return Answer.Of(latest is null || !call.Caller.May(ContentAction.Preview, latest.ContentType, latest.Owner)
            ? ContentAccess.Missing(call.ContentItemId)
            : Problem.NotFound(
                $"\"{latest.DisplayText}\" ({latest.ContentItemId}) has no {(status == ContentStatus.Draft ? "draft" : "published version")}; ask for its latest version with ?status=latest."));
    }

    /// <summary>What is known of every kept version of an item, newest first, without the parts.</summary>
    public async Task<Answer> VersionsAsync(RestCall call)
    {
        _ = call.Query();
        var (versions, refused) = await FindVersionsAsync(call);
        return refused ?? new Answer(StatusCodes.Status200OK, new JsonObject { ["items"] = new JsonArray([.. versions.Select(Outline)]) });
    }

    /// <summary>One version of an item, whole.</summary>
    public async Task<Answer> VersionAsync(RestCall call)
    {
        _ = call.Query();
        var (versions, refused) = await FindVersionsAsync(call);
        if (refused is not null)
            return refused;

        if (versions.FirstOrDefault(version => version.ContentItemVersionId == call.ContentItemVersionId) is not { } found)
            return Answer.Of(Problem.NotFound($"Content item {call.ContentItemId} has no version {call.ContentItemVersionId}; it was never saved, or it was thrown away since."));

        var answer = Answer.Of(found, await call.FieldsAsync());
        return answer with { IsKnown = EntityTag.IsKnown(call.Request, answer.Tag!) };
    }

    private async Task<(IReadOnlyList<ContentItem> Versions, Answer? Refused)> FindVersionsAsync(RestCall call)
    {
        if (await store.FindLatestAsync(call.ContentItemId, call.Cancel) is not { } latest)
            return ([], Answer.Of(ContentAccess.Missing(call.ContentItemId)));

        return await access.RefuseAsync(ContentAction.Preview, latest, call.Cancel) is { } refused
            ? ([], Answer.Of(refused))
            : (await store.ListVersionsAsync(call.ContentItemId, call.Cancel), null);
    }

    private static JsonObject Outline(ContentItem version)
    {
        var json = ContentItemJson.Write(version with { PartsJson = "{}" });
        json[nameof(ContentItem.Number)] = version.Number;
        return json;
    }
}
