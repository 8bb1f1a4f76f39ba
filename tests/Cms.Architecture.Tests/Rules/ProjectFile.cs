using System.Xml;
using System.Xml.Linq;

namespace Cms.Architecture.Tests.Rules;

/// <summary>What a .csproj, .props or .targets file refers to, each with its line.</summary>
public sealed class ProjectFile(SourceFile file)
{
    private readonly XDocument _xml = XDocument.Parse(file.Text, LoadOptions.SetLineInfo);

    public SourceFile File => file;

    /// <summary>The project's name; folders are called as their project.</summary>
    public string Name => Path.GetFileNameWithoutExtension(file.Name);

    /// <summary>Names of the projects that it references.</summary>
    public IEnumerable<(string Name, XElement Element)> Projects =>
        Named("ProjectReference").Select(reference => (Path.GetFileNameWithoutExtension(reference.Name.Replace('\\', '/')), reference.Element));

    /// <summary>Names of packages and shared frameworks, also the one that the web SDKs bring along.</summary>
    public IEnumerable<(string Name, XElement Element)> Libraries
    {
        get
        {
            var sdk = (string?)_xml.Root!.Attribute("Sdk");
            var brought = sdk is "Microsoft.NET.Sdk.Web" ? [("Microsoft.AspNetCore.App", _xml.Root!)] : Array.Empty<(string, XElement)>();
            return Named("PackageReference").Concat(Named("FrameworkReference")).Concat(brought);
        }
    }

    public static IEnumerable<ProjectFile> In(SourceTree tree, params string[] endings) =>
        tree.Files.Where(file => endings.Any(file.Name.EndsWith)).Select(file => new ProjectFile(file));

    public IEnumerable<(string Name, XElement Element)> Named(string element) =>
        from reference in _xml.Descendants(element)
        let name = (string?)reference.Attribute("Include") ?? (string?)reference.Attribute("Update")
        where name is not null
        select (name, reference);

    public Violation At(XElement element, string message) => new(file.Path, ((IXmlLineInfo)element).LineNumber, message);
}
