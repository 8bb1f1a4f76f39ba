namespace Cms.Themes.Tests;

/// <summary>A folder of themes that a test writes; deleted at its end.</summary>
internal sealed class ThemeFiles : IDisposable
{
    public const string Manifest = """
        {
          "name": "plain",
          "displayName": "Plain",
          "version": "1.0.0",
          "layout": "layout",
          "home": "home",
          "notFound": "not-found",
          "contentTypes": { "Article": "article", "Keyword": "keyword" },
          "pageSize": 2
        }
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("cms-themes-").FullName;

    public ThemeFiles()
    {
        Write("theme.json", Manifest);
        Write("templates/layout.liquid", "<html lang=\"{{ site.culture }}\"><title>{{ page_title }}</title><link href=\"{{ 'site.css' | asset_url }}\">{{ content | raw }}</html>");
        Write("templates/layout.graphql", "query Layout { site { culture } }");
        Write("templates/home.liquid", "<h1>Home {{ page.number }}</h1>{% for a in articles limit: page.size %}<a href=\"{{ a.path | href }}\">{{ a.displayText }}</a>{% endfor %}");
        Write("templates/home.graphql", "query Home($first: Int, $skip: Int) { articles(first: $first, skip: $skip) { path displayText } }");
        Write("templates/article.liquid", "{% assign a = article | first %}{% assign page_title = a.displayText %}<h1>{{ a.displayText }}</h1>{{ a.body | markdownify }}");
        Write("templates/article.graphql", "query Article($path: String) { article(where: { path: $path }) { displayText body } }");
        Write("templates/keyword.liquid", "<h1>Keyword {{ page.displayText }}</h1>");
        Write("templates/keyword.graphql", "query Keyword($id: ID!, $displayText: String, $first: Int, $skip: Int) { articles { path } }");
        Write("templates/not-found.liquid", "<h1>Nothing here</h1><p>{{ page.path }}</p>");
        Write("assets/site.css", "body { color: black }");
        Write("assets/img/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    }

    public void Write(string file, string text)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Delete(string file) => File.Delete(PathOf(file));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string PathOf(string file) => Path.Combine(Folder, "plain", file);
}
