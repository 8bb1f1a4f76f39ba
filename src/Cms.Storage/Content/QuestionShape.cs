using System.Globalization;
using System.Text;
using Cms.Content;

namespace Cms.Storage.Content;

/// <summary>
/// What questions for lists have in common that differ by values only: they are one SQL statement with other parameters. Not all questions have a shape: those about fields and other
/// items, with missing values or with lists of values are translated each time.
/// </summary>
internal sealed class QuestionShape
{
    // Outside of what anybody asks, and no name of a content type, so that EF Core's parameters tell which value each of them is.
    private const int FirstMark = 1_900_000_001;
    private const int SkipMark = 1_900_000_002;
    private const string FewMark = "few\n";

    private readonly StringBuilder _key = new(200);
    private readonly List<object> _values = [];

    private QuestionShape()
    {
    }

    /// <summary>Equal for questions of the same shape.</summary>
    public string Key => _key.ToString();

    /// <summary>The values of the question, in order: those of its conditions as SQL takes them, how many, how many to leave out.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>The shape of the question; null when it has none.</summary>
    public static QuestionShape? Of(ContentQuery query)
    {
        var shape = new QuestionShape();
        shape._key.Append(query.ContentType).Append('\n').Append((int)query.Status);
        if (query.Where is { } where && !shape.Add(where))
            return null;

        foreach (var key in query.OrderBy)
        {
            if (key.Field is not null)
                return null;
            shape._key.Append(key.Descending ? '-' : '+').Append((int)key.Column);
        }

        shape._values.Add(query.First);
        shape._values.Add(query.Skip);
        return shape;
    }

    /// <summary>Lets the question be answered among a few versions; which they are is its last value.</summary>
    public void AddCandidates(Candidates few)
    {
        _key.Append("\nfew");
        _values.Add(few.Versions);
    }

    /// <summary>The same question with a mark of its own in place of each value, and these marks as SQL takes them.</summary>
    public static (ContentQuery Question, Candidates? Few, IReadOnlyList<object> Marks) Marked(ContentQuery query, Candidates? few)
    {
        var next = 0;
        var marked = query with { Where = query.Where is { } where ? Marked(where, ref next) : null, First = FirstMark, Skip = SkipMark };
        var shape = Of(marked)!;
        few = few is null ? null : few with { Versions = FewMark };
        if (few is not null)
            shape.AddCandidates(few);
        return (marked, few, shape.Values);
    }

    private bool Add(ContentFilter filter) => filter switch
    {
        AllOf all => AddAll('&', all.Filters),
        AnyOf any => AddAll('|', any.Filters),
        Not not => AddAll('!', [not.Filter]),
        ColumnIs column => Add('c', (int)column.Column, column.Comparison, column.Value),
        PathIs path => Add('p', 0, path.Comparison, path.Value),
        PartValueIs part => Add('v', (int)part.Column, part.Comparison, part.Value),
        HasTerm { TermContentItemIds: [var term] } terms => Add('t', 0, Comparison.Equal, terms.TaxonomyContentItemId) && Add('t', 1, Comparison.Equal, term),
        _ => false,
    };

    private bool AddAll(char kind, IReadOnlyList<ContentFilter> filters)
    {
        _key.Append(kind).Append('(');
        foreach (var filter in filters)
        {
            if (!Add(filter))
                return false;
        }

        _key.Append(')');
        return true;
    }

    private bool Add(char kind, int what, Comparison comparison, object? value)
    {
        _key.Append(kind).Append(what).Append('.').Append((int)comparison);
        switch (value)
        {
            // Two values do not tell which parameter they are, and two statements are not many.
            case bool truth:
                _key.Append(truth ? 'T' : 'F');
                return true;
            case string text:
                _key.Append('s');
                _values.Add(comparison is Comparison.Contains or Comparison.StartsWith or Comparison.EndsWith ? ContentFilterSql.Pattern(comparison, text) : text);
                return true;
            case DateTime moment:
                _key.Append('d');
                _values.Add(moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : DateTime.SpecifyKind(moment, DateTimeKind.Utc));
                return true;
            default:
                return false;
        }
    }

    private static ContentFilter Marked(ContentFilter filter, ref int next) => filter switch
    {
        AllOf all => new AllOf(Marked(all.Filters, ref next)),
        AnyOf any => new AnyOf(Marked(any.Filters, ref next)),
        Not not => new Not(Marked(not.Filter, ref next)),
        ColumnIs column => column with { Value = Mark(column.Value, ref next) },
        PathIs path => path with { Value = Mark(path.Value, ref next) },
        PartValueIs part => part with { Value = Mark(part.Value, ref next) },
        HasTerm terms => new HasTerm((string)Mark(terms.TaxonomyContentItemId, ref next)!, [(string)Mark(terms.TermContentItemIds[0], ref next)!]),
        _ => throw new ArgumentException($"A question with {filter.GetType().Name} has no shape.", nameof(filter)),
    };

    private static ContentFilter[] Marked(IReadOnlyList<ContentFilter> filters, ref int next)
    {
        var marked = new ContentFilter[filters.Count];
        for (var index = 0; index < marked.Length; index++)
            marked[index] = Marked(filters[index], ref next);
        return marked;
    }

    private static object? Mark(object? value, ref int next) => value switch
    {
        string => "mark" + (++next).ToString(CultureInfo.InvariantCulture) + "\n",
        DateTime => DateTime.UnixEpoch.AddTicks(++next),
        _ => value,
    };
}
