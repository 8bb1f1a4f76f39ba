using Cms.Liquid;

namespace Cms.Themes;

/// <summary>The page that visitors see when a page cannot be made. It uses no theme, as the theme may be what is broken.</summary>
/// <param name="ShowsReason">True in Development: the page says what is wrong, which visitors must not learn.</param>
internal sealed record ErrorPage(bool ShowsReason)
{
    public string Html(ThemeException error) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>This page cannot be shown</title>
        </head>
        <body>
          <main>
            <h1>This page cannot be shown</h1>
            <p>Something went wrong while the page was made. Please try again later.</p>
            {(ShowsReason ? $"<h2>What is wrong</h2>\n    <p>{HtmlText.Encode(error.Message)}</p>" : "")}
          </main>
        </body>
        </html>

        """;
}
