using System.Globalization;

namespace Cms.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Guides">Guides in the store.</param>
/// <param name="Seconds">Length of a round.</param>
/// <param name="Rounds">Rounds of a case; the one with the middle rate counts.</param>
/// <param name="Connections">Connections of wrk.</param>
/// <param name="Database">Connection string of an empty PostgreSQL database; null for SQLite.</param>
/// <param name="Folder">Data directory of a site that is filled once and measured again; null for one that is removed afterwards.</param>
/// <param name="Cases">The beginnings of the names of the cases to measure; empty for all.</param>
internal sealed record Settings(int Guides, int Seconds, int Rounds, int Connections, string? Database, string? Folder, IReadOnlyList<string> Cases)
{
    /// <summary>From arguments like <c>guides=1000</c>; throws for one that is none of these.</summary>
    public static Settings Read(string[] args)
    {
        var given = args.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
        var settings = new Settings(Number("guides", 1000), Number("seconds", 10), Number("rounds", 3), Number("connections", 16), Take("database"), Take("folder"), Take("cases")?.Split(',') ?? []);
        return given.Count == 0 ? settings : throw new ArgumentException($"There is no setting {string.Join(", ", given.Keys)}.");

        string? Take(string name) => given.Remove(name, out var value) ? value : null;
        int Number(string name, int otherwise) => Take(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
    }
}
