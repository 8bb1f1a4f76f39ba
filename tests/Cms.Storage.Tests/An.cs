using Cms.Content;

namespace Cms.Storage.Tests;

/// <summary>Content items for tests; only what matters to a test is given.</summary>
internal static class An
{
    private static readonly DateTime Start = new(2025, 1, 1, 10, 0, 0, DateTimeKind.Utc);

    public static ContentItem Article(string title, int day = 0, string type = "Article", string author = "anna") => new()
    {
        ContentItemId = ContentId.New(),
        ContentItemVersionId = ContentId.New(),
        ContentType = type,
        DisplayText = title,
        CreatedUtc = Start.AddDays(day),
        ModifiedUtc = Start.AddDays(day),
        Author = author,
        PartsJson = $$$"""{"TitlePart":{"Title":"{{{title}}}"}}""",
    };

    public static ContentItem NextVersion(ContentItem item, string title) => Article(title) with { ContentItemId = item.ContentItemId, CreatedUtc = item.CreatedUtc };

    public static Route Route(ContentItem item) =>
        new("guides/" + item.DisplayText.ToLowerInvariant().Replace(' ', '-'), item.ContentItemId, null);
}
