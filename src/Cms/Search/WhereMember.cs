using System.Globalization;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>What one member of a <c>where</c> object means.</summary>
public abstract record WhereMember
{
    /// <summary>The fields that the answer would tell of and that have permissions of their own.</summary>
    public IReadOnlyList<GuardedField> Guarded { get; init; } = [];

    /// <summary>The name in queries that what it is about has now, when this is a member of a former name; else null.</summary>
    public string? RenamedTo { get; init; }

    /// <summary>True when whoever may ask by the fields that this says may be told that there is such a member.</summary>
    /// <param name="refuseAsking">Null for a field that the caller may ask by; else why not.</param>
    public bool MayBeNamed(Func<GuardedField, Problem?> refuseAsking) => Guarded.All(field => refuseAsking(field) is null);

    /// <summary>
    /// The condition for the value that the query gives, which may be null. Throws <see cref="WhereException"/> when the caller may not ask so, before
    /// anything is looked at.
    /// </summary>
    public ValueTask<ContentFilter> ReadAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        foreach (var field in Guarded)
        {
            if (question.RefuseAsking(field) is { } refused)
                throw new WhereException(refused.Message, refused);
        }

        return ReadAllowedAsync(value, question, cancel);
    }

    /// <summary>The condition, once the caller may ask for it.</summary>
    protected abstract ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel);
}

/// <summary>A comparison of one value of an item.</summary>
/// <param name="Subject">What is compared: the member's name without its operator.</param>
/// <param name="Make">Makes the condition, such as a <see cref="ColumnIs"/>.</param>
/// <param name="Comparison">How values are compared.</param>
/// <param name="IsNegated">The member's name has <c>_not</c>.</param>
/// <param name="Kind">What the values are; an empty text counts as missing.</param>
public sealed record WhereComparison(string Subject, Func<Comparison, object?, ContentFilter> Make, Comparison Comparison, bool IsNegated, FieldValueKind Kind) : WhereMember
{
    /// <summary>The values are ids.</summary>
    public bool IsId { get; init; }

    /// <summary>What the values are to whoever asks, where <see cref="Kind"/> says less: a day, a time.</summary>
    public ScalarKind? Form { get; init; }

    /// <summary>The field whose value it is, when lists can be ordered by it; else null.</summary>
    public FieldPath? Order { get; init; }

    private bool IsText => Kind == FieldValueKind.Text;

    /// <inheritdoc/>
    protected override ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        var filter = Comparison switch
        {
            Comparison.In => OneOf(value as IEnumerable<object?> ?? [], question),
            Comparison.Equal => IsEqual(value),

            // Nothing contains, begins with or is greater than a missing value.
            _ => value is null ? new AnyOf([]) : Make(Comparison, Comparable(value)),
        };
        return new(IsNegated ? new Not(filter) : filter);
    }

    private ContentFilter IsEqual(object? value) => value switch
    {
        null when IsText => new AnyOf([Make(Comparison.Equal, null), Make(Comparison.Equal, "")]),
        null => Make(Comparison.Equal, null),
        TimeOnly time => Make(Comparison.In, TimesOfDay.Written(time)),
        _ => Make(Comparison.Equal, Comparable(value)),
    };

    private ContentFilter OneOf(IEnumerable<object?> values, WhereQuestion question)
    {
        var present = new List<object?>();
        var alsoMissing = false;
        foreach (var value in values)
        {
            if (value is null)
                alsoMissing = true;
            else if (value is TimeOnly time)
                present.AddRange(TimesOfDay.Written(time));
            else
                present.Add(Comparable(value));
        }

        if (present.Count > question.MaxValues)
            throw new WhereException($"A list in where may have {question.MaxValues} values at most, not {present.Count}.");

        var isPresent = Make(Comparison.In, present);
        return alsoMissing ? new AnyOf([isPresent, IsEqual(null)]) : isPresent;
    }

    // An ID may be written as a number.
    private object Comparable(object value) => value switch
    {
        TimeOnly time => TimesOfDay.Written(time, Comparison),
        _ when IsText => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateTime { Kind: DateTimeKind.Local } local => local.ToUniversalTime(),
        DateTime { Kind: DateTimeKind.Unspecified } moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc),
        _ => value,
    };
}

/// <summary>Whether a field has a value at all; an empty text is none.</summary>
/// <param name="Subject">The field's name in queries.</param>
/// <param name="Field">Where its value lies.</param>
public sealed record WhereIsNull(string Subject, FieldPath Field) : WhereMember
{
    /// <summary>How the names of these members end.</summary>
    public const string Suffix = "_is_null";

    /// <inheritdoc/>
    protected override ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        ContentFilter isMissing = new FieldIs(Field, Comparison.Equal, null);
        return new(value switch
        {
            true => isMissing,
            false => new Not(isMissing),

            // A client that leaves the question open asks nothing.
            _ => new AllOf([]),
        });
    }
}

/// <summary>Terms by their names.</summary>
/// <param name="TaxonomyContentItemId">The taxonomy of the field; null when its settings name none, and then nothing matches.</param>
public sealed record WhereTerms(string? TaxonomyContentItemId) : WhereMember
{
    /// <summary>Fields of terms with alternative names that need a permission; to whoever lacks it the terms have none.</summary>
    public IReadOnlyList<GuardedField> GuardedAlternatives { get; init; } = [];

    /// <summary>Has the term of this name, or where no term has it, of this alternative name.</summary>
    public const string Contains = "contains";

    /// <summary>Has at least one of the terms of these names.</summary>
    public const string ContainsAny = "contains_any";

    /// <inheritdoc/>
    protected override async ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        if (value is not IDictionary<string, object?> conditions || TaxonomyContentItemId is null)
            return new AnyOf([]);

        var seesAlternatives = GuardedAlternatives.All(field => question.RefuseAsking(field) is null);
        var terms = await question.TermsOfAsync(TaxonomyContentItemId, cancel);
        var filters = new List<ContentFilter>();
        if (conditions.TryGetValue(Contains, out var name))
            filters.Add(HasOneOf([name]));
        if (conditions.TryGetValue(ContainsAny, out var names))
            filters.Add(HasOneOf(names as IEnumerable<object?> ?? []));
        return new AllOf(filters);

        IEnumerable<string> Called(string name)
        {
            var exactly = terms.Values.Where(term => term.DisplayText == name).Select(term => term.ContentItemId).ToList();
            return exactly.Count > 0 || !seesAlternatives ? exactly : terms.Values.Where(term => term.AlternativeNames.Contains(name)).Select(term => term.ContentItemId);
        }

        ContentFilter HasOneOf(IEnumerable<object?> names)
        {
            var wanted = names.OfType<string>().ToHashSet(StringComparer.Ordinal);
            var ids = wanted.SelectMany(name => Called(name)).Distinct(StringComparer.Ordinal).ToList();
            return ids.Count == 0 ? new AnyOf([]) : new HasTerm(TaxonomyContentItemId, ids);
        }
    }
}

/// <summary>Conditions on what one part says.</summary>
/// <param name="Members">What its members mean.</param>
public sealed record WherePart(IReadOnlyDictionary<string, WhereMember> Members) : WhereMember
{
    /// <inheritdoc/>
    protected override async ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        if (value is not IDictionary<string, object?> conditions)
            return new AnyOf([]);

        var filters = new List<ContentFilter>();
        foreach (var (name, condition) in conditions)
            filters.Add(await Members[name].ReadAsync(condition, question, cancel));
        return new AllOf(filters);
    }
}
