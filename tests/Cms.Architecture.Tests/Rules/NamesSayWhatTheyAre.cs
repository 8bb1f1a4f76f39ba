using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>No names that could stand for anything.</summary>
public static class NamesSayWhatTheyAre
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Utils", "Util", "Wrapper", "Impl"];
    private static readonly string[] Folders = ["Models", "Interfaces", "Helpers", "Common", "Misc"];

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var file in tree.Under("src/").Concat(tree.Under("tests/")))
        {
            if (file.Segments[..^1].FirstOrDefault(Folders.Contains) is { } folder)
                yield return new Violation(file.Path, 1, $"a folder called {folder} says nothing; name it as an editor would, and put each type where it is used.");

            // Each part between dots: ContentStore.Helpers.cs is named for its helpers too.
            if (file.Name.Split('.')[..^1].Select(EndingOf).FirstOrDefault(ending => ending is not null) is { } inName)
                yield return new Violation(file.Path, 1, Message("file", file.Name, inName));

            if (!file.IsHandWritten)
                continue;

            foreach (var (type, name) in TypesOf(file).Where(type => EndingOf(type.Name) is not null))
                yield return file.At(type, Message("type", name, EndingOf(name)!));
        }
    }

    private static string Message(string what, string name, string ending) =>
        $"{what} {name} ends in {ending}, which says nothing; name it by what it is (a noun) or does (a verb).";

    private static string? EndingOf(string name) => Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<(SyntaxNode Node, string Name)> TypesOf(SourceFile file) =>
        file.All<BaseTypeDeclarationSyntax>().Select(type => ((SyntaxNode)type, type.Identifier.Text))
            .Concat(file.All<DelegateDeclarationSyntax>().Select(type => ((SyntaxNode)type, type.Identifier.Text)));
}
