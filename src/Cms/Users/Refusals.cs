namespace Cms.Users;

/// <summary>
/// Which rules refused something that a request asked for, by their short names. Where an answer's status does not say it, whoever refuses adds the rule here, and
/// whoever answers the request logs all of them in one place.
/// </summary>
public sealed class Refusals
{
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    /// <summary>The rules, each once.</summary>
    public IReadOnlyCollection<string> Rules => _rules;

    /// <summary>Adds a rule, such as <c>permission</c>; never anything that the request said.</summary>
    public void Add(string rule) => _rules.Add(rule);
}
