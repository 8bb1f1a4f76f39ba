using System.Collections.Frozen;
using System.Globalization;
using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Cms.Liquid;

/// <summary>One rendering of a template: its limits, its filters and the encoding of what it writes.</summary>
internal sealed class LiquidContext : TemplateContext
{
    // Far more than a page needs, and still over within about a second: a template must not stop the server.
    private const int MostSteps = 200_000;
    private const int LongestText = 4 * 1024 * 1024;
    private const int LongestOutput = 16 * 1024 * 1024;
    private const int DeepestInclude = 20;

    /// <summary>How long a rendering may take: steps may be few and each of them long.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(3);

    private static readonly FrozenDictionary<string, LiquidFilter> OwnFilters = LiquidFilters.All.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ScriptObject Builtins = MakeBuiltins();

    private readonly LiquidPage? _page;
    private int _steps;
    private int _includes;

    /// <param name="page">Of the page, whose output is encoded; null for plain text.</param>
    public LiquidContext(LiquidPage? page)
        : base(Builtins)
    {
        _page = page;
        IsLiquid = true;
        Language = ScriptLang.Liquid;
        EnableNullIndexer = true;
        EnableBreakAndContinueAsReturnOutsideLoop = true;
        EnableRelaxedTargetAccess = true;
        LoopLimit = MostSteps;
        LimitToString = LongestText;
        OutputLimit = LongestOutput;
        RegexTimeOut = TimeSpan.FromSeconds(1);
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        PushCulture(page?.Culture ?? CultureInfo.InvariantCulture);
        if (page is { Filters.Count: > 0 })
        {
            var filters = new ScriptObject(page.Filters.Count);
            foreach (var (name, filter) in page.Filters)
                filters.SetValue(LiquidSyntax.FilterPrefix + name, new Filter((_, value) => filter(value)), readOnly: true);
            PushGlobal(filters);
        }
    }

    // Patterns of paths and titles must give the same text whatever a site's settings are.
    private TimeZoneInfo Zone => _page?.TimeZone ?? TimeZoneInfo.Utc;

    public IEnumerable<string> FilterNames => Builtins.Keys.Where(name => name.StartsWith(LiquidSyntax.FilterPrefix, StringComparison.Ordinal))
        .Select(name => name[LiquidSyntax.FilterPrefix.Length..]).Concat(_page?.Filters.Keys ?? []).Distinct().Order(StringComparer.Ordinal);

    public bool HasFilter(string name) => Builtins.ContainsKey(LiquidSyntax.FilterPrefix + name) || _page?.Filters.ContainsKey(name) == true;

    /// <summary>What the template gives.</summary>
    public string Run(LiquidTemplate template)
    {
        var output = new StringBuilderOutput();
        PushOutput(output);
        PushSourceFile(template.Name);
        try
        {
            Evaluate(template.Page);
            return output.ToString();
        }
        finally
        {
            PopSourceFile();
            PopOutput();
        }
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject) => textAsObject switch
    {
        null => this,
        Html html => Write(html.Text),
        _ when _page is not null => Write(HtmlText.Encode(ObjectToString(textAsObject) ?? "")),
        _ => base.Write(span, textAsObject),
    };

    // The engine's own limit is one for each loop; loops inside loops would multiply it.
    protected override bool OnStepLoop(ScriptLoopStatementBase loop) => ++_steps <= MostSteps
        ? base.OnStepLoop(loop)
        : throw new ScriptRuntimeException(loop.Span, $"the loops of the template take more than {MostSteps} steps");

    private Html Include(object? argument)
    {
        var name = LiquidFilters.TextOf(argument);
        var partial = _page?.FindPartial(name) ?? throw new LiquidException($"there is no template {name} to include");
        if (++_includes > DeepestInclude)
            throw new LiquidException($"templates include each other more than {DeepestInclude} deep; does {name} include itself?");

        partial.CheckFilters(this);
        var html = new Html(Run(partial));
        _includes--;
        return html;
    }

    // Filters have names that no variable can have: a variable called "date" or "first" must not hide the filter, and a
    // missing one must not find it.
    private static ScriptObject MakeBuiltins()
    {
        var all = new ScriptObject();
        foreach (var (name, value) in new LiquidBuiltinsFunctions())
        {
            if (name is "empty" or "blank" or "cycle")
                all.SetValue(name, value, readOnly: true);
            if (value is IScriptCustomFunction)
                all.SetValue(LiquidSyntax.FilterPrefix + name, value, readOnly: true);
        }

        all.Remove(LiquidSyntax.FilterPrefix + "include");
        all.Remove(LiquidSyntax.FilterPrefix + "include_join");

        // It reads templates, which is not for templates to do.
        all.Remove(LiquidSyntax.FilterPrefix + "try_liquid_to_scriban");
        foreach (var (name, filter) in OwnFilters)
            all.SetValue(LiquidSyntax.FilterPrefix + name, new Filter((context, value) => filter(value, context.CurrentCulture, context.Zone)), readOnly: true);

        all.SetValue(LiquidSyntax.FilterPrefix + "mark", new Function((_, value, name) => LiquidMarks.Of(value, LiquidFilters.TextOf(name)), parameters: 2), readOnly: true);
        all.SetValue("include", new Function((context, value, _) => context.Include(value)), readOnly: true);
        all.IsReadOnly = true;
        return all;
    }

    private sealed class Filter(Func<LiquidContext, object?, LiquidValue> run)
        : Function((context, value, _) => run(context, value) is var result && result.IsHtml ? new Html(result.Text) : result.Text);

    // The engine could import delegates itself, but would then call them by reflection.
    private class Function(Func<LiquidContext, object?, object?, object?> run, int parameters = 1) : IScriptCustomFunction
    {
        public int RequiredParameterCount => 1;

        public int ParameterCount => parameters;

        public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;

        public Type ReturnType => typeof(object);

        public ScriptParameterInfo GetParameterInfo(int index) => index == 0 ? new(typeof(object), "value") : new(typeof(object), "name", "");

        public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
        {
            try
            {
                return run((LiquidContext)context, arguments[0], arguments.Count > 1 ? arguments[1] : null);
            }
            catch (LiquidException exception)
            {
                throw new ScriptRuntimeException(callerContext?.Span ?? default, exception.Message, exception);
            }
        }

        public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
            new(Invoke(context, callerContext, arguments, blockStatement));
    }
}
