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

    /// <summary>All definitions together; fragments that nothing spreads too, as validation looks at them.</summary>
    public Size OfAll()
    {
        var all = default(Size);
        foreach (var operation in _document.Definitions.OfType<GraphQLOperationDefinition>())
            all = all.Beside(Of(operation.SelectionSet));

        foreach (var unused in _fragments.Keys.Where(name => !_known.ContainsKey(name)))
            all = all.Beside(Of(unused));
        return all;
    }

    private Size Of(GraphQLSelectionSet? selections)
    {
        var size = default(Size);
        foreach (var selection in selections?.Selections ?? [])
        {
            size = size.Beside(selection switch
            {
                GraphQLField field => Of(field.SelectionSet).Within(field),
                GraphQLInlineFragment inline => Of(inline.SelectionSet),
                GraphQLFragmentSpread spread => Of(spread.FragmentName.Name.StringValue),
                _ => default,
            });
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
        return _known[fragmentName] = Of(fragment.SelectionSet);
    }

    /// <summary>How much a document asks for; counts stop growing long before they overflow.</summary>
    public readonly record struct Size(long Fields, long Aliases, int Depth)
    {
        private const long Enough = int.MaxValue;

        public Size Beside(Size other) =>
            new(Math.Min(Enough, Fields + other.Fields), Math.Min(Enough, Aliases + other.Aliases), Math.Max(Depth, other.Depth));

        public Size Within(GraphQLField field) => new(Fields + 1, Aliases + (field.Alias is null ? 0 : 1), Depth + 1);
    }
}
