namespace Cms.Storage.Content;

/// <summary>One element of a list in a version's JSON, as a function of the database gives it; stored nowhere.</summary>
internal sealed class JsonItemRow
{
    /// <summary>The element.</summary>
    public required string Value { get; set; }

    /// <summary>What it is, where the database says so: an object, a text.</summary>
    public string? Type { get; set; }
}
