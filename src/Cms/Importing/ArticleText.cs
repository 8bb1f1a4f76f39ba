using System.Text;

namespace Cms.Importing;

/// <summary>Writes articles in the plain-text form that <see cref="ArticleParser"/> reads.</summary>
public static class ArticleText
{
    /// <summary>
    /// Writes an article so that reading it gives the same one back. That holds for what the form can say: keywords have no commas,
    /// labels no colon with white space behind it, and a conclusion stands behind bullets. Lines end with a line feed.
    /// </summary>
    public static string Write(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);

        var text = new StringBuilder(article.Title).Append('\n');
        if (article.DateCreated is { } date)
            Append(text, $"Date created: {WrittenDate.Write(date)}");

        Append(text, article.Introduction);
        foreach (var section in article.Sections)
        {
            Append(text, $"{section.Number}. {section.Heading}:");
            Append(text, section.Body);
            Append(text, string.Join('\n', section.Bullets.Select(Bullet)));
        }

        Append(text, article.Conclusion);
        if (article.Keywords.Count > 0)
            Append(text, $"Keywords: {string.Join(", ", article.Keywords)}");

        return text.ToString();
    }

    private static string Bullet(ArticleBullet bullet) =>
        bullet.Label.Length == 0 ? $"• {bullet.Text}" : $"• {bullet.Label}: {bullet.Text}";

    private static void Append(StringBuilder text, string piece)
    {
        if (piece.Length > 0)
            text.Append('\n').Append(piece).Append('\n');
    }
}
