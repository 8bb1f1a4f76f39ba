using Microsoft.Extensions.Logging.Abstractions;

namespace Cms.Themes.Tests;

public class LoadedThemesTests : IDisposable
{
    private readonly ThemeFiles _files = new();

    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_theme_has_its_templates_and_assets()
    {
        var theme = Themes().Get("plain");

        Assert.Equal(("plain", "Plain", "1.0.0", 2), (theme.Name, theme.DisplayName, theme.Version, theme.PageSize));
        Assert.Equal("article", theme.ContentTypes["Article"].Name);
        Assert.Equal(["first", "skip"], theme.Home.Query!.Variables.Order());
        Assert.Equal(["img/logo.svg", "site.css"], theme.Assets.Keys.Order());
        Assert.Null(theme.NotFound.Query);
        Assert.Equal(["plain"], Themes().ListNames());
    }

    [Theory]
    [InlineData("""{ "name": "plain" """, "theme.json, line 1")]
    [InlineData("{\n  \"name\": \"plain\",\n  oops }", "theme.json, line 3")]
    [InlineData("[]", "must be one object")]
    [InlineData("{}", "name is missing")]
    [InlineData("{\n  \"name\": \"plain\",\n  \"colour\": \"x\" }", "line 3: there is no key colour. Keys: name, displayName")]
    [InlineData("{\n  \"name\": \"plain\",\n  \"layout\": \"layout\", \"home\": \"home\", \"notFound\": \"not-found\", \"contentTypes\": {\n  \"Article\": \"artikel\" } }",
        "line 4: Article names the template artikel, and templates/artikel.liquid does not exist. Templates: article, home")]
    [InlineData("{\n  \"name\": \"other\", \"layout\": \"layout\", \"home\": \"home\", \"notFound\": \"not-found\", \"contentTypes\": {} }", "line 2: name must be plain")]
    [InlineData("{ \"name\": 5 }", "name must be a text")]
    [InlineData("{ \"name\": \"plain\", \"pageSize\": 0 }", "pageSize must be a whole number from 1 to 100")]
    [InlineData("{ \"name\": \"plain\", \"contentTypes\": [] }", "contentTypes must be an object")]
    [InlineData("{ \"name\": \"plain\", \"name\": \"plain\" }", "given twice")]
    [InlineData("{ \"name\": \"plain\", \"layout\": \"layout\", \"home\": \"home\", \"notFound\": \"not-found\", \"contentTypes\": {} } x", "theme.json, line 1")]
    public void A_wrong_manifest_names_the_line_and_what_would_be_right(string json, string message)
    {
        _files.Write("theme.json", json);

        var error = Assert.Throws<ThemeException>(() => Themes().Get("plain"));

        Assert.StartsWith("themes/plain/theme.json, line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_cannot_be_read_names_file_and_line()
    {
        _files.Write("templates/home.liquid", "a\n{% if %}");

        var error = Assert.Throws<ThemeException>(() => Themes().Get("plain"));

        Assert.Contains("themes/plain/templates/home.liquid, line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_without_a_template_is_an_error()
    {
        _files.Write("templates/alone.graphql", "{ a }");

        Assert.Contains("has no alone.liquid", Assert.Throws<ThemeException>(() => Themes().Get("plain")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../plain")]
    [InlineData("plain/../plain")]
    [InlineData("plain/assets")]
    [InlineData(".hidden")]
    [InlineData("/etc")]
    [InlineData("C:\\x")]
    [InlineData("plain\n")]
    [InlineData("")]
    public void A_name_cannot_leave_the_themes_folder(string name) =>
        Assert.Contains("cannot be called", Assert.Throws<ThemeException>(() => Themes().Get(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_theme_that_is_not_there_tells_which_are() =>
        Assert.Contains("Themes: plain.", Assert.Throws<ThemeException>(() => Themes().Get("gone")).Message, StringComparison.Ordinal);

    [Fact]
    public void Outside_development_a_theme_is_read_once()
    {
        var clock = new ManualClock();
        var themes = Themes(clock);
        var before = themes.Get("plain");

        _files.Write("templates/home.liquid", "changed, longer than before or not");
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Same(before, themes.Get("plain"));
    }

    [Fact]
    public void In_development_a_broken_edit_is_shown_and_a_repair_heals()
    {
        var clock = new ManualClock();
        var themes = Themes(clock, development: true);
        var first = themes.Get("plain");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(first, themes.Get("plain"));

        _files.Write("templates/home.liquid", "{% if %}");
        Assert.Same(first, themes.Get("plain"));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Throws<ThemeException>(() => themes.Get("plain"));
        Assert.Throws<ThemeException>(() => themes.Get("plain"));

        _files.Write("templates/home.liquid", "<h1>Repaired</h1>");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotSame(first, themes.Get("plain"));

        _files.Delete("assets/site.css");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["img/logo.svg"], themes.Get("plain").Assets.Keys);
    }

    [Fact]
    public void Outside_development_a_repaired_theme_needs_no_restart()
    {
        var themes = Themes();
        _files.Write("templates/home.liquid", "{% if %}");
        Assert.Throws<ThemeException>(() => themes.Get("plain"));

        _files.Write("templates/home.liquid", "ok");

        Assert.NotNull(themes.Get("plain"));
    }

    private LoadedThemes Themes(TimeProvider? clock = null, bool development = false) =>
        new(_files.Folder, development, clock ?? TimeProvider.System, NullLogger<LoadedThemes>.Instance);

    private sealed class ManualClock : TimeProvider
    {
        private long _now = 1;

        public override long GetTimestamp() => _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
