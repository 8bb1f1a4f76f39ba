using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Recipes.Steps;
using Cms.Settings;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Themes.Tests;

/// <summary>One tenant's site on a real port, with made-up answers to queries.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private static readonly Tenant Tenant = new() { Name = "Default", Id = "t1", RecipeName = "none", State = TenantState.Running };

    private readonly WebApplication _app;

    private TestSite(WebApplication app) => _app = app;

    public HttpClient Http { get; private init; } = null!;

    /// <summary>What was asked, newest last: the document and its variables.</summary>
    public List<(string Document, JsonObject Variables)> Asked { get; } = [];

    /// <summary>What is stored.</summary>
    public MemoryContentStore Content { get; private init; } = null!;

    public List<string> Logged { get; } = [];

    /// <summary>Answers a query by the name of its operation; the layout gets a culture.</summary>
    public Func<string, JsonObject, string> Answer { get; set; } = (operation, _) => operation switch
    {
        "Layout" => """{"site":{"culture":"en-US"}}""",
        "Article" => """{"article":[{"displayText":"Sleep & rest","body":"a *b*"}]}""",
        _ => """{"articles":[{"path":"guides/sleep","displayText":"Sleep"},{"path":"guides/é ü","displayText":"<b>"},{"path":"more","displayText":"More"}]}""",
    };

    public static async Task<TestSite> StartAsync(string themesFolder, string? theme = "plain", bool development = false, string pathBase = "", TimeProvider? clock = null)
    {
        var content = MakeContent();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddScoped<CurrentTenant>().AddSingleton<TenantScopes>().AddSingleton<TenantChanges>().AddSingleton<MemorySettings>();
        builder.Services.AddScoped<SettingsStore, MemorySettingsStore>().AddScoped<TenantDefinitions>().AddSingleton<DefinitionUpkeep>();
        builder.Services.AddSingleton(services => TenantDefinitions.Keep(services.GetRequiredService<TenantScopes>(), services.GetRequiredService<TenantChanges>()));
        builder.Services.AddSingleton(services => TaxonomyTerms.Keep(services.GetRequiredService<TenantScopes>(), services.GetRequiredService<TenantChanges>()));
        builder.Services.AddSingleton(services => RolePermissions.Keep(services.GetRequiredService<TenantScopes>(), services.GetRequiredService<TenantChanges>()));
        builder.Services.AddSingleton<ContentStore>(content);
        TestSite? site = null;
        builder.Services.AddScoped<RunPageQuery>(_ => (document, variables, _) => site!.RunAsync(document, variables));
        builder.Services.AddCmsThemes(themesFolder, development);
        builder.Services.AddSingleton<ILoggerProvider>(_ => new ListLogger(() => site!.Logged));

        var app = builder.Build();
        app.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<CurrentTenant>().Tenant = Tenant;
            return next(http);
        });
        if (pathBase.Length > 0)
            app.UsePathBase(pathBase);
        app.UseRouting();
        app.MapCmsThemes();
        site = new TestSite(app)
        {
            Content = content,
            Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }),
        };
        var settings = app.Services.GetRequiredService<MemorySettings>();
        settings.Save(TenantDefinitions.Section, DefinitionsJson.Write(Definitions()));
        if (theme is not null)
            settings.Save(ThemesStep.Section, new JsonObject { ["site"] = theme });
        await app.StartAsync();
        site.Http.BaseAddress = new Uri(app.Urls.Single());
        return site;
    }

    public async Task SaveSettingsAsync(string section, string json)
    {
        await using var scope = _app.Services.GetRequiredService<TenantScopes>().Open(Tenant);
        await scope.ServiceProvider.GetRequiredService<SettingsStore>()
            .SaveAsync(section, JsonNode.Parse(json)!.AsObject(), new SettingsChanged(section), CancellationToken.None);
    }

    public Task<string> ReadAsync(string url) => Http.GetStringAsync(url, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string url, string? ifNoneMatch = null) => SendAsync(HttpMethod.Get, url, ifNoneMatch);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(method, url);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private Task<JsonObject> RunAsync(string document, JsonObject variables)
    {
        Asked.Add((document, variables));
        var operation = document.Split(' ', '(')[1];
        return Task.FromResult(JsonNode.Parse(Answer(operation, variables))!.AsObject());
    }

    private static MemoryContentStore MakeContent()
    {
        var content = new MemoryContentStore();
        content.Add(
            new ContentItem { ContentItemId = "a1", ContentItemVersionId = "v1", ContentType = "Article", DisplayText = "Sleep & rest" },
            new Route("guides/sleep", "a1", null),
            new Route("guides/spánek", "a1", null));
        content.Add(
            new ContentItem
            {
                ContentItemId = "h1",
                ContentItemVersionId = "v1",
                ContentType = "Article",
                DisplayText = "Welcome",
                PartsJson = """{"AutoroutePart":{"Path":"guides/welcome"}}""",
            },
            new Route("guides/welcome", "h1", null));
        foreach (var (id, render) in new[] { ("seo", "true"), ("hidden-seo", "false") })
        {
            content.Add(
                new ContentItem
                {
                    ContentItemId = id,
                    ContentItemVersionId = "v1",
                    ContentType = "Article",
                    PartsJson = $$"""
                        {"SeoMetaPart":{"Render":{{render}},"PageTitle":"T & t","MetaDescription":"D","MetaRobots":"noindex","Canonical":"https://example.org/x","CustomMetaTags":[{"Name":"a","Content":"b"}]} }
                        """,
                },
                new Route("guides/" + id, id, null));
        }

        content.Add(
            new ContentItem { ContentItemId = "n1", ContentItemVersionId = "v1", ContentType = "Note", DisplayText = "No page" },
            new Route("note", "n1", null));
        content.Add(
            new ContentItem
            {
                ContentItemId = "tax",
                ContentItemVersionId = "v1",
                ContentType = "Taxonomy",
                PartsJson = """{"TaxonomyPart":{"Terms":[{"ContentItemId":"k1","ContentType":"Keyword","DisplayText":"Grief & loss","AutoroutePart":{"Path":"keywords/grief"}}]}}""",
            },
            new Route("keywords/grief", "tax", "k1"),
            new Route("keywords/gone", "tax", "k2"));
        content.Add(
            new ContentItem { ContentItemId = "u1", ContentItemVersionId = "v1", ContentType = "Article", DisplayText = "Upper" },
            new Route("Guides/Upper", "u1", null));
        content.Add(
            new ContentItem { ContentItemId = "g1", ContentItemVersionId = "v1", ContentType = "GuideArticle", DisplayText = "Rest" },
            new Route("guides/rest", "g1", null));
        content.Add(
            new ContentItem { ContentItemId = "p1", ContentItemVersionId = "v1", ContentType = "Person", DisplayText = "Ann & Co" },
            new Route("people/ann", "p1", null));
        content.Add(
            new ContentItem
            {
                ContentItemId = "course",
                ContentItemVersionId = "v1",
                ContentType = "Course",
                PartsJson = """{"Lessons":{"ContentItems":[{"ContentItemId":"lesson","ContentType":"Article","DisplayText":"Thread"}]}}""",
            },
            new Route("courses/sewing/thread", "course", "lesson"));
        return content;
    }

    private static ContentDefinitions Definitions() => ContentDefinitions.Empty
        .With(new ContentType("Taxonomy", "Taxonomy", DefinitionSettings.None, [new TypePart("TaxonomyPart", "TaxonomyPart", DefinitionSettings.None)]))
        .With(new ContentType(
            "Article", "Article", DefinitionSettings.None,
            [new TypePart("AutoroutePart", "AutoroutePart", DefinitionSettings.None), new TypePart("SeoMetaPart", "SeoMetaPart", DefinitionSettings.None)]))
        .With(new ContentType("Course", "Course", DefinitionSettings.None, [new TypePart("BagPart", "Lessons", DefinitionSettings.None)]))
        .With(new ContentType("Keyword", "Keyword", DefinitionSettings.None, [new TypePart("AutoroutePart", "AutoroutePart", DefinitionSettings.None)]));

    private sealed class ListLogger(Func<List<string>> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines().Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
