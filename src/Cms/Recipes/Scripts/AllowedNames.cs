using System.IO.Enumeration;

namespace Cms.Recipes.Scripts;

/// <summary>Names that an operator lets recipes read: of files, environment variables or configuration.</summary>
public sealed class AllowedNames
{
    private readonly string[] _patterns;

    private AllowedNames(string setting, string[] patterns) => (Setting, _patterns) = (setting, patterns);

    /// <summary>The name of the setting that lists them, for messages.</summary>
    public string Setting { get; }

    /// <summary>The names in a setting's value, parted by commas; <c>*</c> stands for any letters. An empty value allows nothing.</summary>
    public static AllowedNames Parse(string setting, string value) =>
        new(setting, value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>True for a name on the list, compared without case.</summary>
    public bool Has(string name) => _patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true));

    /// <summary>Throws <see cref="RecipeException"/> with the setting that would allow it unless the name is on the list.</summary>
    public void Require(string what, string name)
    {
        if (!Has(name))
            throw new RecipeException($"recipes may not read {what} {name}; the operator would allow it with {Setting}={name}.");
    }
}
