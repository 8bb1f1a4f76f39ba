using System.Globalization;
using System.Linq.Expressions;
using Cms.Content;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cms.Storage.Sqlite;

/// <summary>Values of fields in SQLite's JSON functions. The methods stand for SQL and are never called.</summary>
internal static class SqliteFields
{
    // Moments are compared as texts of one form, whatever offset they were written with.
    private const string MomentForm = "%Y-%m-%dT%H:%M:%fZ";

    public static string? Text(string parts, string path) => throw OnlyInSql();

    public static double? Number(string parts, string path) => throw OnlyInSql();

    public static bool? Boolean(string parts, string path) => throw OnlyInSql();

    public static string? Moment(string parts, string path) => throw OnlyInSql();

    public static IQueryable<JsonItemRow> Each(string parts, string path) => throw OnlyInSql();

    public static string PathOf(FieldPath field) => $"$.{field.Part}.{field.Field}.{field.Member}";

    public static object ValueOf(FieldValueKind kind, object value) => kind switch
    {
        // By its digits: converting a decimal itself may end beside the number that they mean.
        FieldValueKind.Number => double.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture),
        FieldValueKind.Moment => ((DateTime)value).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>What <see cref="ValueOf"/> takes, out of what the database gave.</summary>
    public static object Read(FieldValueKind kind, object value) => kind switch
    {
        FieldValueKind.Number => decimal.Parse(((double)value).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture),
        FieldValueKind.Moment => DateTime.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
        _ => value,
    };

    /// <summary>As <see cref="Map"/> makes it, over the column <c>Parts</c>.</summary>
    public static string SqlOf(FieldPath field)
    {
        var (type, value) = ($"json_type(\"Parts\", '{PathOf(field)}')", $"json_extract(\"Parts\", '{PathOf(field)}')");
        return field.Kind switch
        {
            FieldValueKind.Number => $"CASE WHEN {type} IN ('integer', 'real') THEN {value} END",
            FieldValueKind.Boolean => $"CASE WHEN {type} IN ('true', 'false') THEN {value} END",
            FieldValueKind.Moment => $"strftime('{MomentForm}', CASE WHEN {type} = 'text' THEN {value} END)",
            _ => $"CASE WHEN {type} = 'text' THEN {value} END",
        };
    }

    public static void Map(ModelBuilder model)
    {
        model.HasDbFunction(((Func<string, string, string?>)Text).Method).HasTranslation(arguments => OfKind(arguments, typeof(string), "text"));
        model.HasDbFunction(((Func<string, string, double?>)Number).Method).HasTranslation(arguments => OfKind(arguments, typeof(double), "integer", "real"));
        model.HasDbFunction(((Func<string, string, bool?>)Boolean).Method).HasTranslation(arguments => OfKind(arguments, typeof(bool), "true", "false"));
        model.HasDbFunction(((Func<string, string, string?>)Moment).Method).HasTranslation(arguments => new SqlFunctionExpression(
            "strftime",
            [new SqlConstantExpression(MomentForm, typeof(string), SqliteMapping(typeof(string))), OfKind(arguments, typeof(string), "text")],
            nullable: true,

            // A text that is no moment gives none, so that there is a text does not mean that there is a value.
            [false, false],
            typeof(string),
            SqliteMapping(typeof(string))));
    }

    /// <summary>Makes the elements of lists in JSON rows.</summary>
    public static void MapItems(ModelBuilder model)
    {
        var items = model.Entity<JsonItemRow>().HasNoKey().ToView(null);
        items.Property(item => item.Value).HasColumnName("value");
        items.Property(item => item.Type).HasColumnName("type");
        model.HasDbFunction(((Func<string, string, IQueryable<JsonItemRow>>)Each).Method).HasName("json_each").IsBuiltIn();
    }

    // A value of another kind counts as missing: it was saved under older definitions.
    private static CaseExpression OfKind(IReadOnlyList<SqlExpression> arguments, Type type, params string[] kinds)
    {
        var text = SqliteMapping(typeof(string));
        SqlExpression kind = new SqlFunctionExpression("json_type", arguments, nullable: true, [true, false], typeof(string), text);
        SqlExpression[] names = [.. kinds.Select(name => new SqlConstantExpression(name, typeof(string), text))];
        SqlExpression isOfKind = names.Length == 1
            ? new SqlBinaryExpression(ExpressionType.Equal, kind, names[0], typeof(bool), SqliteMapping(typeof(bool)))
            : new InExpression(kind, names, SqliteMapping(typeof(bool)));
        return new CaseExpression(
            [new CaseWhenClause(isOfKind, new SqlFunctionExpression("json_extract", arguments, nullable: true, [true, false], type, SqliteMapping(type)))], elseResult: null);
    }

    private static RelationalTypeMapping SqliteMapping(Type type) =>
        type == typeof(double) ? DoubleTypeMapping.Default
        : type == typeof(bool) ? BoolTypeMapping.Default
        : StringTypeMapping.Default;

    private static InvalidOperationException OnlyInSql() => new("This method stands for SQL; it cannot be called.");
}
