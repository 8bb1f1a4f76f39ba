using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>The namespace of a file is its path; the rules about folders rest on it.</summary>
public static class NamespaceIsPath
{
    public static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CodeUnder("src/").Concat(tree.CodeUnder("tests/"))
        where file.Project.Length > 0
        let right = string.Join('.', file.Segments[1..^1])
        from declared in file.All<BaseNamespaceDeclarationSyntax>()
        where declared.Name.ToString() != right
        select file.At(declared, $"namespace {declared.Name} must be {right}, as the path says.");
}
