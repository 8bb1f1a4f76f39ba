namespace Cms.Queries;

/// <summary>A limit to what one GraphQL request may ask for.</summary>
/// <param name="Name">Its name in the settings of the program: <c>MaxDepth</c>.</param>
/// <param name="Value">How much; of a time, in seconds.</param>
public sealed record QueryLimit(string Name, int Value);

/// <summary>Shows the limits. Given by Cms.GraphQL, as the product knows no GraphQL.</summary>
public delegate IReadOnlyList<QueryLimit> ListQueryLimits();
