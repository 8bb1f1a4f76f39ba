using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>Calls that lie about time, block a thread, lose an error or talk past the log: not in src.</summary>
/// <remarks>Works by name, without types: a property of our own called Result is taken for a task's. Rename it, or add an exception.</remarks>
public static partial class CallsAreSafe
{
    /// <summary>Places where a banned call is right. An exception that is no longer used is itself a violation.</summary>
    public static readonly IReadOnlyList<(string Path, string Call, string Reason)> Exceptions = [];

    private static readonly string[] Clocks = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    public static IEnumerable<Violation> Check(SourceTree tree) => Check(tree, Exceptions);

    public static IEnumerable<Violation> Check(SourceTree tree, IReadOnlyList<(string Path, string Call, string Reason)> exceptions)
    {
        var unused = exceptions.ToHashSet();
        foreach (var file in tree.CodeUnder("src/"))
        {
            foreach (var (place, call, right) in BannedIn(file))
            {
                if (exceptions.Where(exception => exception.Path == file.Path && exception.Call == call).ToList() is { Count: > 0 } excused)
                    unused.ExceptWith(excused);
                else
                    yield return file.At(place, $"{call}: {right}");
            }
        }

        foreach (var (path, call, _) in unused)
            yield return new Violation(path, 1, $"no longer has {call}: take the exception out of {nameof(CallsAreSafe)}.");
    }

    private static IEnumerable<(Location Place, string Call, string Right)> BannedIn(SourceFile file)
    {
        foreach (var node in file.Syntax.DescendantNodes(descendIntoTrivia: true))
        {
            if (Banned(node, file) is var (call, right))
                yield return (node.GetLocation(), call, right);
        }

        // "TODO (#12)" and "TODO #12" can be found again by their issue.
        foreach (var comment in file.Syntax.DescendantTrivia().Where(IsComment).Where(comment => LooseEnd().IsMatch(comment.ToFullString())))
            yield return (comment.GetLocation(), "TODO", "give the issue's number: TODO #12.");
    }

    private static (string Call, string Right)? Banned(SyntaxNode node, SourceFile file) => node switch
    {
        MemberAccessExpressionSyntax clock when Clocks.FirstOrDefault(name => EndsIn(clock, name)) is { } name =>
            (name, "ask a TimeProvider, which tests can set."),
        MemberAccessExpressionSyntax sleep when EndsIn(sleep, "Thread.Sleep") =>
            ("Thread.Sleep", "await Task.Delay(..., clock, cancel) instead of holding a thread."),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Console" } } console when !IsHost(file) =>
            ($"Console.{console.Name.Identifier.Text}", "write to an ILogger; only Cms.Host has a console."),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Wait" } } =>
            (".Wait()", "await instead; waiting holds a thread."),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetAwaiter" } } } } =>
            (".GetAwaiter().GetResult()", "await instead; waiting holds a thread."),
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.Text: "Result" }, Parent: not InvocationExpressionSyntax, Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } read when !IsWritten(read) && !IsAsked(read) =>
            (".Result", "await instead; waiting holds a thread."),
        MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } method when method.Modifiers.Any(SyntaxKind.AsyncKeyword) =>
            ("async void", $"{method.Identifier.Text} must return a Task; an exception in it would end the program."),
        LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } local when local.Modifiers.Any(SyntaxKind.AsyncKeyword) =>
            ("async void", $"{local.Identifier.Text} must return a Task; an exception in it would end the program."),
        CatchClauseSyntax { Filter: null, Block.Statements.Count: 0 } lost when lost.Declaration is null || lost.Declaration.Type.ToString() is "Exception" or "System.Exception" =>
            ("empty catch", "name the exception that is expected, or log it and say why work goes on."),
        RegionDirectiveTriviaSyntax => ("#region", "a file that needs regions wants to be several files."),
        _ => null,
    };

    private static bool EndsIn(MemberAccessExpressionSyntax access, string name) =>
        access.ToString() is var text && (text == name || text.EndsWith("." + name, StringComparison.Ordinal));

    private static bool IsWritten(SyntaxNode access) => access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    // A member that asks whether the task is done reads its result without waiting.
    private static bool IsAsked(SyntaxNode access) =>
        access.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) is { } member
        && member.DescendantTokens().Any(token => token.Text == nameof(Task.IsCompletedSuccessfully));

    private static bool IsHost(SourceFile file) => file.Path.StartsWith("src/Cms.Host/", StringComparison.Ordinal);

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    [GeneratedRegex(@"\bTODO\b(?!\s*\(?#\d)")]
    private static partial Regex LooseEnd();
}
