using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>
/// A project is a fence around a technology: who may have its packages and who may name its namespaces. Namespaces too, because a
/// package flows on to whoever references the project that has it.
/// </summary>
public static partial class TechnologiesAreFenced
{
    // Prefixes end at a dot. The longest one that fits decides.
    private static readonly Fence[] Table =
    [
        new("ASP.NET", ["Microsoft.AspNetCore"], ["src/Cms.GraphQL/", "src/Cms.Rest/", "src/Cms.OpenId/", "src/Cms.Themes/", "src/Cms.Admin/", "src/Cms.Host/"]),
        new("Blazor", ["Microsoft.AspNetCore.Components"], ["src/Cms.Admin/", "src/Cms.Admin.Browser/"]),
        new("MudBlazor", ["MudBlazor", "BlazorMonaco"], ["src/Cms.Admin/"]),
        new("comparing texts", ["DiffPlex"], ["src/Cms.Admin/"]),
        new("SQL", ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite", "SQLitePCL", "SQLitePCLRaw", "Dapper", "System.Data"], ["src/Cms.Storage/"]),
        new("accounts", ["Microsoft.AspNetCore.Identity", "Microsoft.Extensions.Identity"], ["src/Cms/Users/", "src/Cms.Storage/Users/", "src/Cms.Host/"]),
        new("tokens", ["OpenIddict"], ["src/Cms.OpenId/", "src/Cms.Storage/"]),
        new("checking tokens", ["Microsoft.IdentityModel"], ["src/Cms.OpenId/", "src/Cms.Storage/", "src/Cms.Host/Accounts/"]),
        new("SQL for accounts", ["Microsoft.AspNetCore.Identity.EntityFrameworkCore", "OpenIddict.EntityFrameworkCore"], ["src/Cms.Storage/"]),
        new("GraphQL", ["GraphQL", "GraphQL-Parser", "GraphQLParser"], ["src/Cms.GraphQL/"]),
        new("Liquid's engine", ["Scriban", "Fluid"], ["src/Cms/Liquid/"]),
        new("text and script libraries", ["Markdig", "HtmlSanitizer", "Ganss.Xss", "AnyAscii", "Jint"], ["src/Cms/"]),
        new("Serilog", ["Serilog"], ["src/Cms.Host/"]),
        new("the command line", ["System.CommandLine", "Spectre.Console"], ["src/Cms.Host/"]),
        new("tests", ["Xunit", "xunit.v3", "NetArchTest", "Microsoft.CodeAnalysis", "Microsoft.Playwright", "Bunit", "BenchmarkDotNet"], ["tests/"]),
    ];

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var project in ProjectFile.In(tree, ".csproj").Where(project => project.File.Segments[0] == "src"))
        {
            foreach (var (name, element) in project.Libraries)
            {
                // A project has the package when any of its folders may use it.
                var home = $"src/{project.Name}/";
                if (FenceOf(name) is { } fence && !fence.Where.Any(where => where.StartsWith(home, StringComparison.Ordinal)))
                    yield return project.At(element, Message(project.Name, name, fence));
            }
        }

        foreach (var file in tree.CodeUnder("src/"))
        {
            foreach (var (name, line) in UsingsOf(file))
            {
                if (FenceOf(name) is { } fence && !fence.Where.Any(where => file.Path.StartsWith(where, StringComparison.Ordinal)))
                    yield return new Violation(file.Path, line, Message(file.Project, name, fence));
            }
        }
    }

    private static string Message(string project, string name, Fence fence) =>
        $"{project} must not use {name}: {fence.Technology} stays in {string.Join(", ", fence.Where.Select(where => where.TrimEnd('/')))}.";

    private static Fence? FenceOf(string name) => Table
        .SelectMany(fence => fence.Prefixes.Select(prefix => (fence, prefix)))
        .Where(pair => name.Equals(pair.prefix, StringComparison.Ordinal) || name.StartsWith(pair.prefix + ".", StringComparison.Ordinal))
        .OrderByDescending(pair => pair.prefix.Length)
        .Select(pair => pair.fence)
        .FirstOrDefault();

    private static IEnumerable<(string Name, int Line)> UsingsOf(SourceFile file) => file.IsRazor
        ? file.Lines.Select((line, index) => (RazorUsing().Match(line).Groups[1].Value, index + 1))
        : file.All<UsingDirectiveSyntax>().Select(line => (line.NamespaceOrType.ToString().Replace("global::", "", StringComparison.Ordinal), file.At(line, "").Line));

    [GeneratedRegex(@"^\s*@using\s+(?:static\s+)?([\w.]+)")]
    private static partial Regex RazorUsing();

    private sealed record Fence(string Technology, string[] Prefixes, string[] Where);
}
