using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>An interface in src has several implementations in src; otherwise the class itself is used.</summary>
public static class InterfacesAreJoints
{
    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        var implementors = (from file in tree.CodeUnder("src/")
                            from type in file.All<TypeDeclarationSyntax>()
                            from named in type.BaseList?.Types ?? []
                            select (Interface: NameOf(named.Type), Type: type.Identifier.Text))
            .Distinct()
            .ToLookup(pair => pair.Interface, pair => pair.Type);

        foreach (var file in tree.CodeUnder("src/"))
        {
            foreach (var declared in file.All<InterfaceDeclarationSyntax>())
            {
                var name = declared.Identifier.Text;
                var by = implementors[name].ToList();
                if (by.Count == 0)
                    yield return file.At(declared, $"nothing in src implements {name}; remove it until a second implementation needs it.");
                else if (by.Count == 1)
                    yield return file.At(declared, $"only {by[0]} implements {name}; use {by[0]} itself.");
            }
        }
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };
}
