using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Cms.Liquid;

/// <summary>
/// A Liquid template. The only file that knows the template engine (Scriban in its Liquid mode), so that the engine can be
/// exchanged here. Safe to render from many threads.
/// </summary>
public sealed class LiquidTemplate
{
    private const int MostSteps = 1_000_000;
    private const int LongestOutput = 16 * 1024 * 1024;

    private readonly Template _template;

    private LiquidTemplate(Template template) => _template = template;

    /// <summary>Reads a template. Throws <see cref="LiquidException"/> with name, line and what is wrong.</summary>
    public static LiquidTemplate Parse(string text, string name)
    {
        var template = Template.ParseLiquid(text, name);
        return template.HasErrors
            ? throw new LiquidException($"Template {name} cannot be read: {string.Join(" ", template.Messages.Select(message => message.ToString()))}")
            : new LiquidTemplate(template);
    }

    /// <summary>Renders to plain text: nothing is encoded. For patterns of paths and titles, never for pages.</summary>
    public string RenderText(JsonObject model) => Render(model, new Context(encode: false, culture: null, filters: null, includes: null)).Text;

    /// <summary>
    /// Renders to HTML: every output is encoded unless it ends in a filter that makes HTML (<c>raw</c>, <c>markdownify</c>).
    /// </summary>
    /// <param name="model">What the template sees; its members are variables.</param>
    /// <param name="page">Culture, filters and partial templates of the page.</param>
    public LiquidOutput RenderHtml(JsonObject model, LiquidPage page) =>
        Render(model, new Context(encode: true, page.Culture, page.Filters, page.FindPartial));

    private LiquidOutput Render(JsonObject model, Context context)
    {
        var globals = (ScriptObject)ValueOf(model)!;
        context.PushGlobal(globals);
        try
        {
            var text = _template.Render(context);
            return new LiquidOutput(text, globals.Where(pair => pair.Value is string).ToDictionary(pair => pair.Key, pair => (string)pair.Value!));
        }
        catch (ScriptRuntimeException exception)
        {
            throw new LiquidException(exception.Message, exception);
        }
    }

    private static object? ValueOf(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var result = new ScriptObject();
                foreach (var (name, value) in json)
                    result.SetValue(name, ValueOf(value), readOnly: false);
                return result;
            case JsonArray list:
                return new ScriptArray(list.Select(ValueOf));
            case JsonValue value when value.TryGetValue(out string? text):
                return text;
            case JsonValue value when value.TryGetValue(out bool flag):
                return flag;
            case JsonValue value when value.TryGetValue(out long whole):
                return whole;
            case JsonValue value when value.TryGetValue(out decimal number):
                return number;
            default:
                return null;
        }
    }

    private sealed class Context : LiquidTemplateContext
    {
        private readonly bool _encode;

        public Context(bool encode, CultureInfo? culture, IReadOnlyDictionary<string, Func<object?, LiquidValue>>? filters, Func<string, LiquidTemplate?>? includes)
        {
            _encode = encode;
            LoopLimit = MostSteps;
            LimitToString = LongestOutput;
            RecursiveLimit = 50;
            PushCulture(culture ?? CultureInfo.InvariantCulture);
            foreach (var (name, filter) in LiquidFilters.All(CurrentCulture))
                BuiltinObject.Import(name, new Func<object?, object?>(value => Wrap(filter(value))));
            foreach (var (name, filter) in filters ?? new Dictionary<string, Func<object?, LiquidValue>>())
                BuiltinObject.Import(name, new Func<object?, object?>(value => Wrap(filter(value))));
            if (includes is not null)
                BuiltinObject.Import("include", new Func<string, object?>(name => Include(name, includes)));
        }

        public override TemplateContext Write(SourceSpan span, object? textAsObject) => textAsObject switch
        {
            null => this,
            Html html => Write(html.Text),
            _ when _encode => Write(HtmlEncoder.Default.Encode(ObjectToString(textAsObject) ?? "")),
            _ => base.Write(span, textAsObject),
        };

        private static object? Wrap(LiquidValue value) => value.IsHtml ? new Html(value.Text) : value.Text;

        // The engine's own include hands back a plain string, which would be encoded a second time.
        private Html Include(string name, Func<string, LiquidTemplate?> includes)
        {
            var partial = includes(name) ?? throw new ScriptRuntimeException(CurrentNode?.Span ?? default, $"There is no template {name} to include.");
            var output = new StringBuilderOutput();
            PushOutput(output);
            try
            {
                Evaluate(partial._template.Page!);
            }
            finally
            {
                PopOutput();
            }

            return new Html(output.ToString());
        }
    }

    private sealed record Html(string Text)
    {
        public override string ToString() => Text;
    }
}

/// <summary>What a rendering gave: the text, and the texts that the template assigned to variables.</summary>
public sealed record LiquidOutput(string Text, IReadOnlyDictionary<string, string> Assigned);

/// <summary>What a page template may use beyond its model.</summary>
/// <param name="Culture">In which dates and numbers are written.</param>
/// <param name="Filters">Filters of the page by name, beside those every template has.</param>
/// <param name="FindPartial">The template for <c>{% include 'name' %}</c>, or null when there is none.</param>
public sealed record LiquidPage(
    CultureInfo Culture, IReadOnlyDictionary<string, Func<object?, LiquidValue>> Filters, Func<string, LiquidTemplate?> FindPartial);

/// <summary>What a filter gives back: plain text, or HTML that is safe as it is.</summary>
public readonly record struct LiquidValue(string Text, bool IsHtml = false);
