using Cms.Content;
using Cms.Editing;
using Cms.Host;
using Cms.Importing;
using Cms.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Benchmarks;

/// <summary>The real server with a data directory of its own and made-up guides.</summary>
internal sealed class SiteUnderLoad : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private SiteUnderLoad(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Address => new(_app.Urls.First());

    /// <summary>The path of a guide in the middle.</summary>
    public string GuidePath { get; private set; } = "";

    public static async Task<SiteUnderLoad> StartAsync(int guides)
    {
        var folder = Directory.CreateTempSubdirectory("cms-benchmark-").FullName;
        var app = await Server.StartAsync(["--environment", "Production", "--urls", "http://127.0.0.1:0", "--Cms:DataDirectory", folder]);
        var site = new SiteUnderLoad(app, folder);
        var tenant = app.Services.GetRequiredService<TenantRegistry>().Find(Tenant.DefaultName)!;
        await using var scope = app.Services.GetRequiredService<TenantScopes>().Open(tenant);
        await using var work = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(CancellationToken.None);
        var import = scope.ServiceProvider.GetRequiredService<ImportArticle>();
        for (var index = 0; index < guides; index++)
        {
            var made = await import.RunAsync(SampleArticles.Make(index), new ImportOptions("GuideArticle", Publish: true, DryRun: false), Editor.System, CancellationToken.None);
            if (index == guides / 2)
                site.GuidePath = made.Value.Path;
        }

        await work.CommitAsync(CancellationToken.None);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A bare server that sends the same bytes: as fast as any answer of this size can be here.</summary>
internal sealed class Floor : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Floor(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public byte[] Body { get; set; } = [];

    public static async Task<Floor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var floor = new Floor(app);
        app.Run(async context =>
        {
            context.Response.ContentLength = floor.Body.Length;
            await context.Response.Body.WriteAsync(floor.Body);
        });
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        return floor;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
