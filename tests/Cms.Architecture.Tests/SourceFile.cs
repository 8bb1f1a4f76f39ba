using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cms.Architecture.Tests;

/// <summary>A text file of the repository.</summary>
/// <param name="path">From the root, parted by slashes.</param>
/// <param name="text">All of it.</param>
public sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => Parse(path, text));

    public string Path => path;

    public string Text => text;

    /// <summary>The path's parts; the last one is the file's name.</summary>
    public string[] Segments { get; } = path.Split('/');

    public string Name => Segments[^1];

    /// <summary>The project's name for files under <c>src</c> and <c>tests</c>, else empty.</summary>
    public string Project => Segments is ["src" or "tests", var project, _, ..] ? project : "";

    public bool IsCSharp => path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsRazor => path.EndsWith(".razor", StringComparison.Ordinal);

    /// <summary>True for C# and Razor that somebody writes by hand; migrations are generated.</summary>
    public bool IsHandWritten => (IsCSharp || IsRazor) && !Segments.Contains("Migrations");

    public string[] Lines => text.Split('\n');

    /// <summary>The C# of the file; of a Razor file, the C# of its <c>@code</c> block.</summary>
    public SyntaxNode Syntax => _syntax.Value;

    /// <summary>All nodes of one kind, doc comments not counted.</summary>
    public IEnumerable<T> All<T>() where T : SyntaxNode => Syntax.DescendantNodes().OfType<T>();

    public Violation At(SyntaxNode node, string message) => At(node.GetLocation(), message);

    public Violation At(Location location, string message) => new(path, location.GetLineSpan().StartLinePosition.Line + 1, message);

    private static SyntaxNode Parse(string path, string text)
    {
        if (path.EndsWith(".razor", StringComparison.Ordinal))
        {
            // Markup before the block becomes empty lines, so that line numbers stay right.
            var code = text.IndexOf("@code", StringComparison.Ordinal);
            text = code < 0 ? "" : new string('\n', text[..code].Count(character => character == '\n')) + "class Code" + text[(code + "@code".Length)..];
        }

        return CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse), path).GetRoot();
    }
}
