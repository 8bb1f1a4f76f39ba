using System.Text.RegularExpressions;
using Scriban;
using Scriban.Syntax;

namespace Cms.Liquid;

/// <summary>A filter that a template uses, and where.</summary>
internal readonly record struct FilterUse(string Name, int Line);

/// <summary>Where the engine's Liquid differs from what theme authors know.</summary>
internal static partial class LiquidSyntax
{
    /// <summary>Begins the names under which filters are kept.</summary>
    public const string FilterPrefix = "filter ";

    /// <summary>The tags there are.</summary>
    public static readonly IReadOnlySet<string> Tags = new SortedSet<string>(StringComparer.Ordinal)
    {
        "assign", "break", "capture", "case", "comment", "continue", "cycle", "decrement", "else", "elsif", "endcapture", "endcase",
        "endcomment", "endfor", "endif", "endraw", "endtablerow", "endunless", "for", "if", "include", "increment", "raw", "tablerow",
        "unless", "when",
    };

    /// <summary>
    /// The text with comments emptied, for the engine prints them when their tags have dashes. Lines keep their numbers.
    /// </summary>
    public static string Normalize(string text) => text.Contains("comment", StringComparison.Ordinal)
        ? Comment().Replace(text, match =>
            $"{match.Groups["open"].Value} if false %}}{new string('\n', match.Value.Count(character => character == '\n'))}{{% endif {match.Groups["close"].Value}")
        : text;

    /// <summary>The first tag that Liquid here does not have, which the engine would take for a variable; null when there is none.</summary>
    public static (string Name, int Line)? FindUnknownTag(string text)
    {
        var shown = RawBlock().Replace(text, match => new string('\n', match.Value.Count(character => character == '\n')));
        foreach (Match tag in Tag().Matches(shown))
        {
            if (!Tags.Contains(tag.Groups["name"].Value))
                return (tag.Groups["name"].Value, shown.AsSpan(0, tag.Index).Count('\n') + 1);
        }

        return null;
    }

    /// <summary>Gives filters their kept names and lets captured text stay HTML. Gives back the filters that are used.</summary>
    public static IReadOnlyList<FilterUse> Adapt(ScriptPage page)
    {
        var adapter = new Adapter();
        page.Accept(adapter);
        return adapter.Filters;
    }

    /// <summary>The engine's message as a sentence.</summary>
    public static string Sentence(string message)
    {
        var text = message.Replace(FilterPrefix, "filter ", StringComparison.Ordinal).Trim();
        return text.EndsWith('.') ? text : text + ".";
    }

    [GeneratedRegex(@"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex RawBlock();

    [GeneratedRegex(@"\{%-?\s*(?<name>\w+)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<open>\{%-?)\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*(?<close>-?%\})", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    private sealed class Adapter : ScriptVisitor
    {
        public List<FilterUse> Filters { get; } = [];

        // A chain is nested to the right: (a | (b | c)), so its next filter is where the inner pipe begins.
        public override void Visit(ScriptPipeCall node)
        {
            if (node.To is ScriptPipeCall { From: { } from } next)
            {
                next.From = null;
                next.From = Renamed(from);
            }
            else if (node.To is { } to)
            {
                node.To = null;
                node.To = Renamed(to);
            }

            base.Visit(node);
        }

        public override void Visit(ScriptBlockStatement node)
        {
            for (var index = 0; index < node.Statements.Count; index++)
            {
                if (node.Statements[index] is ScriptCaptureStatement { Target: { } target, Body: { } body } capture)
                {
                    (capture.Target, capture.Body) = (null, null);
                    node.Statements[index] = new CaptureHtml { Target = target, Body = body, Span = capture.Span };
                }
            }

            base.Visit(node);
        }

        // The engine takes the else of a loop for an empty list, but not for one that is missing.
        public override void Visit(ScriptForStatement node)
        {
            if (node is { Else: not null, Iterator: { } list })
            {
                node.Iterator = null;
                node.Iterator = new ScriptBinaryExpression
                {
                    Left = list,
                    Operator = ScriptBinaryOperator.EmptyCoalescing,
                    Right = new ScriptArrayInitializerExpression(),
                    Span = list.Span,
                };
            }

            base.Visit(node);
        }

        private ScriptExpression Renamed(ScriptExpression filter)
        {
            switch (filter)
            {
                case ScriptVariableGlobal variable:
                    Filters.Add(new FilterUse(variable.Name, variable.Span.Start.Line + 1));
                    return new ScriptVariableGlobal(FilterPrefix + variable.Name) { Span = variable.Span };
                case ScriptFunctionCall { Target: { } target } call:
                    call.Target = null;
                    call.Target = Renamed(target);
                    return call;
                default:
                    return filter;
            }
        }
    }

    // What it takes was encoded when it was written, so it must not be encoded a second time.
    private sealed class CaptureHtml : ScriptCaptureStatement
    {
        public override object? Evaluate(TemplateContext context)
        {
            context.PushOutput();
            var text = "";
            try
            {
                context.Evaluate(Body!);
            }
            finally
            {
                text = context.PopOutput().ToString();
            }

            context.SetValue(Target!, text is { Length: > 0 } ? new Html(text) : "");
            return null;
        }
    }
}
