using System.Text.Json.Nodes;

namespace Cms.Recipes;

/// <summary>One run of a recipe: what steps need to know and what they report.</summary>
public sealed class RecipeRun
{
    private readonly RecipeRun? _outer;
    private readonly Func<RecipeRun, CancellationToken, Task> _runSteps;
    private readonly List<string> _remarks;
    private readonly List<Media.StagedFile> _files;
    private readonly List<WaitingStep> _waiting;

    internal RecipeRun(Recipe recipe, Func<RecipeRun, CancellationToken, Task> runSteps)
    {
        (Recipe, _runSteps) = (recipe, runSteps);
        (_remarks, _files, _waiting) = ([], [], []);
    }

    private RecipeRun(Recipe recipe, RecipeRun outer)
    {
        (Recipe, _outer, _runSteps) = (recipe, outer, outer._runSteps);
        (_remarks, _files, _waiting) = (outer._remarks, outer._files, outer._waiting);
    }

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>The step that runs as the recipe has it, before its scripts were run.</summary>
    public JsonObject Written { get; internal set; } = [];

    /// <summary>What people should know although the step succeeded.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Files that are put in place once the transaction is committed.</summary>
    public IReadOnlyList<Media.StagedFile> Files => _files;

    /// <summary>Steps that are kept without being run.</summary>
    internal IReadOnlyList<WaitingStep> Waiting => _waiting;

    /// <summary>Adds a sentence to the report.</summary>
    public void Remark(string sentence) => _remarks.Add(sentence);

    /// <summary>Hands over a file for after the commit.</summary>
    public void KeepLater(Media.StagedFile file) => _files.Add(file);

    /// <summary>Runs another recipe as part of this one. Throws <see cref="RecipeException"/> when it fails or leads back to itself.</summary>
    public async Task RunInsideAsync(Recipe inner, CancellationToken cancel)
    {
        for (var run = this; run is not null; run = run._outer)
        {
            if (run.Recipe.File == inner.File)
                throw new RecipeException($"the recipe {inner.Name} would run itself.");
        }

        await _runSteps(new RecipeRun(inner with { Parameters = Recipe.Parameters }, this), cancel);
    }

    internal void KeepStep(WaitingStep step) => _waiting.Add(step);
}
