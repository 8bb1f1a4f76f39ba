using System.Text;
using Cms.Admin.Components;
using Cms.Recipes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Cms.Admin.Pages.Operating;

/// <summary>Says what a recipe would change, and runs it.</summary>
public partial class RecipePage
{
    private const int LargestMegabytes = 20;

    private AskFirst? _ask;
    private Recipe? _recipe;
    private RecipePreview? _preview;
    private IReadOnlyList<string> _remarks = [];
    private (int Step, int Steps, string Name) _reached;
    private string? _text, _parameters, _done;

    /// <summary>The name of a recipe of the program; null for one that is pasted or uploaded.</summary>
    [SupplyParameterFromQuery]
    public string? Name { get; set; }

    private bool IsBusy { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (Name is null)
            return;

        _recipe = await TryAsync(() => DoAsync<RecipeFolder, Recipe?>(folder => folder.FindAsync(Name, CancellationToken.None)));
        if (_recipe is null && Problem is null)
            Problem = Cms.Problem.NotFound(Browser.Texts.T("RecipePage.Missing", Name));
    }

    private async Task ReadFileAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > LargestMegabytes * 1024 * 1024)
        {
            Problem = Cms.Problem.Invalid(Browser.Texts.T("RecipePage.TooLarge", LargestMegabytes));
            return;
        }

        using var reader = new StreamReader(chosen.File.OpenReadStream(LargestMegabytes * 1024 * 1024), Encoding.UTF8);
        _text = await reader.ReadToEndAsync();
        (_preview, _done, Problem) = (null, null, null);
    }

    private Task PreviewAsync() => WorkAsync(async recipe =>
    {
        _preview = await Desk.RunAsync<RecipeRunner, RecipePreview>(runner => runner.PreviewAsync(recipe, CancellationToken.None));
        _remarks = _preview.Remarks;
    });

    private Task RunAsync() => WorkAsync(async recipe =>
    {
        _remarks = await Desk.RunAsync<RecipeRunner, IReadOnlyList<string>>(runner => runner.RunAsync(recipe, CancellationToken.None, step => _ = InvokeAsync(() =>
        {
            _reached = (step, recipe.Steps.Count, Recipe.FindText(recipe.Steps[step - 1], "name") ?? "");
            StateHasChanged();
        })));
        _done = Browser.Texts.T("RecipePage.Done", recipe.DisplayName, recipe.Steps.Count);
    });

    // Beside the page, which goes on showing how far it is.
    private async Task WorkAsync(Func<Recipe, Task> work)
    {
        (_preview, _done, _remarks, _reached, Problem, IsBusy) = (null, null, [], default, null, true);
        try
        {
            if (await TryAsync(ReadAsync) is { } recipe)
                await TryAsync(() => Task.Run(async () =>
                {
                    await work(recipe);
                    return recipe;
                })!);
        }
        finally
        {
            IsBusy = false;
        }
    }

    private async Task<Recipe?> ReadAsync()
    {
        // In a folder that does not exist, so that its steps and scripts find no file of the server.
        var recipe = Name is null
            ? await DoAsync<RecipeFolder, Recipe?>(folder => Task.FromResult<Recipe?>(Recipe.Parse(Encoding.UTF8.GetBytes(_text ?? ""), Path.Combine(folder.Path, $"sent-{Guid.NewGuid():N}", Browser.Texts.T("RecipePage.Sent")))))
            : _recipe;
        return recipe is null ? null : recipe with { Parameters = Parameters() };
    }

    private Dictionary<string, string> Parameters()
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in (_parameters ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new RecipeException(Browser.Texts.T("RecipePage.ParameterWrong", line));

            parameters[line[..equals].Trim()] = line[(equals + 1)..].Trim();
        }

        return parameters;
    }

    private async Task<Recipe?> TryAsync(Func<Task<Recipe?>> work)
    {
        try
        {
            return await work();
        }
        catch (RecipeException failed)
        {
            Problem = Cms.Problem.Invalid(failed.Message);
        }
        catch (SignInEndedException)
        {
            Root.End();
        }
        catch (Cms.Content.TenantIsBusyException)
        {
            Problem = Cms.Problem.Conflict(Browser.Texts.T("Admin.Busy"));
        }

        return null;
    }

    private static string ClassOf(string line) => line.TrimStart() switch
    {
        ['+', ..] => "preview-new",
        ['-', ..] => "preview-gone",
        ['~', ..] => "",
        _ => "preview-head",
    };
}
