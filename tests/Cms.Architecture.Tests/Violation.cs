namespace Cms.Architecture.Tests;

/// <summary>A place where a rule is not kept, and what would be right.</summary>
public sealed record Violation(string Path, int Line, string Message)
{
    public override string ToString() => $"{Path}:{Line}: {Message}";
}
