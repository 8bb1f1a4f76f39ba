using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Cms.Liquid;

/// <summary>JSON as the template engine's values.</summary>
internal static class LiquidValues
{
    /// <summary>The object's members as variables.</summary>
    public static ScriptObject Of(JsonObject json)
    {
        var result = new ScriptObject(json.Count);
        foreach (var (name, value) in json)
            result.SetValue(name, Of(value), readOnly: false);
        return result;
    }

    /// <summary>The texts among the variables. Captured text is decoded, as whoever reads it encodes it for its own place.</summary>
    public static Dictionary<string, string> TextsIn(ScriptObject variables)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            if (value is string text)
                texts[name] = text;
            else if (value is Html html)
                texts[name] = WebUtility.HtmlDecode(html.Text);
        }

        return texts;
    }

    private static object? Of(JsonNode? node) => node switch
    {
        JsonObject json => Of(json),
        JsonArray list => new ScriptArray(list.Select(Of)),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => value.TryGetValue(out string? text) ? text : value.Deserialize<string>(),
            JsonValueKind.Number => NumberOf(value),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        },
        _ => null,
    };

    private static object NumberOf(JsonValue value)
    {
        if (value.TryGetValue(out long whole))
            return whole;

        // A value made in C# converts to its own type only, hence the way over its text.
        var text = value.ToJsonString();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole))
            return whole;

        // A number field may hold 2025.0, which people wrote as 2025: the division takes the zeros at the end away.
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number / 1.0000000000000000000000000000m
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}

/// <summary>Text that is HTML already. For filters and comparisons it is a text like any other; only writing it leaves it as it is.</summary>
internal sealed record Html(string Text) : IScriptConvertibleTo, IScriptCustomBinaryOperation
{
    public override string ToString() => Text;

    public bool TryConvertTo(TemplateContext context, SourceSpan span, Type type, out object value)
    {
        value = Text;
        return type == typeof(string);
    }

    public bool TryEvaluate(
        TemplateContext context, SourceSpan span, ScriptBinaryOperator op, SourceSpan leftSpan, object? leftValue, SourceSpan rightSpan, object? rightValue, out object? result)
    {
        var (left, right) = (leftValue is Html one ? one.Text : leftValue, rightValue is Html other ? other.Text : rightValue);
        switch (op)
        {
            case ScriptBinaryOperator.CompareEqual:
                result = Equals(left, right);
                return true;
            case ScriptBinaryOperator.CompareNotEqual:
                result = !Equals(left, right);
                return true;
            case ScriptBinaryOperator.LiquidContains:
                result = LiquidFilters.TextOf(left).Contains(LiquidFilters.TextOf(right), StringComparison.Ordinal);
                return true;
            default:
                result = null;
                return false;
        }
    }
}
