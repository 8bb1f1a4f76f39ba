using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Features;
using Cms.GraphQL.Http;
using Cms.GraphQL.Schemas;
using Cms.Queries;
using Cms.Search;
using Cms.Settings;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Tests.Memory;
using Cms.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.GraphQL.Tests;

/// <summary>One tenant with definitions, content and settings in memory, asked through the real executor.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly MemorySettingsStore _settings = new();
    private readonly ServiceProvider _services;

    private Site(JsonObject definitions, GraphQLLimits? limits)
    {
        _settings.Sections[TenantDefinitions.Section] = definitions;
        Content = new MemoryContentStore(DefinitionsJson.Merge(ContentDefinitions.Empty, definitions));
        var services = new ServiceCollection();
        AddTo(services, limits ?? new GraphQLLimits());
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static Tenant Tenant { get; } = new() { Name = "Default", Id = "t1", RecipeName = "guides", State = TenantState.Running };

    public static Caller Editor { get; } = Caller.SignedIn("u1", "anna", [Permission.SiteOwner]);

    public static Caller Visitor { get; } = Caller.Visitor([Permission.ViewContent]);

    public MemoryContentStore Content { get; }

    /// <summary>Where the tenant's users are.</summary>
    public MemoryTenant Users { get; } = new();

    public LinesLogger Log { get; } = new();

    /// <summary>The product's own example site.</summary>
    public static Site Guides(GraphQLLimits? limits = null) => OfRecipe(Repository.Read("recipes/guides.recipe.json"), limits);

    /// <summary>The site whose answers were recorded from a running Orchard Core, with fields of every kind; cut down.</summary>
    public static Site Recorded(GraphQLLimits? limits = null) => OfRecipe(Repository.Read("tests/Cms.GraphQL.Tests/recorded.recipe.json"), limits);

    /// <summary>A site of this recipe's definitions, settings and content.</summary>
    public static Site OfRecipe(string recipe, GraphQLLimits? limits = null)
    {
        var steps = JsonNode.Parse(recipe)!["steps"]!.AsArray().Select(step => step!.AsObject()).ToList();
        var site = new Site(Step("ContentDefinition")!, limits);
        if (Step("settings") is { } settings)
            site._settings.Sections[SiteSettings.Section] = settings;
        foreach (var (type, item) in Step("custom-settings") ?? [])
        {
            if (item is JsonObject json)
                site._settings.Sections[CustomSettings.SectionOf(type)] = json.DeepClone().AsObject();
        }

        site.Content.Items.AddRange((Step("content")?["data"]?.AsArray() ?? []).Select(item => ItemOf(item!.AsObject())));
        return site;

        JsonObject? Step(string name) => steps.FirstOrDefault(step => (string?)step["name"] == name)?.DeepClone().AsObject();
    }

    /// <summary>Adds what the host would add.</summary>
    public void AddTo(IServiceCollection services, GraphQLLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<TenantChanges>().AddSingleton<TenantScopes>().AddSingleton(TimeProvider.System);
        services.AddScoped<CurrentTenant>().AddScoped<CurrentCaller>().AddScoped<Refusals>().AddScoped<TenantDefinitions>().AddSingleton<DefinitionUpkeep>();
        services.AddScoped<ContentStore>(_ => Content).AddScoped<ContentSearch>(_ => new MemoryContentSearch(() => Content.Indexed)).AddScoped<SettingsStore>(_ => _settings).AddScoped<UserStore>(_ => new MemoryUserStore(Users));
        services.AddSingleton(provider => TenantDefinitions.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
        services.AddSingleton(provider => TenantFeatures.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
        services.AddSingleton(provider => TaxonomyTerms.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
        services.AddSingleton(provider => RolePermissions.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
        services.AddSingleton(provider => NamedQueries.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
        services.AddSingleton(provider => GraphQLRules.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
        services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
        services.AddCmsGraphQL();
    }

    /// <summary>The answer as JSON text on one line, as a visitor unless another caller is given.</summary>
    public async Task<string> AskAsync(string query, Caller? caller = null, string? variables = null)
    {
        var answer = await RunAsync(query, caller, variables);
        return (await answer.ToJsonAsync(TestContext.Current.CancellationToken)).ToJsonString(ContentItemJson.Options);
    }

    /// <summary>The data as JSON text; fails when there is an error.</summary>
    public async Task<string> DataAsync(string query, Caller? caller = null, string? variables = null)
    {
        var answer = await RunAsync(query, caller, variables);
        Assert.Empty(answer.Errors);
        return (await answer.ToJsonAsync(TestContext.Current.CancellationToken))["data"]!.ToJsonString(ContentItemJson.Options);
    }

    /// <summary>The only error of the answer.</summary>
    public async Task<GraphQLFailure> ErrorAsync(string query, Caller? caller = null, string? variables = null) =>
        Assert.Single((await RunAsync(query, caller, variables)).Errors);

    /// <summary>
    /// The answer. One without errors is asked for again, as the document is kept from then on and the answer may be made in the other way; both must be the same, letter for letter. What the
    /// second one reads does not count.
    /// </summary>
    public async Task<GraphQLAnswer> RunAsync(string query, Caller? caller = null, string? variables = null)
    {
        var answer = await RunOnceAsync(query, caller, variables);
        if (answer.Errors.Count > 0 || Content.Wait is not null)
            return answer;

        (string, object)[] reads = [.. Content.Reads];
        Assert.Equal(await WriteAsync(answer), await WriteAsync(await RunOnceAsync(query, caller, variables)));
        Content.Reads.Clear();
        Content.Reads.AddRange(reads);
        return answer;
    }

    private static async Task<string> WriteAsync(GraphQLAnswer answer)
    {
        using var written = new MemoryStream();
        await answer.WriteAsync(written, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(written.ToArray());
    }

    private Task<GraphQLAnswer> RunOnceAsync(string query, Caller? caller, string? variables) => InScopeAsync(executor => executor.RunAsync(
        new GraphQLRequest(query) { Variables = variables is null ? null : JsonElement.Parse(variables) }, caller ?? Visitor, TestContext.Current.CancellationToken));

    /// <summary>The schema as a text, as this caller may see it.</summary>
    public async Task<string> PrintSchemaAsync(Caller caller) => (await _services.GetRequiredService<PerTenant<TenantSchema>>().GetAsync(Tenant, TestContext.Current.CancellationToken)).PrintFor(caller);

    public async Task<T> InScopeAsync<T>(Func<GraphQLExecutor, Task<T>> run)
    {
        await using var scope = _services.GetRequiredService<TenantScopes>().Open(Tenant);
        return await run(scope.ServiceProvider.GetRequiredService<GraphQLExecutor>());
    }

    /// <summary>Writes a section of settings and tells everybody, as the real store does.</summary>
    public void Change(string section, string json, TenantEvent happened)
    {
        _settings.Sections[section] = JsonNode.Parse(json)!.AsObject();
        _services.GetRequiredService<TenantChanges>().Publish(Tenant, happened);
    }

    /// <summary>Stores definitions that cannot be read; the error says this text.</summary>
    public void BreakDefinitions(string text) => _settings.Sections[TenantDefinitions.Section] = new JsonObject { ["ContentTypes"] = new JsonArray(new JsonObject { ["Name"] = $"{text} {text}" }) };

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ContentItem ItemOf(JsonObject json) => new()
    {
        ContentItemId = JsonText.Find(json, "ContentItemId")!,
        ContentItemVersionId = JsonText.Find(json, "ContentItemVersionId")!,
        ContentType = JsonText.Find(json, "ContentType")!,
        DisplayText = JsonText.Find(json, "DisplayText") ?? "",
        Latest = (bool)json["Latest"]!,
        Published = (bool)json["Published"]!,
        CreatedUtc = JsonText.FindMoment(json, "CreatedUtc") ?? default,
        ModifiedUtc = JsonText.FindMoment(json, "ModifiedUtc") ?? default,
        PublishedUtc = JsonText.FindMoment(json, "PublishedUtc"),
        Owner = JsonText.Find(json, "Owner") ?? "",
        Author = JsonText.Find(json, "Author") ?? "",
        PartsJson = ContentItemJson.PartsOf(json).ToJsonString(),
    };

    private sealed class MemorySettingsStore : SettingsStore
    {
        public Dictionary<string, JsonObject> Sections { get; } = [];

        public override Task<JsonObject?> FindAsync(string section, CancellationToken cancel) =>
            Task.FromResult(Sections.GetValueOrDefault(section)?.DeepClone().AsObject());

        public override Task<IReadOnlyDictionary<string, JsonObject>> ListAsync(CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<string, JsonObject>>(Sections.ToDictionary(section => section.Key, section => section.Value.DeepClone().AsObject()));

        public override Task SaveAsync(string section, JsonObject json, TenantEvent happened, CancellationToken cancel) => throw new NotSupportedException();
    }
}
