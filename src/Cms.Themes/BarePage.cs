using Cms.Liquid;

namespace Cms.Themes;

/// <summary>A page that uses no theme: for when there is none, or it is what is broken.</summary>
internal static class BarePage
{
    /// <summary>The page.</summary>
    /// <param name="title">Its title and heading, as text.</param>
    /// <param name="reason">What it says, as text.</param>
    /// <param name="more">HTML below it; empty for none.</param>
    public static string Html(string title, string reason, string more = "") => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{HtmlText.Encode(title)}</title>
        </head>
        <body>
          <main>
            <h1>{HtmlText.Encode(title)}</h1>
            <p>{HtmlText.Encode(reason)}</p>
            {more}
          </main>
        </body>
        </html>

        """;
}
