using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Search;

namespace Cms.Modeling;

/// <summary>A name of the GraphQL API.</summary>
/// <param name="Owner">The type that has it; <c>Query</c> for what is asked for first; empty for the name of a type itself.</param>
/// <param name="Name">The name.</param>
/// <param name="Former">The names before, under which it is given too unless something else has them.</param>
internal sealed record GraphQLEntry(string Owner, string Name, IReadOnlyList<string> Former);

/// <summary>
/// The names that the GraphQL API gives to what definitions define, by the same rules as the schema, so that a plan can tell them before there is such a schema. A test holds both together.
/// </summary>
internal sealed class GraphQLEntries
{
    private const string Query = "Query", Site = "Site";

    private readonly ContentDefinitions _definitions;
    private readonly List<GraphQLEntry> _all = [];
    private readonly Dictionary<(string, string), string> _taken = [];
    private readonly Dictionary<string, bool> _parts = new(StringComparer.Ordinal);
    private readonly List<string> _leftOut = [];

    private GraphQLEntries(ContentDefinitions definitions)
    {
        _definitions = definitions;
        foreach (var name in ReservedNames.GraphQLTypes)
            _taken[("", name)] = "the schema itself";
        foreach (var type in definitions.Types.Where(type => !type.IsHiddenFromGraphQL && TakeType(type)).ToList())
            AddMembers(type);
    }

    /// <summary>All names.</summary>
    public IReadOnlyList<GraphQLEntry> All => _all;

    /// <summary>What has no name because something else has it, a sentence each.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>The names of these definitions.</summary>
    public static GraphQLEntries Of(ContentDefinitions definitions) => new(definitions);

    private bool TakeType(ContentType type)
    {
        if (!Take("", type.Name, type.FormerGraphQLNames, $"content type {type.Name}"))
            return false;

        var list = WhereMembers.NameOf(type.Name);
        var former = type.FormerGraphQLNames.Select(WhereMembers.NameOf).ToList();
        if (type.IsCustomSettings)
            Take(Site, list, former, $"content type {type.Name}");

        if (type.HasList)
        {
            Take(Query, list, former, $"content type {type.Name}");
            Take(Query, Pages(list), [.. former.Select(Pages)], $"content type {type.Name}");
        }

        return true;
    }

    private void AddMembers(ContentType type)
    {
        foreach (var name in ItemMembers.Names.Where(name => name != "Id").Select(WhereMembers.NameOf).Append("render"))
            _taken[(type.Name, name)] = "every item";

        foreach (var attached in MenuItemsListPart.PartsOf(type).Where(part => !part.IsHiddenFromGraphQL))
        {
            AddPart(type, attached);
            AddFields(type, attached);
        }
    }

    private void AddPart(ContentType type, TypePart attached)
    {
        var owner = $"part {attached.Name} of {type.Name}";
        switch (PartTypes.Find(attached.PartName)?.Shape)
        {
            case null or NoShape:
                return;
            case PathShape path:
                Take(type.Name, WhereMembers.NameOf(path.Member), [], owner);
                return;
            case FormattedTextShape text when attached.CollapsesInGraphQL:
                if (text.Format == TextFormat.Markdown)
                    Take(type.Name, "markdown", [], owner);
                foreach (var name in text.Beside.Select(member => WhereMembers.NameOf(member.Name)).Prepend("html"))
                    Take(type.Name, name, [], owner);
                return;
            case MembersShape group when attached.CollapsesInGraphQL:
                foreach (var member in group.Members)
                    Take(type.Name, WhereMembers.NameOf(member.Name), [], owner);
                return;
            case ContainedItemsShape when attached.CollapsesInGraphQL && BagPart.AllowedTypes(attached) is [var only] && _definitions.FindType(only) is { IsHiddenFromGraphQL: false }:
                if (TakePart(type, attached, owner))
                    Take(type.Name, Pages(WhereMembers.NameOfPart(attached.Name)), [.. attached.FormerGraphQLNames.Select(WhereMembers.NameOfPart).Select(Pages)], owner);
                return;
            default:
                TakePart(type, attached, owner);
                return;
        }
    }

    private void AddFields(ContentType type, TypePart attached)
    {
        var isOnItem = attached.Name == type.Name || attached.CollapsesInGraphQL;
        var fields = _definitions.FieldsOf(attached.PartName).Where(one => !one.IsHiddenFromGraphQL && FieldTypes.Find(one.FieldName) is not null).ToList();
        if (fields.Count == 0 || (!isOnItem && !(IsObject(attached.PartName, fields) && TakePart(type, attached, $"part {attached.Name} of {type.Name}"))))
            return;

        if (isOnItem)
            AddFields(type.Name, attached.PartName, fields);
    }

    // A part that several types have is one type of its own there.
    private bool IsObject(string part, IReadOnlyList<PartField> fields)
    {
        if (_parts.TryGetValue(part, out var isShown))
            return isShown;

        if (_parts[part] = Take("", part, _definitions.FindPart(part)!.FormerGraphQLNames, $"part {part}"))
            AddFields(part, part, fields);
        return _parts[part];
    }

    private void AddFields(string owner, string part, IReadOnlyList<PartField> fields)
    {
        foreach (var one in fields)
            Take(owner, WhereMembers.NameOf(one.Name), [.. one.FormerGraphQLNames.Select(WhereMembers.NameOf)], $"field {one.Name} of part {part}");
    }

    private bool TakePart(ContentType type, TypePart attached, string owner) =>
        Take(type.Name, WhereMembers.NameOfPart(attached.Name), [.. attached.FormerGraphQLNames.Select(WhereMembers.NameOfPart)], owner);

    private bool Take(string owner, string name, IReadOnlyList<string> former, string what)
    {
        if (_taken.TryAdd((owner, name), what))
        {
            _all.Add(new(owner, name, former));
            return true;
        }

        _leftOut.Add($"GraphQL leaves out {what}: the name {(owner.Length == 0 ? "" : $"{owner}.")}{name} belongs to {_taken[(owner, name)]} already. Choose another name where it matters.");
        return false;
    }

    private static string Pages(string list) => list + "Connection";
}
