using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>Chooses the site's theme: <c>{"name":"themes","site":"guide","admin":""}</c>.</summary>
public sealed class ThemesStep(SettingsStore settings, ThemeNames themes) : RecipeStep
{
    /// <summary>The section of settings under which the choice is stored: <c>{"site":"guide","admin":""}</c>.</summary>
    public const string Section = "themes";

    public override string Name => "themes";

    public override string? Needs => Permission.ManageThemes;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var chosen = await settings.FindAsync(Section, cancel) ?? [];
        foreach (var member in new[] { "site", "admin" })
        {
            if (JsonText.FindMember(step, member) is { } name)
                chosen[member] = name.DeepClone();
        }

        // Orchard Core's recipes name themes that Cms does not have; the rest of such a recipe is still worth running.
        if (JsonText.Find(chosen, "site") is { } site && !themes.Names.Contains(site))
        {
            run.Remark($"There is no theme \"{site}\"; the site has no pages. Themes: {string.Join(", ", themes.Names.DefaultIfEmpty("none"))}.");
            chosen["site"] = "";
        }

        await settings.SaveAsync(Section, chosen, new SettingsChanged(Section), cancel);
    }
}

/// <summary>The themes that came with the program.</summary>
public sealed record ThemeNames(IReadOnlyCollection<string> Names);
