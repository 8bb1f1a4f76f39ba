namespace Cms.Recipes;

/// <summary>What a recipe would change; nothing of it was kept.</summary>
/// <param name="Lines">The changes as a text for people, grouped under headings; empty when it would change nothing.</param>
/// <param name="Remarks">What the run would remark.</param>
public sealed record RecipePreview(IReadOnlyList<string> Lines, IReadOnlyList<string> Remarks);
