using Cms.GraphQL.Http;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.GraphQL.Tests.Http;

/// <summary>A web server with the GraphQL endpoint of one tenant and nothing else.</summary>
public sealed class GraphQLHost : IAsyncDisposable
{
    private readonly WebApplication _host;

    /// <param name="site">The tenant.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="caller">Who asks.</param>
    public GraphQLHost(Site site, GraphQLLimits limits, Func<Caller> caller)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        site.AddTo(builder.Services, limits);
        _host = builder.Build();
        _host.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<CurrentTenant>().Tenant = Site.Tenant;
            http.RequestServices.GetRequiredService<CurrentCaller>().Caller = caller();
            if (http.Request.Path.StartsWithSegments("/base", out var rest))
                (http.Request.PathBase, http.Request.Path) = ("/base", rest);
            return next(http);
        });
        _host.UseRouting();
        _host.MapCmsGraphQL();
    }

    public HttpClient Client { get; } = new();

    public async ValueTask StartAsync()
    {
        await _host.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(_host.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
