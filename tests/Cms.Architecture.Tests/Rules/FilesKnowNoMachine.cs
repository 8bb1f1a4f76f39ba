using System.Text.RegularExpressions;

namespace Cms.Architecture.Tests.Rules;

/// <summary>No file names the machine it was written on: its folders, or where its packages came from.</summary>
public static partial class FilesKnowNoMachine
{
    // In pieces, so that this file keeps its own rule.
    private static readonly string[] Hosts =
        ["api.nuget" + ".org", "www.nuget" + ".org", "registry.npm" + "js.org", "npm" + "js.com", "deb.debian" + ".org", "security.debian" + ".org", "registry.yarn" + "pkg.com"];

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var file in tree.Files)
        {
            var lines = file.Lines;
            for (var index = 0; index < lines.Length; index++)
            {
                if (MachineFolder().Match(lines[index]) is { Success: true } folder)
                    yield return new Violation(file.Path, index + 1, $"{folder.Value} is a folder of one machine; write a path relative to the repository.");

                if (Hosts.FirstOrDefault(host => lines[index].Contains(host, StringComparison.OrdinalIgnoreCase)) is { } found)
                    yield return new Violation(file.Path, index + 1, $"{found} is where one machine gets its packages; name the package only (in package-lock.json: npm's omit-lockfile-registry-resolved).");
            }
        }
    }

    // Not inside a longer path or an address: example.org/work/ is nobody's machine.
    [GeneratedRegex(@"(?<![\w.\-/~}])/(?:work|root|home/\w+|Users/\w+)/[\w.\-]*")]
    private static partial Regex MachineFolder();
}
