using System.Text.Json.Nodes;
using Microsoft.JSInterop;

namespace Cms.Admin.Browser.Keeping;

/// <summary>What this browser kept of an item.</summary>
/// <param name="BasedOn">The version that it was made from; null for a new item.</param>
/// <param name="Base">The parts of that version.</param>
/// <param name="Parts">The parts as they were written.</param>
/// <param name="Sent">What was sent without hearing what became of it; null for nothing.</param>
/// <param name="ContentType">The type.</param>
public sealed record KeptDraft(string? BasedOn, JsonObject Base, JsonObject Parts, JsonObject? Sent, string ContentType);

/// <summary>What words were made from.</summary>
/// <param name="VersionId">The version; null for a new item.</param>
/// <param name="Parts">The parts of that version.</param>
public sealed record MadeFrom(string? VersionId, JsonObject Parts);

/// <summary>Keeps what is written in the browser itself (IndexedDB), for each user and tenant, until the server has it.</summary>
/// <param name="module">The script <c>editor.js</c>.</param>
/// <param name="owner">Whose it is: the tenant's address and the user.</param>
public sealed class Keep(IJSObjectReference module, string owner)
{
    private (JsonObject? Node, string Text) _base = (null, "null"), _sent = (null, "null");

    /// <summary>What was kept of this item; null for nothing.</summary>
    public async Task<KeptDraft?> FindAsync(string contentItemId)
    {
        if (await module.InvokeAsync<string?>("find", Key(contentItemId)) is not { } json || JsonNode.Parse(json) is not JsonObject kept || kept["parts"] is not JsonObject parts)
            return null;

        return new KeptDraft((string?)kept["basedOn"], (kept["base"] as JsonObject ?? []).DeepClone().AsObject(), parts.DeepClone().AsObject(), kept["sent"]?.DeepClone() as JsonObject, (string?)kept["type"] ?? "");
    }

    /// <summary>Keeps the draft as it is. Called for every key, so what stays the same is written as text once.</summary>
    public ValueTask PutAsync(Draft draft, MadeFrom before, JsonObject? sent)
    {
        if (!ReferenceEquals(_base.Node, before.Parts))
            _base = (before.Parts, before.Parts.ToJsonString());
        if (!ReferenceEquals(_sent.Node, sent))
            _sent = (sent, sent?.ToJsonString() ?? "null");
        var head = new JsonObject { ["basedOn"] = before.VersionId, ["type"] = draft.Item.ContentType }.ToJsonString();
        return module.InvokeVoidAsync("put", Key(draft.Item.ContentItemId), $"{head[..^1]},\"base\":{_base.Text},\"sent\":{_sent.Text},\"parts\":{draft.Parts.ToJsonString()}}}");
    }

    /// <summary>Types again what was typed last before the page was gone, and from now on writes down each key. True when there was something.</summary>
    public async Task<bool> ReplayAsync(string contentItemId) => await module.InvokeAsync<int>("replay", Key(contentItemId)) > 0;

    /// <summary>Forgets the item: the server has all of it.</summary>
    public ValueTask ForgetAsync(string contentItemId) => module.InvokeVoidAsync("forget", Key(contentItemId));

    private string Key(string contentItemId) => $"{owner}|{contentItemId}";
}
