using System.Globalization;

namespace Cms.Benchmarks;

/// <summary>How much is measured.</summary>
internal sealed record Settings(int Guides, int Seconds, int Rounds, int Clients)
{
    /// <summary>From arguments like <c>guides=1000</c>.</summary>
    public static Settings Read(string[] args)
    {
        return new Settings(Of("guides", 1000), Of("seconds", 5), Of("rounds", 3), Of("clients", 8));

        int Of(string name, int otherwise) =>
            args.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal)) is { } given
                ? int.Parse(given[(name.Length + 1)..], CultureInfo.InvariantCulture)
                : otherwise;
    }
}
