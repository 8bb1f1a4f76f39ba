using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Events;
using Cms.Modeling;
using Cms.Settings;
using Cms.Tenants;
using Cms.Tests.Memory;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>A tenant with guides that have sections inside, over a real database; nodes on it come and go.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Definitions = """
        {"ContentTypes":[
          {"Name":"Guide","Settings":{"ContentTypeSettings":{"Creatable":true,"Draftable":true,"Versionable":true}},"ContentTypePartDefinitionRecords":[
            {"PartName":"TitlePart"},
            {"PartName":"AutoroutePart","Settings":{"AutoroutePartSettings":{"Pattern":"guides/{{ ContentItem.DisplayText | slugify }}"}}},
            {"PartName":"Guide"},
            {"PartName":"Facts","Name":"Facts"},
            {"PartName":"BagPart","Name":"Sections","Settings":{"BagPartSettings":{"ContainedContentTypes":["Section"]}}}]},
          {"Name":"Section","ContentTypePartDefinitionRecords":[
            {"PartName":"Section"},
            {"PartName":"BagPart","Name":"Inner","Settings":{"BagPartSettings":{"ContainedContentTypes":["Section"]}}}]},
          {"Name":"Contact","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}},"ContentTypePartDefinitionRecords":[{"PartName":"Facts"}]}],
         "ContentParts":[
          {"Name":"Guide","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Intro"},{"FieldName":"NumericField","Name":"Minutes"}]},
          {"Name":"Section","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Heading"},{"FieldName":"ContentPickerField","Name":"See"}]},
          {"Name":"Facts","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source"}]}]}
        """;

    private static readonly Editor Anna = new("u1", "anna");

    private readonly Func<RewriteLimits, ServiceProvider> _start;
    private readonly string _folder;

    private Site(Func<RewriteLimits, ServiceProvider> start, Tenant tenant, string folder, RewriteLimits limits) =>
        (_start, Tenant, _folder, Node) = (start, tenant, folder, start(limits));

    public Tenant Tenant { get; }

    /// <summary>The process that tests work in.</summary>
    public ServiceProvider Node { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Site> OpenAsync(Func<string, RewriteLimits, ServiceProvider> start, RewriteLimits limits)
    {
        var folder = Directory.CreateTempSubdirectory("cms-modeling-").FullName;
        var tenant = new Tenant { Id = ContentId.New(), Name = "Test", State = TenantState.Running, RecipeName = "none" };
        var site = new Site(limits => start(folder, limits), tenant, folder, limits);
        await site.Node.GetRequiredService<TenantStorage>().CreateAsync(tenant, Cancel);
        await site.ChangeAsync(new MergeDefinitions(JsonNode.Parse(Definitions)!.AsObject()));
        return site;
    }

    public async Task<T> DoAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = Node.GetRequiredService<TenantScopes>().Open(Tenant);
        var result = await work(scope.ServiceProvider.GetRequiredService<TService>());

        // What SQL tells after its commit.
        foreach (var happened in Node.GetService<MemoryTenant>()?.Events ?? [])
            Node.GetRequiredService<TenantChanges>().Publish(Tenant, happened);
        return result;
    }

    public async Task<DefinitionPlan> ChangeAsync(DefinitionChange change) => (await TryAsync(change)).Value;

    /// <summary>Makes the change and follows it through all stored items.</summary>
    public async Task<DefinitionPlan> ToEndAsync(DefinitionChange change)
    {
        var plan = await ChangeAsync(change);
        await FinishAsync();
        return plan;
    }

    public Task<Outcome<DefinitionPlan>> TryAsync(DefinitionChange change) => DoAsync<ChangeDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(change, Cancel));

    public Task<Outcome<DefinitionPlan>> PlanAsync(DefinitionChange change) => DoAsync<PlanDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(change, Cancel));

    public Task<RewriteProgress?> ContinueAsync() => DoAsync<ContinueRewrites, RewriteProgress?>(verb => verb.RunAsync(Cancel));

    public Task<ContentDefinitions> DefinitionsAsync() => DoAsync<TenantDefinitions, ContentDefinitions>(known => known.GetAsync(Cancel));

    /// <summary>Another process takes the place of this one, which is gone with all it kept.</summary>
    public async Task RestartAsync(RewriteLimits limits)
    {
        await Node.DisposeAsync();
        Node = _start(limits);
    }

    /// <summary>Another process beside this one. The caller disposes it.</summary>
    public ServiceProvider StartNode(RewriteLimits limits) => _start(limits);

    public async Task<ContentItem> PublishAsync(string title, string intro, string type = "Guide")
    {
        var draft = new ContentDraft { ContentType = type, Parts = Parts(title, intro, type) };
        return (await DoAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(draft, Anna, Cancel))).Value;
    }

    /// <summary>Publishes an item with these parts.</summary>
    public async Task<ContentItem> PublishAsync(string type, JsonObject parts)
    {
        var draft = new ContentDraft { ContentType = type, Parts = parts };
        return (await DoAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(draft, Anna, Cancel))).Value;
    }

    /// <summary>Goes on with what is pending to the end; what was left out of the index.</summary>
    public async Task<IReadOnlyList<LeftOut>> FinishAsync()
    {
        var left = new List<LeftOut>();
        await DoAsync<ContinueRewrites, bool>(async verb =>
        {
            await verb.RunToEndAsync(reached => left.AddRange(reached.LeftOut), Cancel);
            return true;
        });
        return left;
    }

    public async Task<ContentItem> DraftAsync(ContentItem of, Action<JsonObject> edit)
    {
        var parts = JsonNode.Parse(of.PartsJson)!.AsObject();
        edit(parts);
        var draft = new ContentDraft { ContentItemId = of.ContentItemId, ContentType = of.ContentType, Parts = parts, BasedOn = of.ContentItemVersionId };
        return (await DoAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(draft, Anna, Cancel))).Value;
    }

    public async Task<ContentItem> LatestAsync(string id) => (await DoAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(id, Cancel)))!;

    public async Task<ContentItem> PublishedAsync(string id) => (await DoAsync<ContentStore, ContentItem?>(store => store.FindPublishedAsync(id, Cancel)))!;

    public Task<IReadOnlyList<ContentItem>> ListAsync(string type) =>
        DoAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListAsync(new ContentQuery { ContentType = type, First = 1000 }, Cancel));

    /// <summary>The JSON of all versions as it lies in the store.</summary>
    public async Task<IReadOnlyList<ContentItem>> StoredAsync() =>
        [.. (await DoAsync<StoredVersions, IReadOnlyList<StoredVersion>>(versions => versions.ListAsync(0, 10_000, Cancel))).Select(version => version.Item)];

    public Task SaveRolesAsync(JsonObject roles) => SaveSettingsAsync(RolePermissions.Section, roles);

    public async Task SaveSettingsAsync(string section, JsonObject json) => await DoAsync<SettingsStore, bool>(async settings =>
    {
        await settings.SaveAsync(section, json, new SettingsChanged(section), Cancel);
        return true;
    });

    public async Task<JsonObject> SettingsAsync(string section) => (await DoAsync<SettingsStore, JsonObject?>(settings => settings.FindAsync(section, Cancel)))!;

    public async ValueTask DisposeAsync()
    {
        await Node.GetRequiredService<TenantStorage>().DeleteAsync(Tenant, CancellationToken.None);
        await Node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static JsonObject Parts(string title, string intro, string type) => new()
    {
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        [type] = new JsonObject { ["Intro"] = new JsonObject { ["Text"] = intro }, ["Minutes"] = new JsonObject { ["Value"] = 5 } },
        ["Facts"] = new JsonObject { ["Source"] = new JsonObject { ["Text"] = "a book" } },
        ["Sections"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray(
                new JsonObject
                {
                    ["ContentType"] = "Section",
                    ["Section"] = new JsonObject { ["Heading"] = new JsonObject { ["Text"] = $"{title} one" } },
                    ["Inner"] = new JsonObject
                    {
                        ["ContentItems"] = new JsonArray(new JsonObject
                        {
                            ["ContentType"] = "Section",
                            ["Section"] = new JsonObject { ["Heading"] = new JsonObject { ["Text"] = $"{title} inner" } },
                        }),
                    },
                }),
        },
    };
}

/// <summary>Reads values of an item in one short call.</summary>
internal static class Values
{
    /// <summary>The text at this path of members and indexes, or null.</summary>
    public static string? At(this ContentItem item, params object[] path)
    {
        JsonNode? node = JsonNode.Parse(item.PartsJson);
        foreach (var step in path)
        {
            node = (node, step) switch
            {
                (JsonObject json, string name) => json[name],
                (JsonArray list, int index) => list.ElementAtOrDefault(index),
                _ => null,
            };
        }

        return node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
    }
}
