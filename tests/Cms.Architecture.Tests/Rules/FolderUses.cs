using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>A file of src/Cms that names something of another folder.</summary>
public sealed record FolderUse(string From, string To, SourceFile File, int Line);

/// <summary>Finds who uses whom between the folders of src/Cms. A folder is a namespace, so a use is a <c>using</c> or a qualified name.</summary>
public static class FolderUses
{
    /// <summary>What files directly in src/Cms belong to; every folder sees their namespace without a word.</summary>
    public const string Root = "(root)";

    /// <summary>The one file that registers everything: it uses every folder, and no folder uses it.</summary>
    public const string Door = "(door)";

    private const string Product = "src/Cms/";

    /// <summary>The first use of each folder in each file. Doc comments do not count: a mention binds nobody.</summary>
    public static IReadOnlyList<FolderUse> In(SourceTree tree)
    {
        var typesOf = tree.CodeUnder(Product)
            .SelectMany(file => file.All<BaseTypeDeclarationSyntax>().Select(type => (Folder: FolderOf(file), type.Identifier.Text)))
            .ToLookup(type => type.Folder, type => type.Text);

        return [.. from file in tree.CodeUnder(Product)
                   let folder = FolderOf(file)
                   from use in from node in file.Syntax.DescendantNodes()
                               let used = FolderIn(node, typesOf)
                               where used is not null && used != folder
                               group file.At(node, "").Line by used
                   select new FolderUse(folder, use.Key, file, use.First())];
    }

    private static string FolderOf(SourceFile file) => file.Path == "src/Cms/CmsServices.cs" ? Door : file.Segments.Length > 3 ? file.Segments[2] : Root;

    /// <summary><c>Cms.Fields</c>, or <c>Fields.TextField</c> where Fields has such a type; a property called Fields is something else.</summary>
    private static string? FolderIn(SyntaxNode node, ILookup<string, string> typesOf)
    {
        var (left, right) = node switch
        {
            QualifiedNameSyntax name => (SimpleName(name.Left), name.Right.Identifier.Text),
            MemberAccessExpressionSyntax access => (SimpleName(access.Expression), access.Name.Identifier.Text),
            _ => (null, ""),
        };
        if (left == "Cms")
            return typesOf.Contains(right) ? right : null;

        return left is not null && typesOf[left].Contains(right) ? left : null;
    }

    private static string? SimpleName(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        AliasQualifiedNameSyntax { Alias.Identifier.Text: "global" } name => name.Name.Identifier.Text,
        _ => null,
    };
}
