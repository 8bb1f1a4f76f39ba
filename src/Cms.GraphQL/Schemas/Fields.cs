using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Resolving;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>Makes fields of the schema. Scalars are given by type, which GraphQL.NET makes once; everything else by instance.</summary>
internal static class Fields
{
    public static GraphField Of(string name, string description, Type scalar, Func<IResolveFieldContext, object?> resolve) => new()
    {
        Name = name,
        Description = description,
        Type = scalar,
        Resolver = new FuncFieldResolver<object?>(resolve),
    };

    public static GraphField Of(string name, string description, IGraphType type, Func<IResolveFieldContext, object?> resolve) => new()
    {
        Name = name,
        Description = description,
        ResolvedType = type,
        Resolver = new FuncFieldResolver<object?>(resolve),
    };

    public static GraphField Of(string name, string description, IGraphType type, Func<IResolveFieldContext, ValueTask<object?>> resolve) => new()
    {
        Name = name,
        Description = description,
        ResolvedType = type,
        Resolver = new FuncFieldResolver<object?>(resolve),
    };

    public static GraphField Of(string name, string description, Type scalar, Func<IResolveFieldContext, ValueTask<object?>> resolve) => new()
    {
        Name = name,
        Description = description,
        Type = scalar,
        Resolver = new FuncFieldResolver<object?>(resolve),
    };

    public static GraphField With(this GraphField field, params IEnumerable<QueryArgument> arguments)
    {
        field.Arguments = new QueryArguments(arguments);
        return field;
    }

    /// <summary>
    /// The same field, marked as plain: its value follows from what it is asked of, the terms of taxonomies and the base of addresses, whoever asks. Answers may be made of such values
    /// without GraphQL.NET's execution, and kept by version.
    /// </summary>
    public static GraphField Plain(this GraphField field)
    {
        field.Metadata[nameof(Plain)] = true;
        return field;
    }

    /// <summary>True for a field that is marked so.</summary>
    public static bool IsPlain(this GraphField field) => field.HasMetadata(nameof(Plain));

    /// <summary>The same field of the root, marked as a list of items that may be plain.</summary>
    /// <param name="field">The field.</param>
    /// <param name="question">Reads the whole question from the arguments, and refuses what the field's resolver refuses.</param>
    public static GraphField ListsBy(this GraphField field, Func<IResolveFieldContext, ValueTask<ContentQuery>> question)
    {
        field.Metadata[nameof(ListsBy)] = question;
        return field;
    }

    /// <summary>What reads the question of such a field; null for another one.</summary>
    public static Func<IResolveFieldContext, ValueTask<ContentQuery>>? FindPlannedList(this GraphField field) => field.GetMetadata<Func<IResolveFieldContext, ValueTask<ContentQuery>>?>(nameof(ListsBy));

    /// <summary>The same field, shown only to those who may see what it has: others get null, and are not told that it is there.</summary>
    public static GraphField Guarded(this GraphField field, GuardedField? guarded)
    {
        if (guarded is null)
            return field;

        field.Metadata[nameof(GuardedField)] = guarded;
        if (field.Resolver is { } resolver)
            field.Resolver = new FuncFieldResolver<object?>(context => RequestState.Of(context).Fields.MaySee(guarded.Part, guarded.Field) ? resolver.ResolveAsync(context) : default);
        return field;
    }

    /// <summary>The same field, with where its value stands in the item or part that has it, as complaints say it: <c>Sections</c>, <c>AutoroutePart.Path</c>. Null leaves it without.</summary>
    public static GraphField At(this GraphField field, string? place)
    {
        if (place is not null)
            field.Metadata[nameof(At)] = place;
        return field;
    }

    /// <summary>Where the value of such a field stands; null for one that has no place of its own.</summary>
    public static string? FindPlace(this GraphField field) => field.GetMetadata<string?>(nameof(At));

    /// <summary>The same field, marked as one that is to be asked for by its new name.</summary>
    public static GraphField RenamedTo(this GraphField field, string name)
    {
        field.DeprecationReason = $"Renamed to {name}.";
        return field;
    }

    /// <summary>The arguments of a list that lies within an item.</summary>
    public static IEnumerable<QueryArgument> Paging() =>
    [
        new QueryArgument<IntGraphType> { Name = "first", Description = "How many from the beginning; all when missing." },
        new QueryArgument<IntGraphType> { Name = "last", Description = "How many of those from the end; all when missing." },
        new QueryArgument<IntGraphType> { Name = "skip", Description = "How many to leave out before." },
    ];

    public static QueryArgument Status(IGraphType status) => new(status)
    {
        Name = "status",
        Description = "Which versions; others than published ones need the permission to edit content.",
        DefaultValue = ContentStatus.Published,
    };

    /// <summary>The values of a list within an item that the arguments ask for. Throws when the answer gets too many.</summary>
    public static T[] Paged<T>(this IResolveFieldContext context, IEnumerable<T> values)
    {
        T[] paged = [.. Page.Of(context).In(values)];
        RequestState.Of(context).CountItems(paged.Length);
        return paged;
    }
}
