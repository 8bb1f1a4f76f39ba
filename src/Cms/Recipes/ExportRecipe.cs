using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Features;
using Cms.Media;
using Cms.Queries;
using Cms.Recipes.Scripts;
using Cms.Recipes.Steps;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes;

/// <summary>
/// Writes the current tenant as a set-up recipe: features, settings, theme, roles, tokens and apps, definitions, custom settings, content, media, queries and
/// the steps that wait. A tenant set up from it has equal content, down to the ids of versions; former versions and paths stay behind.
/// </summary>
public sealed class ExportRecipe(
    CurrentCaller current, TenantWork work, ContentStore store, SettingsStore settings, TenantDefinitions definitions, MediaFiles media, AppStore apps)
{
    private const int PageSize = 500;

    /// <summary>
    /// The recipe, always in the same order, so that two exports can be compared line by line. Secrets are left out and remarked, and so is what the caller may
    /// not see. Throws <see cref="RecipeException"/> for a caller without the permission <see cref="Permission.Export"/>.
    /// </summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="mediaFolder">The folder beside the recipe's file into which the caller copies the media files.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<ExportedRecipe> RunAsync(string name, string mediaFolder, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.Export, "export the site") is { } refused)
            throw new RecipeException(refused.Message);

        // One transaction, so that an item and the term it carries are of the same moment.
        await using var transaction = await work.BeginAsync(cancel);
        var sections = await settings.ListAsync(cancel);
        var known = await definitions.GetStoredAsync(cancel);
        var files = media.List();
        var steps = new List<JsonObject>();
        var remarks = new List<string>();
        var fields = FieldAccess.Of(known, current.Caller);
        steps.AddRange(OfSettings(sections, remarks));
        List<JsonObject> tokens = [.. OfTokens(sections), .. (await apps.ListAsync(cancel)).Select(OpenIdApplicationStep.Write)];
        if (tokens.Count > 0 && MayHave(Permission.ManageApplications, "apps and how tokens are given", remarks))
            steps.AddRange(tokens);

        if (MayHave(Permission.ViewContentTypes, "ContentDefinition", remarks))
            steps.Add(Step("ContentDefinition", DefinitionsJson.Write(Seen(known, fields))));
        if (OfCustomSettings(sections, known, fields) is { Count: > 1 } custom)
            steps.Add(custom);
        if (await ContentAsync(known, fields, cancel) is { Count: > 0 } items)
            steps.Add(new JsonObject { ["name"] = "content", ["data"] = items });
        if (files.Count > 0)
            steps.Add(OfMedia(files, mediaFolder));
        var kept = (await WaitingStep.ListAsync(settings, cancel)).ToLookup(step => step.Name == QueriesStep.StepName);
        if (QueriesStep.Write(NamedQueries.ListIn(sections.GetValueOrDefault(NamedQueries.Section)), kept[true]) is { } queries && MayHave(Permission.ManageQueries, QueriesStep.StepName, remarks))
            steps.Add(queries);
        if (kept[false].Any() && MayHave(Permission.SiteOwner, "waiting steps", remarks))
            steps.AddRange(kept[false].Select(waiting => waiting.Step));

        foreach (var step in steps.Where(step => (string?)step["name"] is not ("content" or "media" or "ContentDefinition")))
        {
            if (SecretMembers.TakeOut(step) is { Count: > 0 } secrets)
                remarks.Add($"{step["name"]}: {string.Join(", ", secrets)} left out, as secrets are not exported.");
        }

        var recipe = new JsonObject
        {
            ["name"] = name,
            ["displayName"] = JsonText.Find(sections.GetValueOrDefault(SiteSettings.Section) ?? [], nameof(SiteSettings.SiteName)) ?? name,
            ["description"] = "Exported by Cms.",
            ["issetuprecipe"] = true,
            ["variables"] = new JsonObject(),
            ["steps"] = new JsonArray([.. steps.Select(step => RecipeScripts.Quote(step))]),
        };
        return new ExportedRecipe(recipe, files, remarks);
    }

    private bool MayHave(string permission, string what, List<string> remarks)
    {
        if (current.Caller.May(permission))
            return true;

        remarks.Add($"{what} left out, which needs the permission {permission}.");
        return false;
    }

    private static ContentDefinitions Seen(ContentDefinitions known, FieldAccess fields) => fields.SeesAll
        ? known
        : known.Parts.Aggregate(known, (seen, part) => seen.With(part with { Fields = [.. part.Fields.Where(field => fields.MaySee(part.Name, field.Name))] }));

    private IEnumerable<JsonObject> OfSettings(IReadOnlyDictionary<string, JsonObject> sections, List<string> remarks)
    {
        if (sections.TryGetValue(TenantFeatures.Section, out var features))
            yield return new JsonObject { ["name"] = "feature", ["enable"] = JsonText.Array(TenantFeatures.NamesIn(features).Order(StringComparer.Ordinal)) };

        if (sections.TryGetValue(SiteSettings.Section, out var site) && MayHave(Permission.ManageSettings, SiteSettings.Section, remarks))
            yield return Step("settings", site);

        if (sections.TryGetValue(ThemesStep.Section, out var themes))
            yield return Step("themes", themes);

        if (sections.TryGetValue(RolePermissions.Section, out var roles) && MayHave(Permission.ManageRoles, RolePermissions.Section, remarks))
        {
            // One that was removed here is there in every new site, and no recipe can say otherwise.
            if (roles.Where(role => role.Value is null).Select(role => role.Key).ToList() is { Count: > 0 } removed)
                remarks.Add($"Roles: {string.Join(", ", removed)} removed here; a site that is set up from this recipe has {(removed.Count == 1 ? "it" : "them")} again.");
            yield return new JsonObject
            {
                ["name"] = "Roles",
                ["Roles"] = new JsonArray([.. roles.Where(role => role.Value is not null).OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => new JsonObject
                {
                    ["Name"] = role.Key,
                    ["Description"] = role.Value?["Description"]?.DeepClone() ?? "",
                    ["Permissions"] = role.Value?["Permissions"]?.DeepClone() ?? new JsonArray(),
                })]),
            };
        }
    }

    private static IEnumerable<JsonObject> OfTokens(IReadOnlyDictionary<string, JsonObject> sections)
    {
        if (sections.TryGetValue(TokenSettings.Section, out var server))
            yield return Step(OpenIdServerSettingsStep.StepName, server);

        if (sections.TryGetValue(OpenIdValidationSettingsStep.Section, out var validation))
            yield return Step(OpenIdValidationSettingsStep.StepName, validation);

        foreach (var scope in Scopes.OwnIn(sections.GetValueOrDefault(Scopes.Section)).OrderBy(scope => scope.Name, StringComparer.Ordinal))
            yield return OpenIdScopeStep.Write(scope);
    }

    private JsonObject OfCustomSettings(IReadOnlyDictionary<string, JsonObject> sections, ContentDefinitions known, FieldAccess fields)
    {
        var step = new JsonObject { ["name"] = "custom-settings" };
        foreach (var type in known.Types.Where(type => type.IsCustomSettings && current.Caller.May(ContentAction.View, type.Name)))
        {
            if (sections.TryGetValue(CustomSettings.SectionOf(type.Name), out var item))
                step[type.Name] = fields.Visible(item, type.Name);
        }

        return step;
    }

    // Taxonomies first: what carries their terms may ask for them. Of an item with a draft the published version comes before it.
    private async Task<JsonArray> ContentAsync(ContentDefinitions known, FieldAccess fields, CancellationToken cancel)
    {
        var items = new JsonArray();
        foreach (var type in known.Types.OrderByDescending(type => type.Parts.Any(part => part.PartName == "TaxonomyPart")))
        {
            var query = new ContentQuery
            {
                ContentType = type.Name,
                Status = ContentStatus.All,
                OrderBy = [new ContentOrder(ContentColumn.ContentItemId, Descending: false)],
                First = PageSize,
            };
            var versions = new List<ContentItem>();
            while (await store.ListAsync(query, cancel) is { Count: > 0 } page)
            {
                versions.AddRange(page);
                query = query with { Skip = versions.Count };
            }

            foreach (var version in versions.Where(current.Caller.MaySee).OrderBy(version => version.ContentItemId, StringComparer.Ordinal).ThenBy(version => version.Latest))
                items.Add(Sorted(ContentItemJson.Write(fields.Visible(version)), deep: false));
        }

        return items;
    }

    private static JsonObject OfMedia(IEnumerable<string> files, string mediaFolder) => new()
    {
        ["name"] = "media",
        ["Files"] = new JsonArray([.. files.Select(path => new JsonObject { ["TargetPath"] = path, ["SourcePath"] = $"{mediaFolder}/{path}" })]),
    };

    private static JsonObject Step(string name, JsonObject members)
    {
        var step = new JsonObject { ["name"] = name };
        foreach (var (member, value) in members.Where(member => !member.Key.Equals("name", StringComparison.OrdinalIgnoreCase)))
            step[member] = value?.DeepClone();
        return step;
    }

    // A database may keep the members of JSON in an order of its own. The item's own members stay where readers look for them.
    private static JsonNode? Sorted(JsonNode? node, bool deep = true) => node switch
    {
        JsonObject json when deep => new JsonObject(json.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonObject item => new JsonObject(item
            .OrderBy(member => ItemMembers.Names.Contains(member.Key) ? "" : member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(one => Sorted(one))]),
        _ => node?.DeepClone(),
    };
}

/// <summary>A tenant as a recipe.</summary>
/// <param name="Recipe">The recipe's JSON.</param>
/// <param name="MediaFiles">Paths of the media files that it names.</param>
/// <param name="Remarks">What people should know about it.</param>
public sealed record ExportedRecipe(JsonObject Recipe, IReadOnlyList<string> MediaFiles, IReadOnlyList<string> Remarks);
