namespace Cms.Recipes.Scripts;

/// <summary>What scripts in recipes may see of the machine they run on: nothing, unless the operator allows it.</summary>
public sealed record RecipeSurroundings
{
    /// <summary>Files beside or below the recipe's own file, by their path from there.</summary>
    public AllowedNames Files { get; init; } = AllowedNames.Parse("Cms:Recipes:AllowedFiles", "");

    /// <summary>Environment variables.</summary>
    public AllowedNames Environment { get; init; } = AllowedNames.Parse("Cms:Recipes:AllowedEnvironment", "");

    /// <summary>Keys of the configuration, with colons.</summary>
    public AllowedNames Configuration { get; init; } = AllowedNames.Parse("Cms:Recipes:AllowedConfiguration", "");

    /// <summary>The value of a key of the configuration, or null.</summary>
    public Func<string, string?> FindConfiguration { get; init; } = _ => null;

    /// <summary>The value of an environment variable, or null.</summary>
    public Func<string, string?> FindEnvironment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Name of a tenant's first administrator: <c>parameters('AdminUsername')</c>.</summary>
    public string AdminUserName { get; init; } = "admin";

    /// <summary>E-mail of a tenant's first administrator: <c>parameters('AdminEmail')</c>; may be empty.</summary>
    public string AdminEmail { get; init; } = "";
}
