using Microsoft.AspNetCore.Components;

namespace Cms.Admin.Components;

/// <summary>Something that is done with many things, one after the other.</summary>
/// <param name="Title">A question: <c>Publish 12 items?</c>.</param>
/// <param name="Explanation">What will happen.</param>
/// <param name="Do">The word on the button.</param>
/// <param name="Things">The ids and names of the things.</param>
/// <param name="Work">Does it with one of them, all of it or nothing, in a scope of its own.</param>
public sealed record ManyAtOnce(string Title, string Explanation, string Do, IReadOnlyList<KeyValuePair<string, string>> Things, Func<IServiceProvider, string, Task<ThingDone>> Work)
{
    /// <summary>It takes something away.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>What is to be chosen before; null for nothing.</summary>
    public RenderFragment? Options { get; init; }

    /// <summary>What still has to be chosen, or null.</summary>
    public Func<string?> Missing { get; init; } = () => null;
}

/// <summary>What became of one of many things.</summary>
/// <param name="Problem">Why it was refused; null when it was done.</param>
/// <param name="Remark">What is to be known although it was done; null for nothing.</param>
public sealed record ThingDone(Problem? Problem, string? Remark = null)
{
    /// <summary>What a verb gave back.</summary>
    public static ThingDone Of<T>(Outcome<T> outcome, Func<T, string?>? remark = null) => outcome.Problem is { } problem ? new ThingDone(problem) : new ThingDone(null, remark?.Invoke(outcome.Value));
}
