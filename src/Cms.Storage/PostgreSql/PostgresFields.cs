using Cms.Content;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.PostgreSql;

/// <summary>Values of fields by functions of the tenant's schema, which a migration makes; a value of another kind counts as missing, as it was saved under older definitions. The methods stand for SQL and are never called.</summary>
internal static class PostgresFields
{
    /// <summary>How many characters of a text stand in an index: an entry has room for some 2,700 bytes.</summary>
    public const int StartLength = 500;

    public static string? Text(string parts, string path) => throw OnlyInSql();

    /// <summary>What of a text fits into an entry of an index, whatever its letters: <see cref="StartLength"/> characters.</summary>
    public static string? TextStart(string parts, string path) => throw OnlyInSql();

    public static decimal? Number(string parts, string path) => throw OnlyInSql();

    public static bool? Boolean(string parts, string path) => throw OnlyInSql();

    public static DateTime? Moment(string parts, string path) => throw OnlyInSql();

    public static string ListAt(string parts, string path, string variables, bool silent) => throw OnlyInSql();

    public static IQueryable<JsonItemRow> Elements(string list) => throw OnlyInSql();

    public static string PathOf(FieldPath field) => $"{field.Part}.{field.Field}.{field.Member}";

    /// <summary>
    /// The columns of the index: whether there is a value, then as EF Core writes its key over the column <c>Parts</c>. So both a comparison, which asks
    /// whether there is one, and an order, in which missing ones come first, find it.
    /// </summary>
    public static string SqlOf(FieldPath field)
    {
        var key = field.Kind == FieldValueKind.Text
            ? $"(cms_text_start(\"Parts\", '{PathOf(field)}') COLLATE \"C\")"
            : $"{FunctionOf(field.Kind)}(\"Parts\", '{PathOf(field)}')";
        return $"({key} IS NOT NULL), {key}";
    }

    /// <summary>As PostgreSQL's <c>left</c>, which counts characters and not halves of them.</summary>
    public static string StartOf(string text) => string.Concat(text.EnumerateRunes().Take(StartLength).Select(rune => rune.ToString()));

    public static void Map(ModelBuilder model)
    {
        model.HasDbFunction(((Func<string, string, string?>)Text).Method, function => function.HasName(FunctionOf(FieldValueKind.Text)).HasParameter("parts").HasStoreType("jsonb"));
        model.HasDbFunction(((Func<string, string, string?>)TextStart).Method, function => function.HasName("cms_text_start").HasParameter("parts").HasStoreType("jsonb"));
        model.HasDbFunction(((Func<string, string, decimal?>)Number).Method, function => function.HasName(FunctionOf(FieldValueKind.Number)).HasParameter("parts").HasStoreType("jsonb"));
        model.HasDbFunction(((Func<string, string, bool?>)Boolean).Method, function => function.HasName(FunctionOf(FieldValueKind.Boolean)).HasParameter("parts").HasStoreType("jsonb"));
        model.HasDbFunction(((Func<string, string, DateTime?>)Moment).Method, function => function.HasName(FunctionOf(FieldValueKind.Moment)).HasParameter("parts").HasStoreType("jsonb"));
    }

    /// <summary>Makes the elements of lists in JSON rows.</summary>
    public static void MapItems(ModelBuilder model)
    {
        var items = model.Entity<JsonItemRow>().HasNoKey().ToView(null);
        items.Property(item => item.Value).HasColumnName("value").HasColumnType("jsonb").UseCollation(null);
        items.Ignore(item => item.Type);
        model.HasDbFunction(((Func<string, string, string, bool, string>)ListAt).Method, function => function.HasName("jsonb_path_query_array").IsBuiltIn().HasStoreType("jsonb").HasParameter("parts").HasStoreType("jsonb"));
        model.HasDbFunction(((Func<string, IQueryable<JsonItemRow>>)Elements).Method, function => function.HasName("jsonb_array_elements").IsBuiltIn().HasParameter("list").HasStoreType("jsonb"));
    }

    private static string FunctionOf(FieldValueKind kind) => kind switch
    {
        FieldValueKind.Number => "cms_number",
        FieldValueKind.Boolean => "cms_boolean",
        FieldValueKind.Moment => "cms_moment",
        _ => "cms_text",
    };

    private static InvalidOperationException OnlyInSql() => new("This method stands for SQL; it cannot be called.");
}
