using System.Globalization;
using System.Text.Json.Nodes;
using Scriban;
using Scriban.Syntax;

namespace Cms.Liquid;

/// <summary>
/// A Liquid template. Together with <see cref="LiquidContext"/>, <see cref="LiquidValues"/> and <see cref="LiquidSyntax"/> it is all
/// that knows the template engine (Scriban in its Liquid mode), so that the engine can be exchanged here. Safe to render from many threads.
/// </summary>
public sealed class LiquidTemplate
{
    private readonly IReadOnlyList<FilterUse> _filters;

    private LiquidTemplate(string name, ScriptPage page, IReadOnlyList<FilterUse> filters) => (Name, Page, _filters) = (name, page, filters);

    /// <summary>What errors call it: a file or the word <c>pattern</c>.</summary>
    public string Name { get; }

    internal ScriptPage Page { get; }

    /// <summary>Reads a template. Throws <see cref="LiquidException"/> with name, line and what is wrong.</summary>
    public static LiquidTemplate Parse(string text, string name)
    {
        var normal = LiquidSyntax.Normalize(text);
        if (LiquidSyntax.FindUnknownTag(normal) is { } unknown)
            throw new LiquidException($"Template {name}, line {unknown.Line}: there is no tag {unknown.Name}. Tags: {string.Join(", ", LiquidSyntax.Tags)}.");

        var template = Template.ParseLiquid(normal, name);
        if (template.HasErrors)
        {
            throw new LiquidException(string.Join(' ', template.Messages.Select(message =>
                $"Template {name}, line {message.Span.Start.Line + 1}: {LiquidSyntax.Sentence(message.Message)}")));
        }

        var filters = LiquidSyntax.Adapt(template.Page!);
        return new LiquidTemplate(name, template.Page!, filters);
    }

    /// <summary>Renders to plain text: nothing is encoded. For patterns of paths and titles, never for pages. Throws <see cref="LiquidException"/>.</summary>
    public string RenderText(JsonObject model) => Render(model, new LiquidContext(page: null)).Text;

    /// <summary>
    /// Renders to HTML: every output is encoded unless it ends in a filter that makes HTML (<c>raw</c>, <c>markdownify</c>) or is text
    /// that <c>capture</c> took, which was encoded then. Throws <see cref="LiquidException"/> with template and line.
    /// </summary>
    /// <param name="model">What the template sees; its members are variables.</param>
    /// <param name="page">Culture, filters and partial templates of the page.</param>
    public LiquidOutput RenderHtml(JsonObject model, LiquidPage page) => Render(model, new LiquidContext(page));

    /// <summary>Throws <see cref="LiquidException"/> when the template uses a filter that is not there, also where it would not be run.</summary>
    internal void CheckFilters(LiquidContext context)
    {
        foreach (var filter in _filters)
        {
            if (!context.HasFilter(filter.Name))
                throw new LiquidException($"Template {Name}, line {filter.Line}: there is no filter {filter.Name}. Filters: {string.Join(", ", context.FilterNames)}.");
        }
    }

    private LiquidOutput Render(JsonObject model, LiquidContext context)
    {
        CheckFilters(context);
        using var time = new CancellationTokenSource(LiquidContext.LongestTime);
        context.CancellationToken = time.Token;
        var variables = LiquidValues.Of(model);
        context.PushGlobal(variables);
        try
        {
            var text = context.Run(this);
            return new LiquidOutput(text, LiquidValues.TextsIn(variables));
        }
        catch (ScriptAbortException exception)
        {
            throw new LiquidException($"Template {exception.Span.FileName ?? Name}, line {exception.Span.Start.Line + 1}: it takes more than {LiquidContext.LongestTime.TotalSeconds} seconds.", exception);
        }
        catch (ScriptRuntimeException exception) when (exception.InnerException is LiquidException inside)
        {
            throw new LiquidException($"Template {exception.Span.FileName}, line {exception.Span.Start.Line + 1}: {LiquidSyntax.Sentence(inside.Message)}", exception);
        }
        catch (ScriptRuntimeException exception)
        {
            throw new LiquidException($"Template {exception.Span.FileName ?? Name}, line {exception.Span.Start.Line + 1}: {LiquidSyntax.Sentence(exception.OriginalMessage)}", exception);
        }
    }
}

/// <summary>What a rendering gave: the text, and the texts that its variables hold at the end, captured ones without encoding.</summary>
public sealed record LiquidOutput(string Text, IReadOnlyDictionary<string, string> Assigned);

/// <summary>What a page template may use beyond its model.</summary>
/// <param name="Culture">In which dates and numbers are written.</param>
/// <param name="TimeZone">In which moments are shown.</param>
/// <param name="Filters">Filters of the page by name, beside those every template has.</param>
/// <param name="FindPartial">The template for <c>{% include 'name' %}</c>, or null when there is none.</param>
public sealed record LiquidPage(
    CultureInfo Culture, TimeZoneInfo TimeZone, IReadOnlyDictionary<string, Func<object?, LiquidValue>> Filters, Func<string, LiquidTemplate?> FindPartial);

/// <summary>What a filter gives back: plain text, or HTML that is safe as it is.</summary>
public readonly record struct LiquidValue(string Text, bool IsHtml = false);
