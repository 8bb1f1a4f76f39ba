using System.Text.Json.Nodes;

namespace Cms.Recipes;

/// <summary>
/// One kind of step in a recipe. Runs inside the recipe's transaction, uses the same verbs as editors do, and may run twice: the
/// second time it changes nothing. To add one: derive, register in <see cref="CmsServices"/>, copy a test from
/// <c>tests/Cms.Tests/Recipes</c>.
/// </summary>
public abstract class RecipeStep
{
    /// <summary>The step's name in recipes; compared without case.</summary>
    public abstract string Name { get; }

    /// <summary>Does it. Throws <see cref="RecipeException"/> with what is wrong; the runner adds file and step number.</summary>
    public abstract Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel);

    /// <summary>Gives back the value or stops the recipe with the problem's message.</summary>
    protected static T Require<T>(Outcome<T> outcome) =>
        outcome.Problem is { } problem ? throw new RecipeException(problem.Message) : outcome.Value;

    /// <summary>The objects of the list under this name. Throws when it is missing or something else.</summary>
    protected static IEnumerable<JsonObject> Objects(JsonObject step, string name) =>
        Recipe.Find(step, name) is JsonArray list && list.All(one => one is JsonObject)
            ? list.Cast<JsonObject>()
            : throw new RecipeException($"it needs \"{name}\": a list of objects.");
}

/// <summary>One run of a recipe: what steps need to know and what they report.</summary>
/// <param name="recipe">The recipe.</param>
public sealed class RecipeRun(Recipe recipe)
{
    private readonly List<string> _remarks = [];
    private readonly List<Media.StagedFile> _files = [];

    /// <summary>The recipe.</summary>
    public Recipe Recipe => recipe;

    /// <summary>What people should know although the step succeeded.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Files that are put in place once the transaction is committed.</summary>
    public IReadOnlyList<Media.StagedFile> Files => _files;

    /// <summary>Adds a sentence to the report.</summary>
    public void Remark(string sentence) => _remarks.Add(sentence);

    /// <summary>Hands over a file for after the commit.</summary>
    public void KeepLater(Media.StagedFile file) => _files.Add(file);
}
