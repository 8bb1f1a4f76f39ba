using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Recipes.Scripts;

namespace Cms.Recipes;

/// <summary>One run of a recipe: what steps need to know and what they report.</summary>
public sealed class RecipeRun : IDisposable
{
    private readonly RecipeRun? _outer;
    private readonly Func<RecipeRun, CancellationToken, Task> _runSteps;
    private readonly List<string> _remarks;
    private readonly List<Media.StagedFile> _files;
    private readonly List<WaitingStep> _waiting;
    private readonly Dictionary<string, ContentItem?> _touched;
    private readonly List<string> _users;
    private readonly List<string> _apps;

    internal RecipeRun(Recipe recipe, Func<RecipeRun, CancellationToken, Task> runSteps)
    {
        (Recipe, _runSteps) = (recipe, runSteps);
        (_remarks, _files, _waiting, _touched, _users, _apps) = ([], [], [], [], [], []);
    }

    private RecipeRun(Recipe recipe, RecipeRun outer)
    {
        (Recipe, Variables, _outer, _runSteps) = (recipe, outer.Variables, outer, outer._runSteps);
        (_remarks, _files, _waiting, _touched, _users, _apps) = (outer._remarks, outer._files, outer._waiting, outer._touched, outer._users, outer._apps);
    }

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>The step that runs as the recipe has it, before its scripts were run.</summary>
    public JsonObject Written { get; internal set; } = [];

    /// <summary>Told of each step as it begins, by its number; null for nobody, and for a recipe inside another one.</summary>
    internal Action<int>? Reached { get; init; }

    /// <summary>What people should know although the step succeeded.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Files that are put in place once the transaction is committed.</summary>
    public IReadOnlyList<Media.StagedFile> Files => _files;

    /// <summary>The items that were written, each with its latest version before the run; null for a new one.</summary>
    internal IReadOnlyDictionary<string, ContentItem?> Touched => _touched;

    /// <summary>The users that were added, each as a line for people.</summary>
    internal IReadOnlyList<string> AddedUsers => _users;

    /// <summary>The apps that were added or changed, each as a line for people.</summary>
    internal IReadOnlyList<string> ChangedApps => _apps;

    /// <summary>What variables with new ids are.</summary>
    internal RememberedVariables? Variables { get; set; }

    /// <summary>Steps that are kept without being run.</summary>
    internal IReadOnlyList<WaitingStep> Waiting => _waiting;

    /// <summary>Adds a sentence to the report.</summary>
    public void Remark(string sentence) => _remarks.Add(sentence);

    /// <summary>Hands over a file for after the commit.</summary>
    public void KeepLater(Media.StagedFile file) => _files.Add(file);

    /// <summary>Says that an item was written.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="before">Its latest version before; null when it is new.</param>
    public void Touch(string contentItemId, ContentItem? before) => _touched.TryAdd(contentItemId, before);

    /// <summary>Says that a user was added.</summary>
    /// <param name="line">The name and what people should know of the user.</param>
    public void AddUser(string line) => _users.Add(line);

    /// <summary>Says that an app was added or changed.</summary>
    /// <param name="line">Its client id and what people should know of it.</param>
    public void ChangeApp(string line) => _apps.Add(line);

    /// <summary>Throws away the files that were not put in place.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

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

    /// <summary>Keeps a step without running it; its secrets are left out and named.</summary>
    /// <param name="place">Which step it is, for the report.</param>
    /// <param name="step">The step.</param>
    internal void KeepStep(string place, WaitingStep step)
    {
        if (SecretMembers.TakeOut(step.Step) is { Count: > 0 } secrets)
            Remark($"{place}: {string.Join(", ", secrets)} left out, as secrets are not kept; run the recipe again when Cms runs this step.");
        _waiting.Add(step);
    }
}
