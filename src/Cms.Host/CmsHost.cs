using Cms.Host.Configuration;
using Cms.Host.Logging;
using Cms.Host.Tenants;
using Cms.Recipes;
using Cms.Recipes.Steps;
using Cms.Storage;
using Cms.Tenants;

namespace Cms.Host;

/// <summary>Puts the program together, for the server and for the commands alike.</summary>
public static class CmsHost
{
    /// <summary>The program with its services. Throws <see cref="ConfigurationException"/> for configuration that cannot be used.</summary>
    /// <param name="args">Configuration from the command line: <c>--Cms:DataDirectory X</c>, <c>--urls U</c>, <c>--environment E</c>.</param>
    /// <param name="isCommand">True for a command, which serves nothing and logs only warnings.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, bool isCommand)
    {
        var program = ProgramFolders.Find(ProgramFolders.EnvironmentOf(args));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = program.ContentRoot });
        var settings = CmsConfiguration.Read(builder.Configuration);
        var folders = CmsConfiguration.FoldersOf(settings, builder.Environment.ContentRootPath);
        builder.AddCmsLogging(folders, isCommand);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(folders).AddSingleton(program);
        services.AddSingleton(new RecipeFolder(program.Recipes));
        services.AddSingleton(new ThemeNames(ThemesIn(program.Themes)));
        services.AddCms().AddSqliteStorage();
        services.AddSingleton<StartTenants>();
        return builder;
    }

    private static string[] ThemesIn(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Where(theme => File.Exists(Path.Combine(theme, "theme.json"))).Select(theme => Path.GetFileName(theme)!).Order(StringComparer.Ordinal)]
            : [];
}
