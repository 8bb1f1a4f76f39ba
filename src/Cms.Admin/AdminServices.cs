using Cms.Admin.Comparing;
using Cms.Admin.Editing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Cms.Admin;

/// <summary>Puts the admin into the program: its pages at <c>/admin</c> of each tenant, and the files that browsers need for them.</summary>
public static class AdminServices
{
    // A page that nobody comes back to is forgotten after a while; what was being written is kept by the editor in the browser.
    private static readonly TimeSpan LostPagesLast = TimeSpan.FromMinutes(10);

    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddCmsAdmin(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitRetentionPeriod = LostPagesLast).AddInteractiveWebAssemblyComponents();
        services.AddCascadingAuthenticationState();
        services.AddMudServices(settings => settings.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft);
        return services.AddScoped<Desk>().AddScoped<OpenItem>().AddScoped<OpenDiscussion>().AddScoped<KnownNames>().AddScoped<DescribeComparison>();
    }

    /// <summary>Maps the pages and their files. <see cref="AdminGate"/> stands before them in the pipeline.</summary>
    public static void MapCmsAdmin(this WebApplication app)
    {
        // The files are the program's, the same for every tenant and everybody; nobody is looked up for them.
        app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, "cms.staticwebassets.endpoints.json")).ShortCircuit();
        app.MapEditorApi();
        app.MapDownloads();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().AddInteractiveWebAssemblyRenderMode();
    }
}
