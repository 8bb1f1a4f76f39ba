using Cms.Queries;

namespace Cms.GraphQL;

/// <summary>
/// What one GraphQL request may ask for. What the document alone tells is checked before validation, which is slow on big documents; what variables and lists may make of it before anything
/// is read.
/// </summary>
public sealed record GraphQLLimits
{
    /// <summary>Bytes of a request's body.</summary>
    public int MaxBodyBytes { get; init; } = 256 * 1024;

    /// <summary>Tokens of a document.</summary>
    public int MaxTokens { get; init; } = 5_000;

    /// <summary>Fields of a document; those of a fragment count wherever it is spread.</summary>
    public int MaxFields { get; init; } = 500;

    /// <summary>Fields of the root of one operation, counted like <see cref="MaxFields"/>: each asks the database by itself.</summary>
    public int MaxRootFields { get; init; } = 20;

    /// <summary>Fields under another name, counted like <see cref="MaxFields"/>: each may repeat a whole list.</summary>
    public int MaxAliases { get; init; } = 50;

    /// <summary>How often fragments are spread in a document as it is written: validation compares each with each.</summary>
    public int MaxSpreads { get; init; } = 100;

    /// <summary>Directives, counted like <see cref="MaxFields"/>.</summary>
    public int MaxDirectives { get; init; } = 50;

    /// <summary>Fields within fields. The standard introspection query has 15 levels.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Values that an answer may be expected to have: a list counts as many times as it may have items (<c>first</c>, or a standard), lists in lists multiply.</summary>
    public int MaxComplexity { get; init; } = 250_000;

    /// <summary>Items of a list that does not say how many.</summary>
    public int DefaultNumberOfResults { get; init; } = 100;

    /// <summary>Items that one list may ask for, and values of one <c>_in</c> filter.</summary>
    public int MaxNumberOfResults { get; init; } = 1_000;

    /// <summary>Items of all lists of an answer together, those inside other items included.</summary>
    public int MaxItems { get; init; } = 100_000;

    /// <summary>Bytes of an answer.</summary>
    public int MaxAnswerBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Conditions of one <c>where</c>.</summary>
    public int MaxConditions { get; init; } = 200;

    /// <summary>How long a request may take to come, and how long it may run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of answers that are kept for each tenant.</summary>
    public int MaxKeptBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of one answer that is kept.</summary>
    public int MaxKeptAnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of pieces of answers, each for one version of an item, that are kept for each tenant; 0 leaves all answers to GraphQL.NET.</summary>
    public int MaxKeptPieceBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>One of this many kept answers that visitors get is a line in the log; 1 logs each.</summary>
    public int KeptAnswersPerLogLine { get; init; } = 100;

    /// <summary>Validated documents kept for each tenant.</summary>
    public int MaxKeptDocuments { get; init; } = 200;

    /// <summary>Those that whoever writes a query may meet.</summary>
    public IReadOnlyList<QueryLimit> ForWriters() =>
    [
        new(nameof(MaxBodyBytes), MaxBodyBytes), new(nameof(MaxTokens), MaxTokens), new(nameof(MaxFields), MaxFields), new(nameof(MaxRootFields), MaxRootFields), new(nameof(MaxAliases), MaxAliases),
        new(nameof(MaxSpreads), MaxSpreads), new(nameof(MaxDirectives), MaxDirectives), new(nameof(MaxDepth), MaxDepth), new(nameof(MaxComplexity), MaxComplexity),
        new(nameof(DefaultNumberOfResults), DefaultNumberOfResults), new(nameof(MaxNumberOfResults), MaxNumberOfResults), new(nameof(MaxItems), MaxItems), new(nameof(MaxAnswerBytes), MaxAnswerBytes),
        new(nameof(MaxConditions), MaxConditions), new(nameof(Timeout), (int)Timeout.TotalSeconds),
    ];
}
