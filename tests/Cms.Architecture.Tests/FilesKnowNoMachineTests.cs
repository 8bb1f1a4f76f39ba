using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class FilesKnowNoMachineTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(FilesKnowNoMachine.Check);

    // In pieces, so that this file keeps the rule itself.
    [Theory]
    [InlineData("See /" + "work/shared/style.md", "/" + "work/shared is a folder of one machine; write a path relative to the repository.")]
    [InlineData("cd \"/" + "root/.nuget\"", "/" + "root/.nuget is a folder of one machine; write a path relative to the repository.")]
    [InlineData("<add value=\"https://api.nuget" + ".org/v3/index.json\" />", "api.nuget" + ".org is where one machine gets its packages; name the package only (in package-lock.json: npm's omit-lockfile-registry-resolved).")]
    public void A_folder_of_a_machine_or_a_source_of_packages_is_reported(string line, string message)
    {
        var violation = Assert.Single(FilesKnowNoMachine.Check(SourceTree.Of(("docs/start.md", $"# Start\n\n{line}\n"))));

        Assert.Equal($"docs/start.md:3: {message}", violation.ToString());
    }

    [Theory]
    [InlineData("https://example.org/work/plan")]
    [InlineData("src/root/file")]
    [InlineData("/usr/bin/chromium")]
    [InlineData("${base}/work/x")]
    public void Addresses_and_system_folders_are_let_be(string line)
    {
        Assert.Empty(FilesKnowNoMachine.Check(SourceTree.Of(("docs/start.md", line))));
    }
}
