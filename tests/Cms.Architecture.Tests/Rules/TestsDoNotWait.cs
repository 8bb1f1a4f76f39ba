using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>A test asks until something is so, instead of hoping that a while is long enough; and one that cannot run says why.</summary>
public static class TestsDoNotWait
{
    /// <summary>The type in which asking again and again, with a delay between, is written once.</summary>
    private const string Asking = "Eventually";

    public static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CodeUnder("tests/")
        from node in file.Syntax.DescendantNodes()
        let message = Complaint(node)
        where message is not null
        select file.At(node, message);

    private static string? Complaint(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call when call.Expression.ToString() is "Thread.Sleep" or "System.Threading.Thread.Sleep" =>
            $"Thread.Sleep: ask until it is so, with {Asking}.",
        InvocationExpressionSyntax call when call.Expression.ToString() is "Task.Delay" && !IsEndless(call) && !IsInAsking(call) =>
            $"Task.Delay: ask until it is so, with {Asking}, or set a TimeProvider.",
        AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "Skip", Parent.Parent: AttributeSyntax test } when test.Name.ToString() is "Fact" or "Theory" or "InlineData" =>
            "Skip on a test hides it on every machine: call Assert.SkipUnless(condition, \"what is absent\") in it.",
        _ => null,
    };

    // Waits for a cancellation, not for time to pass.
    private static bool IsEndless(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.ToString() is "Timeout.Infinite" or "Timeout.InfiniteTimeSpan" or "-1";

    private static bool IsInAsking(SyntaxNode node) => node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Identifier.Text == Asking);
}
