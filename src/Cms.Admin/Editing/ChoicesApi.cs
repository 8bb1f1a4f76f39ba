using Cms.Admin.Browser.Wire;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Files;
using Cms.Editing.Lists;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Admin.Editing;

/// <summary>What fields of the editor suggest: items, keywords, people, media files. For whoever may write items of some type; others see nothing of it.</summary>
internal static class ChoicesApi
{
    private const int Most = 20, MostFiles = 60;

    /// <summary>Maps it.</summary>
    public static void MapChoices(this IEndpointRouteBuilder api)
    {
        var choices = api.MapGroup("/choices").AddEndpointFilter(async (call, next) =>
            await RefuseAsync(call.HttpContext) is { } refused ? Answers.Refused(refused) : await next(call));
        choices.MapGet("/items", ListItemsAsync);
        choices.MapGet("/terms/{taxonomy}", ListTermsAsync);
        choices.MapPost("/terms/{taxonomy}", AddTermAsync);
        choices.MapGet("/users", ListUsersAsync);
        choices.MapGet("/media", ListMediaAsync);
    }

    /// <summary>An item to choose.</summary>
    public static Choice Of(ContentItem item) => new(item.ContentItemId, item.DisplayText, item.ContentType);

    private static async Task<Problem?> RefuseAsync(HttpContext http)
    {
        var (services, caller) = (http.RequestServices, http.RequestServices.GetRequiredService<CurrentCaller>().Caller);
        var known = await services.GetRequiredService<TenantDefinitions>().GetAsync(http.RequestAborted);
        return known.Types.Any(type => caller.MayWithOwn(ContentAction.Edit, type.Name)) ? null : Problem.Forbidden("You may not write content, so there is nothing to choose for it.");
    }

    private static async Task<IResult> ListItemsAsync(string? types, string? text, string? ids, ContentStore store, FindItems find, CurrentCaller current, CancellationToken cancel)
    {
        if (ids is { Length: > 0 })
        {
            var named = await store.ListByIdsAsync(ids.Split(','), ContentStatus.Latest, cancel);
            return Answers.Of<IReadOnlyList<Choice>>([.. named.Where(current.Caller.MaySee).Select(Of)]);
        }

        var found = await find.RunAsync(new ItemsByTitle(text, new ContentOrder(ContentColumn.ModifiedUtc, Descending: true), Most) { ContentTypes = types is { Length: > 0 } ? types.Split(',') : null }, cancel);
        return Answers.Of<IReadOnlyList<Choice>>([.. found.Select(item => new Choice(item.ContentItemId, item.DisplayText, item.ContentType))]);
    }

    private static async Task<IResult> ListTermsAsync(string taxonomy, ContentStore store, PerTenant<TaxonomyTerms> kept, CurrentTenant tenant, CurrentCaller current, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(taxonomy, cancel) is { } item && !current.Caller.MaySee(item))
            return Answers.Refused(Problem.Forbidden("You may not see these keywords."));

        var terms = await (await kept.GetAsync(tenant.Tenant, cancel)).OfAsync(taxonomy);
        return Answers.Of<IReadOnlyList<Choice>>([.. terms.Values.OrderBy(term => term.DisplayText, StringComparer.OrdinalIgnoreCase).Select(term => new Choice(term.ContentItemId, term.DisplayText, string.Join(", ", term.AlternativeNames)))]);
    }

    private static async Task<IResult> AddTermAsync(string taxonomy, NewName name, AddTerms add, CurrentCaller current, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name.Name))
            return Answers.Refused(Problem.Invalid("Write the new keyword first."));

        var ids = await add.RunAsync(taxonomy, [name.Name.Trim()], Editor.Of(current.Caller), cancel);
        return ids.Problem is { } problem ? Answers.Refused(problem) : Answers.Of(new Choice(ids.Value[0], name.Name.Trim(), ""));
    }

    private static async Task<IResult> ListMediaAsync(string? folder, string? text, string? endings, ListMedia list, CancellationToken cancel)
    {
        var listed = await list.RunAsync(new MediaWanted(folder ?? "") { Text = text, Endings = (endings ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), First = MostFiles }, cancel);
        return listed.Problem is { } problem
            ? Answers.Refused(problem)
            : Answers.Of(new MediaChoices(listed.Value.Folders, [.. listed.Value.Files.Select(file => new Choice(file.Path, file.Name, Pages.Media.Bytes.Of(file.Length)))], listed.Value.Count));
    }

    // Whoever may choose people sees their names and nothing else of them.
    private static async Task<IResult> ListUsersAsync(string? text, UserStore users, CancellationToken cancel)
    {
        var enabled = (await users.ListAsync(cancel)).Where(user => user.IsEnabled);
        return Answers.Of<IReadOnlyList<Choice>>([.. enabled.Where(user => text is null or "" || user.UserName.Contains(text, StringComparison.OrdinalIgnoreCase)).OrderBy(user => user.UserName, StringComparer.OrdinalIgnoreCase).Take(Most).Select(user => new Choice(user.Id, user.UserName, ""))]);
    }
}
