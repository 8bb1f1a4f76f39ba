using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Menus;

/// <summary>Reads a menu for somebody who changes it.</summary>
public sealed class ReadMenu(ContentAccess access, CurrentCaller current, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>
    /// The latest version of the menu, as far as the caller may see it. <see cref="ProblemKind.NotFound"/> for an item that is not there or is no menu, <see cref="ProblemKind.Forbidden"/> for one that the caller
    /// may not change.
    /// </summary>
    public async Task<Outcome<EditedMenu>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        var known = await definitions.GetAsync(cancel);
        if (known.FindType(latest.ContentType) is not { } type || !MenuJson.IsMenu(type))
            return Problem.NotFound($"\"{latest.DisplayText}\" ({contentItemId}) is no menu; it is of type {latest.ContentType}.");

        var seen = (await access.FieldsAsync(cancel)).Visible(latest);
        var items = new MenuJson(known).Read(type, seen.Parts);
        var alias = type.Parts.FirstOrDefault(part => part.PartName == "AliasPart") is { } attached ? JsonText.Find(seen.Part(attached.Name), "Alias") ?? "" : null;
        return Of(type, known, latest.Owner) with
        {
            ContentItemId = contentItemId,
            Title = latest.DisplayText,
            Alias = alias,
            VersionId = latest.ContentItemVersionId,
            State = latest.Published ? ItemState.Published : await store.FindPublishedAsync(contentItemId, cancel) is null ? ItemState.Draft : ItemState.Changed,
            Author = latest.Author,
            SavedUtc = latest.ModifiedUtc,
            Items = items,
            Targets = await FindTargetsAsync([.. items.SelectMany(item => item.WithAllBelow()).Select(item => item.LeadsTo).OfType<string>().Distinct()], cancel),
        };
    }

    /// <summary>A menu that is to be made. <see cref="ProblemKind.NotFound"/> for a type that is none of menus, <see cref="ProblemKind.Forbidden"/> when the caller may not make one.</summary>
    public async Task<Outcome<EditedMenu>> RunNewAsync(string contentType, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        if (known.FindType(contentType) is not { Creatable: true } type || !MenuJson.IsMenu(type))
            return Problem.NotFound($"There is no type of menus \"{contentType}\".");

        return access.RefuseNew(ContentAction.Edit, contentType) is { } refused ? refused : Of(type, known, current.Caller.UserId);
    }

    /// <summary>Those of the content items that there are and the caller may see, by id.</summary>
    public async Task<IReadOnlyDictionary<string, MenuTarget>> FindTargetsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        if (contentItemIds.Count == 0)
            return new Dictionary<string, MenuTarget>();

        var versions = await store.ListByIdsAsync(contentItemIds, ContentStatus.All, cancel);
        return versions.GroupBy(version => version.ContentItemId, StringComparer.Ordinal)
            .Select(item => (Seen: item.FirstOrDefault(access.MaySee), IsPublished: item.Any(version => version.Published)))
            .Where(found => found.Seen is not null)
            .ToDictionary(found => found.Seen!.ContentItemId, found => new MenuTarget(found.Seen!.DisplayText, found.IsPublished), StringComparer.Ordinal);
    }

    private EditedMenu Of(ContentType type, ContentDefinitions known, string owner) => new()
    {
        ContentType = type.Name,
        Alias = type.Parts.Any(part => part.PartName == "AliasPart") ? "" : null,
        HasDrafts = type.Draftable,
        MayPublish = current.Caller.May(ContentAction.Publish, type.Name, owner),
        Types = new MenuJson(known).ItemTypes(),
    };
}
