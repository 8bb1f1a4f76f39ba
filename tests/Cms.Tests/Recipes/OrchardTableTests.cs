using Cms.Features;
using Cms.Fields;
using Cms.Parts;
using Cms.Recipes;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Recipes;

/// <summary><c>docs/orchard.md</c> says of each step, feature, part and field what the code does. Change the row with the code.</summary>
public sealed class OrchardTableTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "orchard.md"));

    [Fact]
    public async Task Steps()
    {
        await using var cms = new MemoryCms();
        var run = await cms.InScopeAsync(services => Task.FromResult(services.GetServices<RecipeStep>().Select(step => step.Name).ToList()));
        var others = OrchardStep.All.Where(step => !run.Contains(step.Name, StringComparer.OrdinalIgnoreCase));

        var rows = Rows("Steps");

        Assert.Equal(
            run.Select(name => (name, "runs")).Concat(others.Select(step => (step.Name, Word(step.Fate)))).Order(),
            rows.Select(row => (row[0], row[1])).Order());
        foreach (var step in others)
            Assert.Equal(step.Reason, rows.Single(row => row[0] == step.Name)[2]);
    }

    [Fact]
    public void Features()
    {
        var known = Feature.Known.Select(feature => feature.Name).ToList();

        var rows = Rows("Features");

        Assert.Empty(known.Except(rows.Select(row => row[0])));
        Assert.All(rows, row => Assert.Equal((row[0], known.Contains(row[0]) ? "runs" : "reported and skipped"), (row[0], row[1])));
    }

    [Fact]
    public void Parts() => IsTrue("Parts", PartTypes.All.Select(part => part.Name), name => PartTypes.Find(name) is not null);

    [Fact]
    public void Fields() => IsTrue("Fields", FieldTypes.All.Select(field => field.Name), name => FieldTypes.Find(name) is not null);

    private static void IsTrue(string heading, IEnumerable<string> known, Func<string, bool> runs)
    {
        var rows = Rows(heading);

        Assert.Empty(known.Except(rows.Select(row => row[0])));
        Assert.All(rows, row => Assert.Equal((row[0], runs(row[0]) ? "runs" : "kept"), (row[0], row[1])));
    }

    private static string Word(StepFate fate) => fate switch
    {
        StepFate.Waiting => "waiting",
        StepFate.Kept => "kept",
        StepFate.Skipped => "reported and skipped",
        _ => "refused",
    };

    private static List<string[]> Rows(string heading)
    {
        var rows = Document
            .SkipWhile(line => line != $"## {heading}").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim('`', ' ', '|')).ToArray())
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }
}
