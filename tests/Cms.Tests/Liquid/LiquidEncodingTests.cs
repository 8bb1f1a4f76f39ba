using static Cms.Tests.Liquid.LiquidPages;

namespace Cms.Tests.Liquid;

public class LiquidEncodingTests
{
    private const string Attack = """{"text":"<script>alert('1')</script> & \"x\""}""";
    private const string Harmless = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;";

    [Theory]
    [InlineData("{{ text }}")]
    [InlineData("{% assign copy = text %}{{ copy }}")]
    [InlineData("{{ text | strip }}")]
    [InlineData("{{ text | append: '' }}")]
    [InlineData("{{ missing | default: text }}")]
    [InlineData("{{ text | escape }}")]
    [InlineData("{{ text | escape_once }}")]
    [InlineData("{{ text | raw | strip }}")]
    [InlineData("{% if true %}{{ text }}{% endif %}")]
    [InlineData("{% case 1 %}{% when 1 %}{{ text }}{% endcase %}")]
    public void Every_output_is_encoded_once(string template) => Assert.Equal(Harmless, Html(template, Attack));

    [Fact]
    public void A_value_in_an_attribute_cannot_end_it() =>
        Assert.Equal($"<a title=\"{Harmless}\">", Html("<a title=\"{{ text }}\">", Attack));

    [Theory]
    [InlineData("heading", " data-cms-field=\"Sections[2].Heading\"")]
    [InlineData("", " data-cms-field=\"Sections[2]\"")]
    [InlineData("other", "")]
    public void A_mark_says_where_a_value_stands_where_the_object_does(string name, string mark)
    {
        const string section = """{"section":{"heading":"h","__places":{"":"Sections[2]","heading":"Sections[2].Heading"}},"plain":{"heading":"h"},"text":"t"}""";

        Assert.Equal($"<h2{mark}>h</h2>", Html($"<h2{{{{ section | mark: '{name}' }}}}>{{{{ section.heading }}}}</h2>", section));
        Assert.Equal("<h2></h2><p></p><b></b>", Html($"<h2{{{{ plain | mark: '{name}' }}}}></h2><p{{{{ text | mark: '{name}' }}}}></p><b{{{{ missing | mark: '{name}' }}}}></b>", section));
    }

    [Fact]
    public void A_mark_cannot_end_its_attribute() =>
        Assert.Equal("<p data-cms-field=\"&quot;&gt;&lt;script&gt;\">", Html("<p{{ item | mark }}>", """{"item":{"__places":{"":"\"><script>"}}}"""));

    [Fact]
    public void A_value_in_a_script_cannot_end_it() =>
        Assert.DoesNotContain("</script> &", Html("<script>let a = '{{ text }}';</script>", Attack), StringComparison.Ordinal);

    [Fact]
    public void Lists_and_objects_are_encoded_too()
    {
        var html = Html("{{ list }}{{ list | join: '<' }}{{ item }}{% for one in list %}{{ one }}{% endfor %}", """{"list":["<b>","<i>"],"item":{"a":"<u>"}}""");

        Assert.DoesNotContain("<", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_leaves_html_as_it_is() => Assert.Equal("<b>1</b>", Html("{{ text | raw }}", """{"text":"<b>1</b>"}"""));

    [Fact]
    public void Readable_letters_and_signs_stay_as_they_are()
    {
        const string text = "’ “quoted” – é ž Ω Привет 日本語 العربية 😀 + ` = / © non\u00A0breaking";

        Assert.Equal(text, Html("{{ text }}", $$"""{"text":"{{text}}"}"""));
    }

    [Fact]
    public void An_included_template_is_encoded_once_and_sees_the_variables()
    {
        var html = Html("{% assign name = text %}[{% include 'part' %}]", Attack, partials: new() { ["part"] = "<i>{{ name }}</i>" });

        Assert.Equal($"[<i>{Harmless}</i>]", html);
    }

    [Fact]
    public void Captured_text_is_encoded_once() =>
        Assert.Equal($"<b>{Harmless}</b>", Html("{% capture box %}<b>{{ text }}</b>{% endcapture %}{{ box }}", Attack));

    [Fact]
    public void Captured_text_that_a_filter_changed_is_text_again() =>
        Assert.Equal("&lt;b&gt;x", Html("{% capture box %}<b>{% endcapture %}{{ box | append: 'x' }}"));

    [Fact]
    public void Captured_text_compares_like_any_text()
    {
        const string template = """
            {%- capture none %}{% endcapture -%}{%- capture one %}a{% endcapture -%}
            {%- if none == '' %}empty {% endif -%}{%- if one != '' %}full {% endif -%}{%- if one == 'a' %}same {% endif -%}{%- if one contains 'a' %}has{% endif -%}
            """;

        Assert.Equal("empty full same has", Html(template));
    }

    [Fact]
    public void Whoever_rendered_the_page_reads_what_it_assigned()
    {
        var output = Render("{% assign page_title = text %}{% capture page_description %}About {{ text }}{% endcapture %}", """{"text":"A & B"}""");

        Assert.Equal("A & B", output.Assigned["page_title"]);
        Assert.Equal("About A & B", output.Assigned["page_description"]);
    }

    [Fact]
    public void Line_breaks_become_html_and_the_rest_stays_encoded() =>
        Assert.Equal("&lt;b&gt;<br>\nx", Html("{{ text | newline_to_br }}", """{"text":"<b>\nx"}"""));
}
