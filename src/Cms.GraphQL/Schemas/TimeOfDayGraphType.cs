using System.Globalization;
using Cms.Fields;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Cms.GraphQL.Schemas;

/// <summary>A time of day as text: <c>10:30:00</c>. Orchard Core calls the scalar <c>TimeSpan</c>.</summary>
internal sealed class TimeOfDayGraphType : ScalarGraphType
{
    public TimeOfDayGraphType()
    {
        Name = "TimeSpan";
        Description = "A time of day such as 10:30:00.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : value is GraphQLStringValue text ? ParseValue(text.Value.ToString()) : ThrowLiteralConversionError(value);

    public override object? ParseValue(object? value) =>
        value is null ? null : value is string text && TimeField.TryRead(text, out var time) ? time : ThrowValueConversionError(value);

    public override object? Serialize(object? value) =>
        value is null ? null : value is TimeOnly time ? time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) : ThrowSerializationError(value);
}
