using System.Collections.Concurrent;
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

/// <summary>The real server with production defaults and a data directory of its own.</summary>
internal static class SiteUnderLoad
{
    /// <summary>Sets a site up with this many guides.</summary>
    public static async Task FillAsync(string[] arguments, int guides)
    {
        await using var app = await Server.StartAsync([.. arguments, "--urls", "http://127.0.0.1:0"]);
        var tenant = app.Services.GetRequiredService<TenantRegistry>().Find(Tenant.DefaultName)!;
        foreach (var some in Enumerable.Range(0, guides).Chunk(100))
        {
            await using var scope = app.Services.GetRequiredService<TenantScopes>().Open(tenant);
            await using var work = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(CancellationToken.None);
            var import = scope.ServiceProvider.GetRequiredService<ImportArticle>();
            foreach (var index in some)
                await import.RunAsync(SampleArticles.Make(index), new ImportOptions("GuideArticle", Publish: true, DryRun: false), Editor.System, CancellationToken.None);

            await work.CommitAsync(CancellationToken.None);
        }

        await app.StopAsync();
    }

    /// <summary>The process of the server.</summary>
    public static async Task<int> ServeAsync(string[] arguments)
    {
        await using var app = await Server.StartAsync([.. arguments, "--urls", "http://127.0.0.1:0"]);
        await ServerProcess.SayReadyAsync(app.Urls.First());
        await app.StopAsync();
        return 0;
    }
}

/// <summary>A bare server that reads a body and returns bytes from memory: as fast as any answer of this size can be here.</summary>
internal static class Floor
{
    /// <summary>The process of the floor: what is put at a path is the answer to whatever is posted there.</summary>
    public static async Task<int> ServeAsync()
    {
        var bodies = new ConcurrentDictionary<string, byte[]>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(async context =>
        {
            if (HttpMethods.IsPut(context.Request.Method))
            {
                using var put = new MemoryStream();
                await context.Request.Body.CopyToAsync(put);
                bodies[context.Request.Path] = put.ToArray();
                return;
            }

            var sent = await context.Request.BodyReader.ReadAsync();
            context.Request.BodyReader.AdvanceTo(sent.Buffer.End);
            var body = bodies[context.Request.Path];
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        await ServerProcess.SayReadyAsync(app.Urls.First());
        return 0;
    }
}
