using System.Globalization;
using Cms.GraphQL;

namespace Cms.Host.Configuration;

/// <summary>What one GraphQL request may ask for: whole numbers, their standards are those of <see cref="GraphQLLimits"/>.</summary>
public sealed class GraphQLSettings
{
    private const string Orchard = "OrchardCore_Apis_GraphQL";
    private const int Least = 1, Most = 1_000_000_000;

    // The parser goes no deeper; a shorter answer could not say what is wrong.
    private const int MostDepth = 100, LeastAnswer = 1_024, LongestTimeout = 3_600, MostResults = 100_000;

    private static readonly GraphQLLimits Standard = new();

    private static readonly string[] OrchardNames = [nameof(MaxDepth), nameof(MaxComplexity), nameof(DefaultNumberOfResults), nameof(MaxNumberOfResults)];

    /// <summary>Bytes of a request's body.</summary>
    public int MaxBodyBytes { get; set; } = Standard.MaxBodyBytes;

    /// <summary>Tokens of a document.</summary>
    public int MaxTokens { get; set; } = Standard.MaxTokens;

    /// <summary>Fields of a document.</summary>
    public int MaxFields { get; set; } = Standard.MaxFields;

    /// <summary>Fields at the root of one operation.</summary>
    public int MaxRootFields { get; set; } = Standard.MaxRootFields;

    /// <summary>Aliases of a document.</summary>
    public int MaxAliases { get; set; } = Standard.MaxAliases;

    /// <summary>How often a document spreads fragments.</summary>
    public int MaxSpreads { get; set; } = Standard.MaxSpreads;

    /// <summary>Directives of a document.</summary>
    public int MaxDirectives { get; set; } = Standard.MaxDirectives;

    /// <summary>Fields within fields.</summary>
    public int MaxDepth { get; set; } = Standard.MaxDepth;

    /// <summary>Values that an answer may be expected to have.</summary>
    public int MaxComplexity { get; set; } = Standard.MaxComplexity;

    /// <summary>Items of a list that does not say how many.</summary>
    public int DefaultNumberOfResults { get; set; } = Standard.DefaultNumberOfResults;

    /// <summary>Items that one list may ask for, and values of one list in a filter.</summary>
    public int MaxNumberOfResults { get; set; } = Standard.MaxNumberOfResults;

    /// <summary>Items of all lists of an answer together.</summary>
    public int MaxItems { get; set; } = Standard.MaxItems;

    /// <summary>Bytes of an answer.</summary>
    public int MaxAnswerBytes { get; set; } = Standard.MaxAnswerBytes;

    /// <summary>Bytes of answers that are kept for each tenant.</summary>
    public int MaxKeptBytes { get; set; } = Standard.MaxKeptBytes;

    /// <inheritdoc cref="GraphQLLimits.MaxKeptPieceBytes"/>
    public int MaxKeptPieceBytes { get; set; } = Standard.MaxKeptPieceBytes;

    /// <summary>One of this many kept answers to visitors is a line in the log.</summary>
    public int KeptAnswersPerLogLine { get; set; } = Standard.KeptAnswersPerLogLine;

    /// <summary>Conditions of one filter.</summary>
    public int MaxConditions { get; set; } = Standard.MaxConditions;

    /// <summary>Seconds that a request may take to come, and to run.</summary>
    public int TimeoutSeconds { get; set; } = (int)Standard.Timeout.TotalSeconds;

    internal GraphQLLimits Limits => new()
    {
        MaxBodyBytes = MaxBodyBytes,
        MaxTokens = MaxTokens,
        MaxFields = MaxFields,
        MaxRootFields = MaxRootFields,
        MaxAliases = MaxAliases,
        MaxSpreads = MaxSpreads,
        MaxDirectives = MaxDirectives,
        MaxDepth = MaxDepth,
        MaxComplexity = MaxComplexity,
        DefaultNumberOfResults = DefaultNumberOfResults,
        MaxNumberOfResults = MaxNumberOfResults,
        MaxItems = MaxItems,
        MaxAnswerBytes = MaxAnswerBytes,
        MaxConditions = MaxConditions,
        MaxKeptBytes = MaxKeptBytes,
        MaxKeptPieceBytes = MaxKeptPieceBytes,
        KeptAnswersPerLogLine = KeptAnswersPerLogLine,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
    };

    /// <summary>Throws for a value that is no number or cannot be meant.</summary>
    internal static void RefuseBadNumbers(IConfigurationSection section)
    {
        foreach (var one in section.GetChildren())
        {
            var (least, most) = RangeOf(one.Key);
            if (!int.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
                throw new ConfigurationException($"{one.Path} \"{one.Value}\" must be a whole number from {least} to {most}.");
        }
    }

    /// <summary>
    /// Takes what the configuration says under Orchard Core's names, at the root or in its section <c>OrchardCore</c>. Throws for a number that cannot be meant, for one that Cms has no use
    /// for, and where both names are used.
    /// </summary>
    internal void ReadOrchardNames(IConfiguration configuration)
    {
        foreach (var section in new[] { configuration.GetSection(Orchard), configuration.GetSection($"OrchardCore:{Orchard}") })
        {
            foreach (var one in section.GetChildren())
            {
                var name = Array.Find(OrchardNames, known => known.Equals(one.Key, StringComparison.OrdinalIgnoreCase))
                    ?? throw new ConfigurationException($"{one.Path} is not a setting of Cms; of {Orchard} it knows {string.Join(", ", OrchardNames)}.");
                if (configuration[$"{CmsSettings.Section}:{nameof(CmsSettings.GraphQL)}:{name}"] is not null)
                    throw new ConfigurationException($"{one.Path} and {CmsSettings.Section}:{nameof(CmsSettings.GraphQL)}:{name} are the same; set one of them.");
            }

            RefuseBadNumbers(section);
            section.Bind(this);
        }

        if (DefaultNumberOfResults > MaxNumberOfResults)
            throw new ConfigurationException($"DefaultNumberOfResults ({DefaultNumberOfResults}) must not be larger than MaxNumberOfResults ({MaxNumberOfResults}).");
    }

    private static (int Least, int Most) RangeOf(string name) => name.ToUpperInvariant() switch
    {
        "MAXDEPTH" => (Least, MostDepth),
        "MAXANSWERBYTES" => (LeastAnswer, Most),
        "TIMEOUTSECONDS" => (Least, LongestTimeout),
        "MAXNUMBEROFRESULTS" or "DEFAULTNUMBEROFRESULTS" => (Least, MostResults),
        _ => (Least, Most),
    };
}
