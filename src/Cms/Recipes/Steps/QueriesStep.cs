using System.Text.Json.Nodes;
using Cms.Queries;

namespace Cms.Recipes.Steps;

/// <summary>
/// Gives GraphQL documents their names: <c>{"name":"Queries","Queries":[{"Source":"GraphQL","Name":"LatestGuides","Template":"{ ... }"}]}</c>. Entries
/// of Orchard Core's other sources are kept and exported again, never run.
/// </summary>
public sealed class QueriesStep(SaveNamedQueries save) : RecipeStep
{
    /// <summary>The step's name, and that of its list.</summary>
    public const string StepName = "Queries";

    /// <summary>The source of entries that are run.</summary>
    public const string GraphQL = "GraphQL";

    private const string Reason = "SQL and search queries would open the tables; GraphQL documents take their place";

    private static readonly string[] Known = ["Source", "Name", NamedQueries.Template];

    public override string Name => StepName;

    public override bool Runs(JsonObject step) => EntriesIn(step).Any(IsGraphQL);

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var entries = Objects(step, StepName).ToLookup(IsGraphQL);
        var queries = entries[true].Select(entry => Read(entry, run)).ToList();
        if (queries.Count > 0)
            Require(await save.RunAsync(queries, cancel));

        var others = entries[false].ToList();
        if (others.Count > 0)
        {
            run.Remark($"{StepName}: {string.Join(", ", others.Select(Describe))} kept and not run: {Reason}.");
            run.KeepStep(StepName, new WaitingStep(run.Recipe.Name, StepName, Reason, With(step, others)));
        }
    }

    /// <summary>The step that makes these documents and has these kept steps' entries; null when there is nothing to say.</summary>
    internal static JsonObject? Write(IEnumerable<NamedQuery> queries, IEnumerable<WaitingStep> kept)
    {
        var entries = queries
            .Select(query => new JsonObject { ["Source"] = GraphQL, [nameof(NamedQuery.Name)] = query.Name, [NamedQueries.Template] = query.Document })
            .Concat(kept.SelectMany(step => EntriesIn(step.Step)));
        var step = With(new JsonObject { ["name"] = StepName }, entries);
        return step[StepName]!.AsArray().Count > 0 ? step : null;
    }

    private static IEnumerable<JsonObject> EntriesIn(JsonObject step) => (JsonText.FindMember(step, StepName) as JsonArray ?? []).OfType<JsonObject>();

    private static bool IsGraphQL(JsonObject entry) => GraphQL.Equals(Recipe.FindText(entry, "Source"), StringComparison.OrdinalIgnoreCase);

    private static NamedQuery Read(JsonObject entry, RecipeRun run)
    {
        var name = Recipe.FindText(entry, "Name") ?? throw new RecipeException("a query has no Name.");
        var template = Recipe.FindText(entry, NamedQueries.Template)
            ?? throw new RecipeException($"{name} has no {NamedQueries.Template}, which is the text of a GraphQL document.");
        var others = entry.Select(member => member.Key).Except(Known, StringComparer.OrdinalIgnoreCase).ToList();
        if (others.Count > 0)
            run.Remark($"{StepName}: {string.Join(", ", others)} of {name} left out, as they say nothing of a GraphQL document.");
        return new NamedQuery(name, template);
    }

    private static string Describe(JsonObject entry) => $"{Recipe.FindText(entry, "Name") ?? "one without a name"} ({Recipe.FindText(entry, "Source") ?? "no source"})";

    private static JsonObject With(JsonObject step, IEnumerable<JsonObject> entries)
    {
        var written = new JsonObject(step
            .Where(member => !member.Key.Equals(StepName, StringComparison.OrdinalIgnoreCase))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        written[StepName] = new JsonArray([.. entries.Select(entry => entry.DeepClone())]);
        return written;
    }
}
