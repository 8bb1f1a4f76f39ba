using System.Diagnostics;
using System.Text.Json.Nodes;
using Cms.Liquid;
using static Cms.Tests.Liquid.LiquidPages;

namespace Cms.Tests.Liquid;

public class LiquidTemplateTests
{
    private const string Megabytes = "{% assign s = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..17) %}{% assign s = s | append: s %}{% endfor %}";

    [Theory]
    [InlineData("[{{ missing }}]")]
    [InlineData("[{{ missing.member.deeper }}]")]
    [InlineData("[{{ missing | strip }}]")]
    [InlineData("[{{ missing | markdownify }}]")]
    [InlineData("[{{ missing | long_date }}]")]
    [InlineData("[{{ missing | shout | remove: '!' }}]")]
    [InlineData("[{% for one in missing %}x{% endfor %}]")]
    [InlineData("[{{ missing.size }}]")]
    [InlineData("[{{ missing | first }}]")]
    [InlineData("[{{ nothing }}]")]
    [InlineData("[{{ nothing[0] }}]")]
    [InlineData("[{{ list[nothing] }}]")]
    [InlineData("[{{ list[9].member }}]")]
    public void What_is_missing_renders_as_nothing(string template) => Assert.Equal("[]", Html(template, """{"nothing":null,"list":["a"]}"""));

    [Theory]
    [InlineData("date")]
    [InlineData("first")]
    [InlineData("size")]
    [InlineData("title")]
    [InlineData("slugify")]
    [InlineData("include")]
    public void A_variable_may_be_called_like_a_filter(string name)
    {
        if (name != "include")
            Assert.Equal("[]", Html($"[{{{{ {name} }}}}]"));

        Assert.Equal("a a", Html($"{{{{ {name} }}}} {{{{ list | first }}}}", $$"""{"{{name}}":"a","list":["a"]}"""));
    }

    [Fact]
    public void Numbers_are_written_as_people_write_them() =>
        Assert.Equal("2025 2025 1.5 -3 true", Html("{{ a }} {{ b }} {{ c }} {{ d }} {{ e }}", """{"a":2025,"b":2025.0,"c":1.50,"d":-3,"e":true}"""));

    [Fact]
    public void Values_made_in_code_are_read_like_those_of_parsed_json()
    {
        var model = new JsonObject { ["whole"] = 7, ["exact"] = 1.5m, ["on"] = new DateTime(2025, 12, 7, 0, 0, 0, DateTimeKind.Utc), ["yes"] = true };

        Assert.Equal("7 1.5 2025-12-07 true 8", LiquidTemplate.Parse("{{ whole }} {{ exact }} {{ on | iso_date }} {{ yes }} {{ whole | plus: 1 }}", "t").RenderText(model));
    }

    [Theory]
    [InlineData("a\n{{ 'x' | nope }}", "home.liquid, line 2", "no filter nope")]
    [InlineData("a\n\n{% if missing %}{{ 'x' | nope: 1 }}{% endif %}", "home.liquid, line 3", "no filter nope")]
    [InlineData("{{ 'x' }}\n{% include 'part' %}", "part.liquid, line 3", "no filter nope")]
    [InlineData("\n{% include 'gone' %}", "home.liquid, line 2", "no template gone")]
    [InlineData("\n{% if %}", "home.liquid, line 2", "")]
    [InlineData("\n{% unknown %}", "home.liquid, line 2", "unknown")]
    [InlineData("{% for a in b %}", "home.liquid, line 1", "")]
    [InlineData("\n\n{{ 'a' | divided_by: 0 }}", "home.liquid, line 3", "")]
    public void An_error_names_the_template_and_the_line(string template, string place, string what)
    {
        var error = Assert.Throws<LiquidException>(() => Html(template, partials: new() { ["part"] = "a\nb\n{{ 'x' | nope }}" }));

        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for a in (1..1000000000) %}{% endfor %}")]
    [InlineData("{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for a in (1..1000) %}{% assign s = s | append: s %}{% endfor %}{{ s }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for a in (1..1000) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s }}")]
    [InlineData("{% include 'self' %}")]
    [InlineData("{% tablerow a in (1..1000000000) %}{% endtablerow %}")]
    [InlineData("{% assign s = (1..1000000000) | join: ',' %}")]
    [InlineData("{{ 'xxxxxxxxxx' | times: 1000000000 }}")]
    [InlineData("{% assign a = 'x,y' | split: ',' %}{% for i in (1..60) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}")]
    [InlineData(Megabytes + "{{ s | replace: 'x', s }}")]
    [InlineData(Megabytes + "{% for a in (1..200000) %}{% assign t = s | replace: 'x', 'y' %}{% endfor %}")]
    [InlineData("{% for a in (1..200000) %}{% capture s %}{% include 'text' %}{% endcapture %}{{ s }}{% endfor %}")]
    public void A_template_without_end_is_stopped(string template)
    {
        var watch = Stopwatch.StartNew();

        Assert.Throws<LiquidException>(() => Html(template, partials: new() { ["self"] = "{% include 'self' %}", ["text"] = new string('x', 100_000) }));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("{% if a %}")]
    [InlineData("{% for a in b %}{% if a %}")]
    [InlineData("{{ a[")]
    [InlineData("{% elsif a %}")]
    public void A_template_that_nests_without_end_cannot_be_read(string piece) =>
        Assert.Throws<LiquidException>(() => Html("{% if a %}" + string.Concat(Enumerable.Repeat(piece, 20_000)) + "{% endif %}"));

    [Theory]
    [InlineData("{% comment %}")]
    [InlineData("{% raw %}")]
    [InlineData("{%")]
    public void A_template_that_is_never_closed_is_read_or_refused_at_once(string piece)
    {
        var watch = Stopwatch.StartNew();

        var error = Record.Exception(() => Html(string.Concat(Enumerable.Repeat(piece, 20_000))));

        Assert.True(error is null or LiquidException, error?.ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("a{% comment %} {{ x }} {% endcomment %}b")]
    [InlineData("a {%- comment -%} {{ x | nope }} {%- endcomment -%} b")]
    [InlineData("a{%- comment %} it's {% if %} {%- endcomment %}b")]
    [InlineData("a{% comment -%}\n one \n{% endcomment %}b")]
    public void Comments_are_not_shown(string template) => Assert.Equal("ab", Html(template));

    [Fact]
    public void A_comment_keeps_the_lines_below_it_where_they_are()
    {
        var error = Assert.Throws<LiquidException>(() => Html("{% comment %}\n\n{% endcomment %}\n{{ 'x' | nope }}"));

        Assert.Contains("line 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_know_where_they_are() =>
        Assert.Equal(
            "0/1/true/false/2a x 1/2/false/true/2b y ",
            Html("{% for one in list %}{{ forloop.index0 }}/{{ forloop.index }}/{{ forloop.first }}/{{ forloop.last }}/{{ forloop.length }}{{ one }} {{ other[forloop.index0] }} {% endfor %}", """{"list":["a","b"],"other":["x","y"]}"""));

    [Fact]
    public void Loops_may_be_limited_cut_short_and_empty() =>
        Assert.Equal("b c|c b a |a|none", Html(
            "{% for x in list offset: 1 limit: 2 %}{{ x }}{% unless forloop.last %} {% endunless %}{% endfor %}|{% for x in list reversed %}{{ x }} {% endfor %}|{% for x in list %}{% if x == 'b' %}{% break %}{% endif %}{{ x }}{% endfor %}|{% for x in none %}{% else %}none{% endfor %}",
            """{"list":["a","b","c"]}"""));

    [Fact]
    public void Raw_blocks_are_shown_as_written() => Assert.Equal("{{ x | nope }}", Html("{% raw %}{{ x | nope }}{% endraw %}"));

    [Fact]
    public void A_template_renders_in_many_threads_at_once()
    {
        var template = LiquidTemplate.Parse("{% for i in list %}{% assign x = i %}{{ x | slugify }},{% endfor %}", "t");
        var model = JsonNode.Parse("""{"list":["A","B","C"]}""")!.AsObject();

        Parallel.For(0, 500, _ => Assert.Equal("a,b,c,", template.RenderText(model)));
    }

    [Fact]
    public void Patterns_are_not_encoded() =>
        Assert.Equal("A & <b>", LiquidTemplate.Parse("{{ ContentItem.DisplayText }}", "pattern").RenderText(JsonNode.Parse("""{"ContentItem":{"DisplayText":"A & <b>"}}""")!.AsObject()));

    [Fact]
    public void A_page_adds_filters_of_its_own() => Assert.Equal("a!", Html("{{ 'a' | shout }}"));
}
