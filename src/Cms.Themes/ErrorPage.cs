using Cms.Liquid;

namespace Cms.Themes;

/// <summary>The page that visitors see when a page cannot be made. It uses no theme, as the theme may be what is broken.</summary>
/// <param name="ShowsReason">True in Development: the page says what is wrong, which visitors must not learn.</param>
internal sealed record ErrorPage(bool ShowsReason)
{
    public string Html(ThemeException error) => BarePage.Html(
        "This page cannot be shown",
        "Something went wrong while the page was made. Please try again later.",
        ShowsReason ? $"<h2>What is wrong</h2>\n    <p>{HtmlText.Encode(error.Message)}</p>" : "");
}
