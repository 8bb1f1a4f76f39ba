using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>Something that a tenant's definitions are to become. Pure: the same definitions give the same result.</summary>
public abstract record DefinitionChange
{
    /// <summary>The definitions afterwards, with what has to be done to stored items; or why it cannot be.</summary>
    public abstract Outcome<ChangedDefinitions> Apply(ContentDefinitions before);

    /// <summary>What is missing, with the names that there are.</summary>
    protected static Problem Missing(string what, string name, IEnumerable<string> known) =>
        Problem.NotFound($"There is no {what} {name}; there is {string.Join(", ", known.DefaultIfEmpty("none"))}.");
}

/// <summary>Definitions after a change.</summary>
/// <param name="After">The definitions.</param>
/// <param name="Rewrite">What has to be done to the JSON of stored items, or null.</param>
public sealed record ChangedDefinitions(ContentDefinitions After, ItemRewrite? Rewrite)
{
    /// <summary>The type whose items are thrown away, or null.</summary>
    public string? PurgedType { get; init; }
}

/// <summary>Adds definitions and changes settings: the JSON of Orchard Core's step <c>ContentDefinition</c>. What it does not name stays.</summary>
public sealed record MergeDefinitions(JsonObject Json) : DefinitionChange
{
    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before)
    {
        try
        {
            return new ChangedDefinitions(DefinitionsJson.Merge(before, Json), null);
        }
        catch (FormatException exception)
        {
            return Problem.Invalid(exception.Message);
        }
    }
}

/// <summary>Puts definitions in the place of those of the same name: the JSON of Orchard Core's step <c>ReplaceContentDefinition</c>.</summary>
public sealed record ReplaceDefinitions(JsonObject Json) : DefinitionChange
{
    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before)
    {
        try
        {
            return new ChangedDefinitions(DefinitionsJson.Replace(before, Json), null);
        }
        catch (FormatException exception)
        {
            return Problem.Invalid(exception.Message);
        }
    }
}

/// <summary>Removes whole types and parts. What items have stored stays until it is purged; a name that is missing already is no error.</summary>
public sealed record DeleteDefinitions(IReadOnlyList<string> Types, IReadOnlyList<string> Parts) : DefinitionChange
{
    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before)
    {
        var after = Types.Aggregate(before, (definitions, name) => definitions.WithoutType(name));
        return new ChangedDefinitions(Parts.Aggregate(after, (definitions, name) => definitions.WithoutPart(name)), null);
    }
}

/// <summary>Takes a part off a type, or a field off a part. What items have stored of it stays until it is purged.</summary>
/// <param name="Kind"><see cref="DefinitionKind.AttachedPart"/> or <see cref="DefinitionKind.Field"/>.</param>
/// <param name="Owner">The type or the part.</param>
/// <param name="Name">The part's name on the type, or the field's.</param>
public sealed record RemoveDefinition(DefinitionKind Kind, string Owner, string Name) : DefinitionChange
{
    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before)
    {
        if (Kind == DefinitionKind.Field)
        {
            if (before.FindPart(Owner) is not { } part)
                return Missing("part", Owner, before.Parts.Select(known => known.Name));

            return part.Fields.Any(field => field.Name == Name)
                ? new ChangedDefinitions(before.With(part with { Fields = [.. part.Fields.Where(field => field.Name != Name)] }), null)
                : Missing($"field of part {Owner} called", Name, part.Fields.Select(field => field.Name));
        }

        if (before.FindType(Owner) is not { } type)
            return Missing("content type", Owner, before.Types.Select(known => known.Name));

        return type.FindPart(Name) is not null
            ? new ChangedDefinitions(before.With(type with { Parts = [.. type.Parts.Where(attached => attached.Name != Name)] }), null)
            : Missing($"part of content type {Owner} called", Name, type.Parts.Select(attached => attached.Name));
    }
}

/// <summary>Ends that GraphQL still gives something under the names that it had before.</summary>
/// <param name="Kind">What was renamed.</param>
/// <param name="Owner">The type of an attached part, the part of a field; empty for the others.</param>
/// <param name="Name">Its name of today. What a part was called where it is attached under its own name goes with the part's.</param>
public sealed record DropFormerNames(DefinitionKind Kind, string Owner, string Name) : DefinitionChange
{
    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before) => Kind switch
    {
        DefinitionKind.Type => OfType(before),
        DefinitionKind.Part => OfPart(before),
        DefinitionKind.AttachedPart => OfAttached(before),
        _ => OfField(before),
    };

    private Outcome<ChangedDefinitions> OfType(ContentDefinitions before) => before.FindType(Name) is { } type
        ? new ChangedDefinitions(WhereAttached(before.With(type with { Settings = GraphQLNames.WithFormer(type.Settings, GraphQLNames.TypeSection, []) })), null)
        : Missing("content type", Name, before.Types.Select(known => known.Name));

    private Outcome<ChangedDefinitions> OfPart(ContentDefinitions before) => before.FindPart(Name) is { } part
        ? new ChangedDefinitions(WhereAttached(before.With(part with { Settings = GraphQLNames.WithFormer(part.Settings, GraphQLNames.PartSection, []) })), null)
        : Missing("part with fields", Name, before.Parts.Select(known => known.Name));

    private Outcome<ChangedDefinitions> OfAttached(ContentDefinitions before)
    {
        if (before.FindType(Owner) is not { } type)
            return Missing("content type", Owner, before.Types.Select(known => known.Name));

        return type.FindPart(Name) is not null
            ? new ChangedDefinitions(before.With(WithoutNames(type, attached => attached.Name == Name)), null)
            : Missing($"part of content type {Owner} called", Name, type.Parts.Select(attached => attached.Name));
    }

    private Outcome<ChangedDefinitions> OfField(ContentDefinitions before)
    {
        if (before.FindPart(Owner) is not { } part)
            return Missing("part", Owner, before.Parts.Select(known => known.Name));

        return part.Fields.Any(field => field.Name == Name)
            ? new ChangedDefinitions(before.With(part with { Fields = [.. part.Fields.Select(field => field.Name == Name ? field with { Settings = GraphQLNames.WithFormer(field.Settings, GraphQLNames.FieldSection, []) } : field)] }), null)
            : Missing($"field of part {Owner} called", Name, part.Fields.Select(field => field.Name));
    }

    private ContentDefinitions WhereAttached(ContentDefinitions before) =>
        before.Types.ToList().Aggregate(before, (definitions, type) => definitions.With(WithoutNames(type, attached => attached.PartName == Name && attached.Name == Name)));

    private static ContentType WithoutNames(ContentType type, Func<TypePart, bool> of) => type with
    {
        Parts = [.. type.Parts.Select(attached => of(attached) ? attached with { Settings = GraphQLNames.WithFormer(attached.Settings, GraphQLNames.AttachedSection, []) } : attached)],
    };
}

/// <summary>What has a name in the definitions.</summary>
public enum DefinitionKind
{
    /// <summary>A content type, with its own part.</summary>
    Type,

    /// <summary>A part with fields.</summary>
    Part,

    /// <summary>A part as it is attached to one type, such as a bag.</summary>
    AttachedPart,

    /// <summary>A field of a part.</summary>
    Field,
}
