namespace Cms.Host.Configuration;

/// <summary>Where the program finds its own files, whatever the working directory is.</summary>
/// <param name="ContentRoot">From where relative paths of the configuration count.</param>
/// <param name="Recipes">The recipes.</param>
/// <param name="Themes">The themes.</param>
public sealed record ProgramFolders(string ContentRoot, string Recipes, string Themes)
{
    /// <summary>
    /// In development inside a checkout: the project's folder, with recipes and themes from the repository's root, so that an edit
    /// shows without a build. Otherwise everything lies beside cms.dll.
    /// </summary>
    public static ProgramFolders Find(string environment)
    {
        var published = AppContext.BaseDirectory;
        if (environment == Environments.Development && RepositoryRoot(published) is { } root)
            return new(Path.Combine(root, "src", "Cms.Host"), Path.Combine(root, "recipes"), Path.Combine(root, "themes"));

        return new(published, Path.Combine(published, "recipes"), Path.Combine(published, "themes"));
    }

    /// <summary>The name of the environment: command line, then <c>ASPNETCORE_ENVIRONMENT</c>, then <c>DOTNET_ENVIRONMENT</c>, else Production.</summary>
    public static string EnvironmentOf(string[] args) =>
        new ConfigurationBuilder().AddCommandLine(args).Build()[HostDefaults.EnvironmentKey]
        ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? Environments.Production;

    private static string? RepositoryRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cms.sln")))
                return folder.FullName;
        }

        return null;
    }
}
