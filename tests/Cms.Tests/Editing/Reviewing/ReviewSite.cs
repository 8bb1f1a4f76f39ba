using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing.Reviewing;
using Cms.Events;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Reviewing;

/// <summary>A site whose guides and pages say by whom and when they were reviewed, with people who write, review and publish.</summary>
internal sealed class ReviewSite : IAsyncDisposable
{
    public const string Anna = "anna", Rita = "rita", Will = "will", Eve = "eve";

    private static readonly Dictionary<string, Caller> Callers = new()
    {
        // Anna writes and publishes, Rita sees drafts and no more, Will writes, Eve sees the admin alone.
        [Anna] = Caller.SignedIn(Anna, Anna, [Permission.AccessAdminPanel, "ListContent", Permission.PublishContent]),
        [Rita] = Caller.SignedIn(Rita, Rita, [Permission.AccessAdminPanel, "PreviewContent", Permission.ViewContent]),
        [Will] = Caller.SignedIn(Will, Will, [Permission.AccessAdminPanel, Permission.EditContent]),
        [Eve] = Caller.SignedIn(Eve, Eve, [Permission.AccessAdminPanel]),
    };

    private ReviewSite(TestSite site) => Site = site;

    public TestSite Site { get; }

    public TestClock Clock => Site.Cms.Clock;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens it; the site's clocks are those of Auckland, which is half a day ahead.</summary>
    public static async Task<ReviewSite> OpenAsync()
    {
        var fields = new[]
        {
            RecipeText.Field("TextField", "Secret").Replace("\"TextFieldSettings\":{  }", "\"FieldAccessSettings\":{\"ViewPermission\":true}", StringComparison.Ordinal),
            RecipeText.Field("TextField", "Summary"), RecipeText.Field("UserPickerField", "Reviewer", "\"Multiple\":true"), RecipeText.Field("DateField", "LastReviewed"),
            RecipeText.Field("DateField", "NextReviewDue").Replace("\"DateFieldSettings\":{  }", "\"ContentIndexSettings\":{\"Included\":true}", StringComparison.Ordinal),
        };
        var site = await TestSite.WithAsync(
            RecipeText.Type("Guide", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("Guide")),
            RecipeText.Part("Guide", fields),
            RecipeText.Type("Sheet", "\"Creatable\":true,\"Listable\":true,\"Versionable\":true", RecipeText.Attach("TitlePart"), RecipeText.Attach("Sheet")),
            RecipeText.Part("Sheet", fields),
            RecipeText.Type("Plain", RecipeText.Editable, RecipeText.Attach("TitlePart")));
        var open = new ReviewSite(site);
        await open.AsAsync(null, async services =>
        {
            var settings = services.GetRequiredService<SettingsStore>();
            await settings.SaveAsync(SiteSettings.Section, new JsonObject { ["TimeZoneId"] = "Pacific/Auckland", ["SiteName"] = "Guides", ["BaseUrl"] = "https://guides.example.org" }, new SettingsChanged(SiteSettings.Section), Cancel);
            var roles = new JsonObject();
            foreach (var (name, permissions) in new[] { (Anna, "ListContent PublishContent"), (Rita, "PreviewContent ViewContent"), (Will, "EditContent"), (Eve, "") })
                roles[name] = new JsonObject { ["Permissions"] = JsonText.Array(permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(Permission.AccessAdminPanel)) };
            await settings.SaveAsync(RolePermissions.Section, roles, new SettingsChanged(RolePermissions.Section), Cancel);
            foreach (var name in new[] { Anna, Rita, Will, Eve })
                await services.GetRequiredService<UserStore>().CreateAsync(new User { Id = name, UserName = name, NormalizedUserName = name.ToUpperInvariant(), Email = $"{name}@example.org", NormalizedEmail = $"{name}@example.org".ToUpperInvariant(), RoleNames = [name] }, Cancel);
            return true;
        });
        return open;
    }

    /// <summary>Does something as this user; as the program for null.</summary>
    public Task<T> AsAsync<T>(string? who, Func<IServiceProvider, Task<T>> work) => Site.Cms.InScopeAsync(services =>
    {
        if (who is not null)
            services.GetRequiredService<CurrentCaller>().Caller = Callers[who];
        return work(services);
    });

    public Task<T> AsAsync<TVerb, T>(string who, Func<TVerb, Task<T>> work) where TVerb : notnull => AsAsync(who, services => work(services.GetRequiredService<TVerb>()));

    /// <summary>A guide of Anna's that nobody published yet.</summary>
    public async Task<ContentItem> DraftAsync(string title = "Rest", string type = "Guide", string own = "{}") =>
        (await AsAsync<Cms.Editing.SaveDraft, Outcome<ContentItem>>(Anna, verb => verb.RunAsync(TestSite.Draft(type, $$"""{"TitlePart":{"Title":"{{title}}"},"{{type}}":{{own}} }"""), new(Anna, Anna), Cancel))).Value;

    public async Task<ContentItem> PublishedAsync(string title = "Rest", string type = "Guide", string own = "{}") =>
        (await AsAsync<Cms.Editing.Publish, Outcome<ContentItem>>(Anna, verb => verb.RunAsync(TestSite.Draft(type, $$"""{"TitlePart":{"Title":"{{title}}"},"{{type}}":{{own}} }"""), new(Anna, Anna), Cancel))).Value;

    public Task<Outcome<Review>> HandOverAsync(ContentItem item, string to = Rita, string by = Anna, string note = "Is it right?") =>
        AsAsync<HandOver, Outcome<Review>>(by, verb => verb.RunAsync(item.ContentItemId, item.ContentItemVersionId, to, note, Cancel));

    public Task<Outcome<AnsweredReview>> AnswerAsync(ContentItem item, ReviewAnswer answer, string by = Rita) =>
        AsAsync<AnswerReview, Outcome<AnsweredReview>>(by, verb => verb.RunAsync(item.ContentItemId, answer, Cancel));

    public Task<Outcome<AnsweredReview>> ApproveAsync(ContentItem item, string by = Rita) => AnswerAsync(item, new ReviewAnswer(item.ContentItemVersionId, Approves: true, ""), by);

    public async Task<ReviewStanding> StandingAsync(ContentItem item, string who = Anna) => (await AsAsync<ShowReview, Outcome<ReviewStanding>>(who, verb => verb.RunAsync(item.ContentItemId, Cancel))).Value;

    public Task<OwnReviews> ReviewsOfAsync(string who) => AsAsync<ListReviews, OwnReviews>(who, verb => verb.RunAsync(Cancel));

    public Task<Outcome<ItemComment>> CommentAsync(ContentItem item, string text, string by = Rita, string place = "", string? inside = null) =>
        AsAsync<WriteComment, Outcome<ItemComment>>(by, verb => verb.RunAsync(item.ContentItemId, new CommentedPlace(inside, place), text, Cancel));

    public Task<Outcome<ItemComment>> ReplyAsync(ItemComment to, string text, string by = Anna) =>
        AsAsync<WriteComment, Outcome<ItemComment>>(by, verb => verb.RunAsync(to.ContentItemId, to.Id, text, Cancel));

    public async Task<IReadOnlyList<ItemComment>> CommentsAsync(ContentItem item, string who = Anna) => (await AsAsync<ListComments, Outcome<IReadOnlyList<ItemComment>>>(who, verb => verb.RunAsync(item.ContentItemId, Cancel))).Value;

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
