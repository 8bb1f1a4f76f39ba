using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.GraphQL.Documents;
using Cms.GraphQL.Resolving;
using Cms.Parts;
using Cms.Search;
using GraphQL.Conversion;
using GraphQL.Types;
using FieldTypes = Cms.Fields.FieldTypes;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>Builds the schema of a tenant from its definitions: names are given out first, then types are filled, then the roots.</summary>
internal sealed class SchemaBuilder
{
    private readonly ContentDefinitions _definitions;
    private readonly bool _filtersAllFields;
    private readonly SchemaNames _names = new();
    private readonly ItemTypes _items = new();
    private readonly ConnectionTypes _connections = new();
    private readonly ShapeFields _shapes;
    private readonly RootFields _roots;
    private readonly RelatedFields _related;
    private readonly List<ContentType> _shown = [];
    private readonly Dictionary<string, bool> _inside = new(StringComparer.Ordinal);

    // Done last: whoever has a name comes before what only stands beside something else, and before who had the name.
    private readonly List<Action> _besides = [];
    private readonly List<Action> _formerNames = [];
    private readonly Dictionary<string, (ObjectGraphType? Type, IReadOnlyList<PartField> Fields)> _parts = new(StringComparer.Ordinal);

    private SchemaBuilder(ContentDefinitions definitions, bool filtersAllFields)
    {
        (_definitions, _filtersAllFields) = (definitions, filtersAllFields);
        var users = new UserFields();
        _shapes = new ShapeFields(_items, users, definitions, _connections);
        _related = new RelatedFields(definitions, _items);
        _roots = new RootFields(_definitions, _items, _names, _shapes.Status, users, _connections);
    }

    /// <summary>The schema, what was left out of it, and what its types were called before.</summary>
    /// <param name="definitions">What is shown.</param>
    /// <param name="filtersAllFields">Lists are filtered by fields that are not marked as indexed, too.</param>
    public static Built Build(ContentDefinitions definitions, bool filtersAllFields)
    {
        var builder = new SchemaBuilder(definitions, filtersAllFields);
        var schema = builder.Build();
        return new Built(schema, builder._names.Warnings, new FormerTypeNames(builder.FormerTypesOf(schema)));
    }

    private Schema Build()
    {
        foreach (var type in _definitions.Types.Where(type => !type.IsHiddenFromGraphQL))
        {
            if (_roots.TakeNames(type))
            {
                _items.Add(type.Name, $"Content of the type {type.DisplayName}.");
                _shown.Add(type);
            }
        }

        if (_shown.Any(HasMenuItems) && _names.TakeTypes("what items of menus have in common", SchemaNames.MenuItem))
            _items.AddMenuItems();
        foreach (var type in _shown)
            Fill(type, _items.Find(type.Name)!);
        foreach (var type in _shown.Where(type => type.Stereotype == ContentType.MenuItem))
            _items.LetStandInMenus(type.Name);
        var related = new RelatedInputs(_roots, _names, new AskedDefinitions(_definitions, _filtersAllFields, IsShown) { ByFormerNames = true });
        foreach (var type in _shown)
            related.AddTo(type);
        foreach (var addLast in _besides.Concat(_formerNames))
            addLast();
        foreach (var type in _shown)
        {
            related.AddFormerNames(type);
            _roots.AddFormerNames(type);
        }

        var schema = new Schema
        {
            Query = _roots.Query,
            Description = "The content of this site.",
            Filter = new VisibleFields(),
            Features = { DeprecationOfInputValues = true },

            // The standard one would make aND of AND.
            NameConverter = DefaultNameConverter.Instance,
        };

        // Types that no field leads to are still given out by fields of the interface.
        foreach (var type in _items.All)
            schema.RegisterType(type);
        schema.Initialize();
        return schema;
    }

    private static bool HasMenuItems(ContentType type) => MenuItemsListPart.PartsOf(type).Any(part => part.PartName == "MenuItemsListPart");

    // What has the name of a type now, keeps it; of two that had it, the first in order of name gets it.
    private Dictionary<string, string> FormerTypesOf(Schema schema)
    {
        var former = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in _shown)
        {
            foreach (var name in type.FormerGraphQLNames)
            {
                Add(name, type.Name);
                Add(RelatedInputs.InsideName(name), RelatedInputs.InsideName(type.Name));
                AddPages(ConnectionTypes.InsideOf(name), ConnectionTypes.InsideOf(type.Name));
                if (type.HasList)
                {
                    AddInputs(name, type.Name);
                    AddPages(name, type.Name);
                }
            }
        }

        foreach (var part in _definitions.Parts.Where(part => _parts.GetValueOrDefault(part.Name).Type is not null))
        {
            foreach (var name in part.FormerGraphQLNames)
            {
                Add(name, part.Name);
                AddInputs(name, part.Name);
            }
        }

        return former;

        void AddInputs(string name, string now)
        {
            Add(ListInputs.WhereName(name), ListInputs.WhereName(now));
            Add(ListInputs.OrderByName(name), ListInputs.OrderByName(now));
        }

        void AddPages(string name, string now)
        {
            Add(ConnectionTypes.NameOf(name), ConnectionTypes.NameOf(now));
            Add(ConnectionTypes.EdgeNameOf(name), ConnectionTypes.EdgeNameOf(now));
        }

        void Add(string name, string now)
        {
            if (schema.AllTypes[name] is null && schema.AllTypes[now] is not null)
                former.TryAdd(name, now);
        }
    }

    private bool IsShown(ContentType type, TypePart? part, PartField? field) => _items.Shows(type.Name) && part is not { IsHiddenFromGraphQL: true } && field is not { IsHiddenFromGraphQL: true };

    private void Fill(ContentType type, ObjectGraphType into)
    {
        var members = _names.Members(type.Name);
        foreach (var field in into.Fields)
            members.Take("the item itself", field.Name);
        into.GetField("displayText")!.At(type.Parts.FirstOrDefault(part => part.PartName == "TitlePart") is { } title ? $"{title.Name}.Title" : nameof(ContentItem.DisplayText));

        var inputs = _roots.Add(type);
        foreach (var attached in MenuItemsListPart.PartsOf(type).Where(part => !part.IsHiddenFromGraphQL))
        {
            var part = PartTypes.Find(attached.PartName);
            if (part is not null)
                AddPart(type, attached, part, into, members, inputs);

            if (_definitions.FieldsOf(attached.PartName).Count > 0)
                AddFieldsOf(type, attached, into, members, inputs);
        }

        foreach (var list in _definitions.Types.Where(list => ListPart.Find(list) is { } attached && ListPart.AllowedTypes(attached).Contains(type.Name)))
            AddList(type, list, into, members, inputs);

        // A field that is called so has the name.
        if (!members.Has(RelatedFields.Name) && _related.Find(type) is { } related && members.Take("the schema itself", related.Name))
            into.AddField(related);
    }

    /// <summary>Adds what an item says about being in a list, under the name of the list's type as in Orchard Core.</summary>
    private void AddList(ContentType type, ContentType list, ObjectGraphType into, SchemaNames.MemberNames members, ListInputs? inputs)
    {
        var owner = $"list {list.Name} of {type.Name}";
        var shape = (InListShape)PartTypes.Find(ContainedPart.Unattached.PartName)!.Shape;
        var shown = new ShownValue(
            SchemaNames.FieldName(list.Name), $"Its place in a list of the type {list.DisplayName}; null when it is in none.", shape, source =>
                JsonText.Member(Sources.PartsOf(source), ContainedPart.Unattached.Name) is var part && Sources.Text(JsonText.Member(part, "ListContentType")) == list.Name ? part : default);
        if (_shapes.Of(shown) is not { } field || !members.Take(owner, field.Name))
            return;

        into.AddField(field);
        inputs?.AddPart(field.Name, owner, shape, collapses: false, _roots.InputOf);
        AddFormerNames(list.FormerGraphQLNames.Select(SchemaNames.FieldName), field.Name, name => _shapes.Of(shown with { Name = name })!, into, members, inputs);
    }

    /// <summary>Gives a part again under the names that it had before, on the item and in its list's inputs, once everything else has its name.</summary>
    private void AddFormerNames(IEnumerable<string> former, string now, Func<string, GraphField> make, ObjectGraphType into, SchemaNames.MemberNames members, ListInputs? inputs)
    {
        foreach (var name in former)
        {
            _formerNames.Add(() =>
            {
                if (members.TakeFree(name))
                    into.AddField(make(name).RenamedTo(now));
                inputs?.AddFormerPart(name, now);
            });
        }
    }

    private void AddPart(ContentType type, TypePart attached, PartType part, ObjectGraphType into, SchemaNames.MemberNames members, ListInputs? inputs)
    {
        var owner = $"part {attached.Name} of {type.Name}";
        if (attached.CollapsesInGraphQL && part.Shape is FormattedTextShape text)
        {
            foreach (var member in SharedTypes.FormattedText(text, source => JsonText.Member(Sources.PartsOf(source), attached.Name), _ => attached.Settings).Where(member => members.Take(owner, member.Name)))
                into.AddField(member).At(attached.Name);
            return;
        }

        if (attached.CollapsesInGraphQL && part.Shape is MembersShape group)
        {
            foreach (var member in group.Members.Select(member => SharedTypes.Member(member, source => JsonText.Member(Sources.PartsOf(source), attached.Name))).Where(member => members.Take(owner, member.Name)))
                into.AddField(member).At(attached.Name);
            inputs?.AddPart(SchemaNames.PartFieldName(attached.Name), owner, group, collapses: true, _roots.InputOf);
            return;
        }

        var shown = new ShownValue(
            SchemaNames.PartFieldName(attached.Name), attached.DisplayName + ".", part.Shape, source => JsonText.Member(Sources.PartsOf(source), attached.Name))
        {
            Attached = attached,
            Place = part.Shape is PathShape path ? $"{attached.Name}.{path.Member}" : attached.Name,
        };
        if (_shapes.Of(shown) is not { } field || !members.Take(owner, field.Name))
            return;

        into.AddField(field);
        AddFormerNames(attached.FormerGraphQLNames.Select(SchemaNames.PartFieldName), field.Name, name => _shapes.Of(shown with { Name = name })!, into, members, inputs);
        if (_shapes.FindCollapsed(shown) is { } inside)
        {
            _besides.Add(() => AddPages(shown, inside, into, members));
            _formerNames.AddRange(attached.FormerGraphQLNames.Select(former => (Action)(() =>
                AddPages(shown with { Name = SchemaNames.PartFieldName(former) }, inside, into, members)?.RenamedTo(SchemaNames.ConnectionField(shown.Name)))));
        }

        if (part.Shape is PathShape)
            inputs?.AddPath(field.Name, owner);
        if (part.Shape is MembersShape filtered)
            inputs?.AddPart(field.Name, owner, filtered, collapses: false, _roots.InputOf);
    }

    private GraphField? AddPages(ShownValue shown, ObjectGraphType type, ObjectGraphType into, SchemaNames.MemberNames members)
    {
        var name = ConnectionTypes.InsideOf(type.Name);
        if (!_inside.TryGetValue(name, out var isTaken))
            _inside[name] = isTaken = _names.TakeTypes($"pages of {type.Name} inside other items", ConnectionTypes.NameOf(name), ConnectionTypes.EdgeNameOf(name));
        return isTaken && members.TakeFree(SchemaNames.ConnectionField(shown.Name)) ? into.AddField(_shapes.CollapsedPages(shown, type)) : null;
    }

    private void AddFieldsOf(ContentType type, TypePart attached, ObjectGraphType into, SchemaNames.MemberNames members, ListInputs? inputs)
    {
        if (attached.Name == type.Name || attached.CollapsesInGraphQL)
        {
            Locate part = source => JsonText.Member(Sources.PartsOf(source), attached.Name);
            foreach (var field in AddFields(attached.PartName, $"of part {attached.Name} of {type.Name}", into, members, part, attached.Name == type.Name ? "" : attached.Name + "."))
            {
                if (inputs is not null && field.FormerGraphQLNames.Count > 0)
                    _formerNames.Add(() => AddFormerNames(type, attached, field, inputs));

                if (attached.Name == type.Name && FieldTypes.Find(field.FieldName)!.Shape is TermsShape)
                {
                    inputs?.AddTerms(
                        SchemaNames.FieldName(field.Name), $"terms of field {field.Name} of {type.Name}", _roots.TermsWhere, WhereMembers.OfTerms(field, _definitions), FindGuard(attached.PartName, field));
                }

                if (AskableField.Find(type.Name, attached.Name, field, _filtersAllFields) is { } asked)
                    inputs?.AddField(asked, $"field {field.Name} of part {attached.Name} of {type.Name}", _definitions, FindGuard(attached.PartName, field));
            }

            return;
        }

        var owner = $"part {attached.Name} of {type.Name}";
        var name = SchemaNames.PartFieldName(attached.Name);
        var (partType, fields) = PartObject(attached.PartName);
        if (partType is null || !members.Take(owner, name))
            return;

        into.AddField(Object(name));
        AddFormerNames(attached.FormerGraphQLNames.Select(SchemaNames.PartFieldName), name, Object, into, members, inputs);
        var askable = fields.Select(field => AskableField.Find(type.Name, attached.Name, field, _filtersAllFields)).OfType<AskableField>().ToList();
        if (askable.Count > 0)
            inputs?.AddPartFields(name, owner, askable, _definitions, _roots.InputsOf(attached.PartName, askable, asked => FindGuard(attached.PartName, fields.First(field => field.Name == asked.Path.Field))));

        GraphField Object(string called) => Fields.Of(called, attached.DisplayName + ".", partType, context =>
            JsonText.Member(Sources.PartsOf(context.Source), attached.Name) is { ValueKind: System.Text.Json.JsonValueKind.Object } json ? new JsonSource(json) : null).Plain().At(attached.Name);
    }

    /// <summary>The object type of a part, made on first use; null when its name belongs to something else.</summary>
    private (ObjectGraphType? Type, IReadOnlyList<PartField> Fields) PartObject(string partName)
    {
        if (_parts.TryGetValue(partName, out var known))
            return known;

        var type = new ObjectGraphType { Name = partName, Description = $"The fields of the part {partName}." };
        var fields = AddFields(partName, $"of part {partName}", type, _names.Members(partName), Sources.PartsOf, "");
        var isTaken = type.Fields.Count > 0 && _names.TakeTypes($"part {partName}", partName, ListInputs.WhereName(partName), ListInputs.OrderByName(partName));
        return _parts[partName] = (isTaken ? type : null, fields);
    }

    /// <summary>Adds the fields that Cms knows and gives back those that got their name.</summary>
    private List<PartField> AddFields(string partName, string owner, ObjectGraphType into, SchemaNames.MemberNames members, Locate part, string place)
    {
        var added = new List<PartField>();
        foreach (var field in _definitions.FieldsOf(partName).Where(field => !field.IsHiddenFromGraphQL))
        {
            if (FieldTypes.Find(field.FieldName) is not { } fieldType)
                continue;

            var shown = new ShownValue(SchemaNames.FieldName(field.Name), Describe(field), fieldType.Shape, source => JsonText.Member(part(source), field.Name)) { Field = field, Place = place + field.Name };
            if (_shapes.Of(shown) is not { } graphField || !members.Take($"field {field.Name} {owner}", graphField.Name))
                continue;

            into.AddField(graphField.Guarded(FindGuard(partName, field)));
            added.Add(field);
            foreach (var former in field.FormerGraphQLNames.Select(SchemaNames.FieldName))
            {
                _formerNames.Add(() =>
                {
                    if (members.TakeFree(former))
                        into.AddField(_shapes.Of(shown with { Name = former })!.Guarded(FindGuard(partName, field)).RenamedTo(shown.Name));
                });
            }
        }

        return added;
    }

    private void AddFormerNames(ContentType type, TypePart attached, PartField field, ListInputs inputs)
    {
        var guarded = FindGuard(attached.PartName, field);
        if (attached.Name == type.Name && FieldTypes.Find(field.FieldName)!.Shape is TermsShape)
            inputs.AddFormerNames(field, _roots.TermsWhere, WhereMembers.OfTerms(field, _definitions), guarded);
        if (AskableField.Find(type.Name, attached.Name, field, _filtersAllFields) is { } asked)
            inputs.AddFormerNames(asked, _definitions, guarded);
    }

    private GuardedField? FindGuard(string part, PartField field) => _definitions.GuardsOf(part, field.Name).FirstOrDefault(guarded => guarded.View);

    /// <summary>What a schema was built to.</summary>
    /// <param name="Schema">The schema.</param>
    /// <param name="Warnings">What was left out of it, a sentence each.</param>
    /// <param name="FormerTypes">What its types were called before.</param>
    internal sealed record Built(Schema Schema, IReadOnlyList<string> Warnings, FormerTypeNames FormerTypes);

    private static string Describe(PartField field) => field.Hint is { Length: > 0 } hint ? $"{field.DisplayName}. {hint}" : $"{field.DisplayName}.";
}
