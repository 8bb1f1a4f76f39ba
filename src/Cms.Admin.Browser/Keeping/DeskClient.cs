using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components.WebAssembly.Http;

namespace Cms.Admin.Browser.Keeping;

/// <summary>What the server answered.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Status">The status; null when the server could not be reached.</param>
/// <param name="Value">The value; null when there is none.</param>
/// <param name="Refusal">Why there is none; null when the server did not say.</param>
public sealed record Answer<T>(HttpStatusCode? Status, T? Value, Refusal? Refusal) where T : class
{
    /// <summary>What to tell people when there is no value.</summary>
    public string Message => Refusal?.Message ?? Status switch
    {
        null => Texts.T("Editor.Unreachable"),
        HttpStatusCode.Unauthorized => Texts.T("Editor.SignedOut"),
        _ => Texts.T("Editor.ServerFailed"),
    };
}

/// <summary>Asks the server, over HTTP: whichever node is there may answer.</summary>
public sealed class DeskClient(HttpClient http)
{
    private const string Items = "admin/api/items/", Links = "admin/api/preview-links/";

    /// <summary>The item, or why not.</summary>
    public Task<Answer<EditedItem>> OpenAsync(string id) => GetAsync(Items + id, WireJson.Default.EditedItem);

    /// <summary>The beginning of a new item.</summary>
    public Task<Answer<EditedItem>> OpenNewAsync(string type) => GetAsync($"{Items}new/{type}", WireJson.Default.EditedItem);

    /// <summary>Stores a draft.</summary>
    public Task<Answer<SavedDraft>> SaveAsync(string id, DraftToSave draft) => SendAsync(HttpMethod.Put, Items + id, JsonContent.Create(draft, WireJson.Default.DraftToSave), WireJson.Default.SavedDraft);

    /// <summary>Publishes this version.</summary>
    public Task<Answer<EditedItem>> PublishAsync(string id, string version) => SendAsync(HttpMethod.Post, $"{Items}{id}/publish?version={version}", null, WireJson.Default.EditedItem);

    /// <summary>Does something else with the item: <c>unpublish</c>, <c>discard</c>.</summary>
    public Task<Answer<EditedItem>> DoAsync(string id, string what) => SendAsync(HttpMethod.Post, $"{Items}{id}/{what}", null, WireJson.Default.EditedItem);

    /// <summary>Makes a copy.</summary>
    public Task<Answer<Choice>> CloneAsync(string id) => SendAsync(HttpMethod.Post, $"{Items}{id}/clone", null, WireJson.Default.Choice);

    /// <summary>Plans when it is published and taken off the site.</summary>
    public Task<Answer<EditedItem>> PlanAsync(string id, Planned plan) => SendAsync(HttpMethod.Post, $"{Items}{id}/plan", JsonContent.Create(plan, WireJson.Default.Planned), WireJson.Default.EditedItem);

    /// <summary>What to look at before publishing.</summary>
    public Task<Answer<IReadOnlyList<Finding>>> CheckAsync(string id) => GetAsync($"{Items}{id}/check", WireJson.Default.IReadOnlyListFinding);

    /// <summary>The links by which people without an account see the item.</summary>
    public Task<Answer<IReadOnlyList<SharedLink>>> ListLinksAsync(string id) => GetAsync(Links + id, WireJson.Default.IReadOnlyListSharedLink);

    /// <summary>Makes such a link.</summary>
    public Task<Answer<MadeLink>> ShareAsync(string id, LinkToMake link) => SendAsync(HttpMethod.Post, Links + id, JsonContent.Create(link, WireJson.Default.LinkToMake), WireJson.Default.MadeLink);

    /// <summary>Takes such a link back.</summary>
    public Task<Answer<SharedLink>> RevokeLinkAsync(string id, string link) => SendAsync(HttpMethod.Delete, $"{Links}{id}/{link}", null, WireJson.Default.SharedLink);

    /// <summary>Where apps of partners show the item, for an hour.</summary>
    public Task<Answer<IReadOnlyList<PartnerAddress>>> ListPartnersAsync(string id) => GetAsync($"admin/api/preview-addresses/{id}", WireJson.Default.IReadOnlyListPartnerAddress);

    /// <summary>Ends all openings of drafts in apps of partners.</summary>
    public Task<Answer<EndedTokens>> EndTokensAsync() => SendAsync(HttpMethod.Delete, "admin/api/preview-tokens", null, WireJson.Default.EndedTokens);

    /// <summary>What a text that was pasted would make.</summary>
    public Task<Answer<ReadPaste>> ReadAsync(Pasted pasted) => SendAsync(HttpMethod.Post, "admin/api/paste", JsonContent.Create(pasted, WireJson.Default.Pasted), WireJson.Default.ReadPaste);

    /// <summary>Says that this editor is there, and hears what is new.</summary>
    public Task<Answer<Watched>> WatchAsync(string id, Watching watching) => SendAsync(HttpMethod.Post, $"{Items}{id}/watch", JsonContent.Create(watching, WireJson.Default.Watching), WireJson.Default.Watched);

    /// <summary>Where an editor says that it is closed, from the base address on.</summary>
    public static string LeaveAddress(string id, string editor) => $"{Items}{id}/watch/{editor}";

    /// <summary>What is said about the item.</summary>
    public Task<Answer<Discussion>> DiscussAsync(string id) => GetAsync($"{Items}{id}/discussion", WireJson.Default.Discussion);

    /// <summary>Whom to hand it to.</summary>
    public Task<Answer<ReviewerChoices>> ReviewersAsync(string id) => GetAsync($"{Items}{id}/reviewers", WireJson.Default.ReviewerChoices);

    /// <summary>Hands it over.</summary>
    public Task<Answer<Discussion>> HandOverAsync(string id, ToReview review) => SendAsync(HttpMethod.Post, $"{Items}{id}/review", JsonContent.Create(review, WireJson.Default.ToReview), WireJson.Default.Discussion);

    /// <summary>Answers the review.</summary>
    public Task<Answer<Discussion>> AnswerAsync(string id, ReviewToAnswer answer) => SendAsync(HttpMethod.Post, $"{Items}{id}/review/answer", JsonContent.Create(answer, WireJson.Default.ReviewToAnswer), WireJson.Default.Discussion);

    /// <summary>Takes the review back.</summary>
    public Task<Answer<Discussion>> WithdrawAsync(string id) => SendAsync(HttpMethod.Delete, $"{Items}{id}/review", null, WireJson.Default.Discussion);

    /// <summary>Writes a comment.</summary>
    public Task<Answer<Discussion>> CommentAsync(string id, CommentToWrite comment) => SendAsync(HttpMethod.Post, $"{Items}{id}/comments", JsonContent.Create(comment, WireJson.Default.CommentToWrite), WireJson.Default.Discussion);

    /// <summary>Changes the text of a comment.</summary>
    public Task<Answer<Discussion>> ChangeCommentAsync(string id, string comment, string text) => SendAsync(HttpMethod.Put, $"{Items}{id}/comments/{comment}", JsonContent.Create(new NewText(text), WireJson.Default.NewText), WireJson.Default.Discussion);

    /// <summary>Removes a comment.</summary>
    public Task<Answer<Discussion>> RemoveCommentAsync(string id, string comment) => SendAsync(HttpMethod.Delete, $"{Items}{id}/comments/{comment}", null, WireJson.Default.Discussion);

    /// <summary>Says that a comment is settled, or open again.</summary>
    public Task<Answer<Discussion>> ResolveAsync(string id, string comment, bool isResolved) => SendAsync(HttpMethod.Post, $"{Items}{id}/comments/{comment}/{(isResolved ? "resolve" : "reopen")}", null, WireJson.Default.Discussion);

    /// <summary>Things to choose from.</summary>
    /// <param name="what"><c>items?types=...</c>, <c>terms/ID</c> or <c>users?text=...</c>.</param>
    public Task<Answer<IReadOnlyList<Choice>>> ListAsync(string what) => GetAsync($"admin/api/choices/{what}", WireJson.Default.IReadOnlyListChoice);

    /// <summary>Media files to choose from: a folder, or what was looked for in it and the folders below.</summary>
    public Task<Answer<MediaChoices>> ListMediaAsync(string folder, string text, IEnumerable<string> endings) => GetAsync($"admin/api/choices/media?folder={Uri.EscapeDataString(folder)}&text={Uri.EscapeDataString(text)}&endings={Uri.EscapeDataString(string.Join(',', endings))}", WireJson.Default.MediaChoices);

    /// <summary>Makes a new keyword.</summary>
    public Task<Answer<Choice>> AddTermAsync(string taxonomy, string name) => SendAsync(HttpMethod.Post, $"admin/api/choices/terms/{taxonomy}", JsonContent.Create(new NewName(name), WireJson.Default.NewName), WireJson.Default.Choice);

    /// <summary>Uploads a file.</summary>
    public Task<Answer<Choice>> UploadAsync(string name, Stream bytes)
    {
        var content = new StreamContent(bytes);
        content.Headers.ContentType = new("application/octet-stream");
        return SendAsync(HttpMethod.Post, $"admin/api/media?name={Uri.EscapeDataString(name)}", content, WireJson.Default.Choice);
    }

    private Task<Answer<T>> GetAsync<T>(string path, JsonTypeInfo<T> type) where T : class => SendAsync(HttpMethod.Get, path, null, type);

    private async Task<Answer<T>> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type) where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("X-Cms", "1");

        // Answers are small and read whole; a stream that is left before its end shows as a broken request.
        request.SetBrowserResponseStreamingEnabled(false);
        try
        {
            using var answer = await http.SendAsync(request);
            return answer.IsSuccessStatusCode
                ? new Answer<T>(answer.StatusCode, await answer.Content.ReadFromJsonAsync(type), null)
                : new Answer<T>(answer.StatusCode, null, await RefusalOfAsync(answer));
        }
        catch (HttpRequestException)
        {
            return new Answer<T>(null, null, null);
        }
        catch (JsonException)
        {
            // Something between here and the server answered in its place.
            return new Answer<T>(HttpStatusCode.BadGateway, null, null);
        }
    }

    private static async Task<Refusal?> RefusalOfAsync(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType switch
    {
        "application/json" => await answer.Content.ReadFromJsonAsync(WireJson.Default.Refusal),
        "application/problem+json" when await answer.Content.ReadFromJsonAsync(WireJson.Default.ProblemDetails) is { } problem && (problem.Detail ?? problem.Title) is { } message => new Refusal("", message, []),
        _ => null,
    };
}
