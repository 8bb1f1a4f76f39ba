using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>A public type says in one line what it is for.</summary>
public static class PublicTypesHaveSummaries
{
    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        // A partial type needs one summary, in whichever of its files.
        var types = (from file in tree.CodeUnder("src/")
                     where file.IsCSharp
                     from type in file.All<MemberDeclarationSyntax>()
                     where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
                     where type.Modifiers.Any(SyntaxKind.PublicKeyword)
                     select (File: file, Type: type, Name: NameOf(type)))
            .GroupBy(type => (Folder: string.Join('/', type.File.Segments[..^1]), type.Name));

        return from type in types
               where !type.Any(part => HasSummary(part.Type))
               let first = type.First()
               select first.File.At(first.Type, $"public {type.Key.Name} has no summary; say in one line what it is for: /// <summary>...</summary>.");
    }

    private static bool HasSummary(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content)
            .Any(part => part is XmlElementSyntax element ? IsFilled(element) : part is XmlEmptyElementSyntax { Name.LocalName.Text: "inheritdoc" });

    private static bool IsFilled(XmlElementSyntax element) =>
        element.StartTag.Name.LocalName.Text == "summary"
        && element.Content.Any(part => part is not XmlTextSyntax text || text.TextTokens.Any(token => !string.IsNullOrWhiteSpace(token.ValueText)));

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax generic => generic.Identifier.Text + generic.TypeParameterList,
        BaseTypeDeclarationSyntax plain => plain.Identifier.Text,
        DelegateDeclarationSyntax call => call.Identifier.Text + call.TypeParameterList,
        _ => "",
    };
}
