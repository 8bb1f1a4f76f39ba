using System.Text.Json;
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

    /// <summary>What it takes to run it, beside the permission to run recipes; null where the verbs that it uses ask themselves.</summary>
    public virtual string? Needs => null;

    /// <summary>False when Cms runs nothing of this step, so that it stays where it is kept.</summary>
    public virtual bool Runs(JsonObject step) => true;

    /// <summary>Does it. Throws <see cref="RecipeException"/> with what is wrong; the runner adds file and step number.</summary>
    public abstract Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel);

    /// <summary>Gives back the value or stops the recipe with the problem's message.</summary>
    protected static T Require<T>(Outcome<T> outcome) =>
        outcome.Problem is { } problem ? throw new RecipeException(problem.Message) : outcome.Value;

    /// <summary>The texts of the list under this name; none when it is missing. Throws when it is something else.</summary>
    /// <param name="step">The step.</param>
    /// <param name="member">The list's name.</param>
    /// <param name="what">What the texts are, for the message.</param>
    protected static List<string> Texts(JsonObject step, string member, string what) => JsonText.FindMember(step, member) switch
    {
        null => [],
        JsonArray list when list.All(text => text?.GetValueKind() == JsonValueKind.String) => [.. list.Select(text => text!.GetValue<string>())],
        _ => throw new RecipeException($"\"{member}\" must be a list of {what}."),
    };

    /// <summary>The texts of the list under this name, or the words of the text under it, parted by spaces, commas or lines; none when it is missing.</summary>
    protected static List<string> Words(JsonObject step, string member, string what) => JsonText.FindMember(step, member) is JsonValue value && value.TryGetValue(out string? text)
        ? [.. text.Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)]
        : Texts(step, member, what);

    /// <summary>Copies of the step's members but its name.</summary>
    protected static JsonObject Members(JsonObject step) => new(step
        .Where(member => !member.Key.Equals("name", StringComparison.OrdinalIgnoreCase))
        .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    /// <summary>The objects of the list under this name. Throws when it is missing or something else.</summary>
    protected static IEnumerable<JsonObject> Objects(JsonObject step, string name) =>
        JsonText.FindMember(step, name) is JsonArray list && list.All(one => one is JsonObject)
            ? list.Cast<JsonObject>()
            : throw new RecipeException($"it needs \"{name}\": a list of objects.");
}
