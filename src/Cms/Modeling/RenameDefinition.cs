using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Modeling;

/// <summary>Gives a type, part, attached part or field another name, in the definitions and everywhere they name it.</summary>
/// <param name="Kind">What is renamed. A type takes its own part along.</param>
/// <param name="Owner">The type of an attached part, the part of a field; empty for the others.</param>
/// <param name="From">The name so far.</param>
/// <param name="To">The new name.</param>
public sealed record RenameDefinition(DefinitionKind Kind, string Owner, string From, string To) : DefinitionChange
{
    // Settings that list content types by name.
    internal static readonly string[] TypeLists = ["ContainedContentTypes", "DisplayedContentTypes"];

    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before)
    {
        if (!DefinitionsJson.IsName(To))
            return Problem.Invalid($"\"{To}\" cannot be a name; a name has {DefinitionsJson.NameForm}.");

        if (From == To)
            return Problem.Invalid($"{From} has this name already.");

        return Kind switch
        {
            DefinitionKind.Type => RenameType(before),
            DefinitionKind.Part => RenamePart(before),
            DefinitionKind.AttachedPart => RenameAttached(before),
            _ => RenameField(before),
        };
    }

    /// <summary>The types that have this part, with its name there.</summary>
    internal static IEnumerable<(string Type, string Part)> Attachments(ContentDefinitions definitions, string partName) =>
        definitions.Types.SelectMany(type => type.Parts.Where(part => part.PartName == partName).Select(part => (type.Name, part.Name)));

    private Outcome<ChangedDefinitions> RenameType(ContentDefinitions before)
    {
        if (before.FindType(From) is not { } type)
            return Missing("content type", From, before.Types.Select(known => known.Name));

        if (TakenAsPart(before) is { } taken)
            return taken;

        if (type.FindPart(To) is not null)
            return Problem.Conflict($"Content type {From} has a part called {To} already.");

        var after = before.WithoutType(From).With(type.Renamed(To) with { DisplayName = type.DisplayName == From ? To : type.DisplayName });
        after = WithPartRenamed(after);
        foreach (var one in after.Types.ToList())
            after = after.With(one with { Settings = InLists(one.Settings), Parts = [.. one.Parts.Select(part => part with { Settings = InLists(part.Settings) })] });
        foreach (var one in after.Parts.ToList())
            after = after.With(one with { Fields = [.. one.Fields.Select(field => field with { Settings = InLists(field.Settings) })] });

        return new ChangedDefinitions(
            after,
            new ItemRewrite(ContentId.New(), $"Content type {From} becomes {To}", [.. MovesOfPart(after)]) { Type = new TypeMove(From, To), Fields = OfPart });
    }

    private Outcome<ChangedDefinitions> RenamePart(ContentDefinitions before)
    {
        if (before.FindPart(From) is null)
            return Missing("part with fields", From, before.Parts.Select(known => known.Name));

        if (before.FindType(From) is not null)
            return Problem.Invalid($"{From} is the own part of the content type {From}; rename the type.");

        if (TakenAsPart(before) is { } taken)
            return taken;

        var clash = before.Types.FirstOrDefault(type => type.FindPart(From) is { } part && part.PartName == From && type.FindPart(To) is not null);
        if (clash is not null)
            return Problem.Conflict($"Content type {clash.Name} has a part called {To} already.");

        var after = WithPartRenamed(before);
        return new ChangedDefinitions(after, new ItemRewrite(ContentId.New(), $"Part {From} becomes {To}", [.. MovesOfPart(after)]) { Fields = OfPart });
    }

    private Outcome<ChangedDefinitions> RenameAttached(ContentDefinitions before)
    {
        if (before.FindType(Owner) is not { } type)
            return Missing("content type", Owner, before.Types.Select(known => known.Name));

        if (type.FindPart(From) is not { } attached)
            return Missing($"part of content type {Owner} called", From, type.Parts.Select(part => part.Name));

        if (From == Owner)
            return Problem.Invalid($"{From} is the own part of the content type {From}; rename the type.");

        // Other parts and themes find these by the names that Orchard Core gives them.
        if (PartTypes.Find(attached.PartName) is { Shape: not ContainedItemsShape })
            return Problem.Invalid($"{attached.PartName} is found by its own name and cannot have another one; bags, taxonomies and parts with fields can.");

        if (type.FindPart(To) is not null || ItemMembers.Names.Contains(To) || To == TaxonomyPart.Terms)
            return Problem.Conflict($"Content items of type {Owner} have something called {To} already.");

        var after = before.With(type with { Parts = [.. type.Parts.Select(part => part.Name == From ? part.Renamed(To) : part)] });
        return new ChangedDefinitions(
            after, new ItemRewrite(ContentId.New(), $"Part {From} of content type {Owner} becomes {To}", [new MemberMove(Owner, null, From, To)]));
    }

    private Outcome<ChangedDefinitions> RenameField(ContentDefinitions before)
    {
        if (before.FindPart(Owner) is not { } part)
            return Missing("part", Owner, before.Parts.Select(known => known.Name));

        if (part.Fields.All(field => field.Name != From))
            return Missing($"field of part {Owner} called", From, part.Fields.Select(field => field.Name));

        if (part.Fields.Any(field => field.Name == To))
            return Problem.Conflict($"Part {Owner} has a field {To} already.");

        var after = before.With(part with { Fields = [.. part.Fields.Select(field => field.Name == From ? field.Renamed(To) : field)] });
        return new ChangedDefinitions(
            after,
            new ItemRewrite(
                ContentId.New(), $"Field {From} of part {Owner} becomes {To}", [.. Attachments(after, Owner).Select(at => new MemberMove(at.Type, at.Part, From, To))])
            {
                Fields = new FieldNameMove($"{Owner}.{From}", $"{Owner}.{To}"),
            });
    }

    private FieldNameMove OfPart => new($"{From}.", $"{To}.");

    private Problem? TakenAsPart(ContentDefinitions before) =>
        before.FindType(To) is not null ? Problem.Conflict($"There is a content type {To} already.")
        : before.FindPart(To) is not null ? Problem.Conflict($"There is a part {To} already.")
        : PartTypes.Find(To) is not null || ItemMembers.Names.Contains(To) || To == TaxonomyPart.Terms ? Problem.Conflict($"The name {To} belongs to Cms.")
        : null;

    private ContentDefinitions WithPartRenamed(ContentDefinitions definitions)
    {
        if (definitions.FindPart(From) is { } part)
            definitions = definitions.WithoutPart(From).With(Kind == DefinitionKind.Part ? part.Renamed(To) : part with { Name = To });

        foreach (var type in definitions.Types.Where(type => type.Parts.Any(attached => attached.PartName == From)).ToList())
        {
            definitions = definitions.With(type with
            {
                Parts =
                [
                    .. type.Parts.Select(attached => attached.PartName != From ? attached
                        : attached.Name != From ? attached with { PartName = To }

                        // A type's own part has no name of its own in GraphQL.
                        : type.Name == To ? attached with { PartName = To, Name = To }
                        : attached.Renamed(To) with { PartName = To }),
                ],
            });
        }

        return definitions;
    }

    private IEnumerable<MemberMove> MovesOfPart(ContentDefinitions after) =>
        Attachments(after, To).Where(at => at.Part == To).Select(at => new MemberMove(at.Type, null, From, To));

    private DefinitionSettings InLists(DefinitionSettings settings)
    {
        var json = settings.ToJson();
        foreach (var list in json.Select(section => section.Value).OfType<JsonObject>().SelectMany(section => TypeLists.Select(name => section[name])).OfType<JsonArray>())
        {
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is JsonValue value && value.TryGetValue(out string? name) && name == From)
                    list[index] = To;
            }
        }

        return new DefinitionSettings(json);
    }
}
