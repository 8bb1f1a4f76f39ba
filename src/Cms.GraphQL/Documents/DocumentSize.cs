using GraphQLParser.AST;

namespace Cms.GraphQL.Documents;

/// <summary>Counts the fields of a document as if every fragment were written out where it is spread. Each fragment is looked at once.</summary>
internal sealed class DocumentSize
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Size> _known = new(StringComparer.Ordinal);
    private readonly GraphQLDocument _document;

    public DocumentSize(GraphQLDocument document)
    {
        _document = document;
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            _fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
    }

    /// <summary>How often a fragment is spread, as the document is written; known after <see cref="OfAll"/>.</summary>
    public int Spreads { get; private set; }

    /// <summary>All definitions together; fragments that nothing spreads too, as validation looks at them. Of fields at the root those of the operation that has most.</summary>
    public Size OfAll()
    {
        var all = default(Size);
        foreach (var operation in _document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            all = all.Beside(Of(operation.SelectionSet).With(operation.Directives), Math.Max);
            foreach (var variable in operation.Variables?.Items ?? [])
                all = all.With(variable.Directives);
        }

        foreach (var unused in _fragments.Keys.Where(name => !_known.ContainsKey(name)).ToList())
            all = all.Beside(Of(unused), Math.Max);
        return all;
    }

    private Size Of(GraphQLSelectionSet? selections)
    {
        var size = default(Size);
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is GraphQLFragmentSpread)
                Spreads++;
            var one = selection switch
            {
                GraphQLField field => Of(field.SelectionSet).Within(field),
                GraphQLInlineFragment inline => Of(inline.SelectionSet),
                GraphQLFragmentSpread spread => Of(spread.FragmentName.Name.StringValue),
                _ => default,
            };
            size = size.Beside(one.With((selection as IHasDirectivesNode)?.Directives), Sum);
        }

        return size;
    }

    private Size Of(string fragmentName)
    {
        if (_known.TryGetValue(fragmentName, out var known))
            return known;

        if (!_fragments.TryGetValue(fragmentName, out var fragment))
            return default;

        // A fragment that spreads itself counts as empty there; validation refuses it.
        _known[fragmentName] = default;
        return _known[fragmentName] = Of(fragment.SelectionSet).With(fragment.Directives);
    }

    private static long Sum(long one, long other) => Math.Min(Size.Enough, one + other);

    /// <summary>How much a document asks for; counts stop growing long before they overflow.</summary>
    /// <param name="Fields">All fields.</param>
    /// <param name="TopFields">Those that are in no other.</param>
    /// <param name="Aliases">Those under another name.</param>
    /// <param name="Directives">All directives.</param>
    /// <param name="Depth">How deep fields lie in fields.</param>
    public readonly record struct Size(long Fields, long TopFields, long Aliases, long Directives, int Depth)
    {
        public const long Enough = int.MaxValue;

        public Size Beside(Size other, Func<long, long, long> top) => new(
            Sum(Fields, other.Fields), top(TopFields, other.TopFields), Sum(Aliases, other.Aliases), Sum(Directives, other.Directives), Math.Max(Depth, other.Depth));

        public Size Within(GraphQLField field) => new(Fields + 1, 1, Aliases + (field.Alias is null ? 0 : 1), Directives, Depth + 1);

        public Size With(GraphQLDirectives? directives) => directives is null ? this : this with { Directives = Sum(Directives, directives.Count) };
    }
}
