using Cms.Fields;

namespace Cms.Tests.Fields;

public sealed class FieldTypesTests
{
    private static readonly string Long = new('x', 30);

    [Theory]
    [InlineData("TextField", """{"Text":5}""", "must have a text as Text, not 5")]
    [InlineData("TextField", """{"Text":["a"]}""", "must have a text as Text, not a list")]
    [InlineData("TextField", "\"text\"", "must be a JSON object such as {\"Text\": ...}, not \"text\"")]
    [InlineData("TextField", "[]", "must be a JSON object such as {\"Text\": ...}, not a list")]
    [InlineData("BooleanField", """{"Value":"yes"}""", "must have true or false as Value, not \"yes\"")]
    [InlineData("BooleanField", "true", "must be a JSON object such as {\"Value\": true}, not true")]
    [InlineData("NumericField", """{"Value":"5"}""", "must have a number as Value, not \"5\"")]
    [InlineData("NumericField", """{"Value":1e99}""", "must have a number as Value, not 1e99")]
    [InlineData("NumericField", "5", "must be a JSON object such as {\"Value\": 1}, not 5")]
    [InlineData("DateField", """{"Value":"20 November"}""", "must have a date like \"2025-11-20\" as Value, not \"20 November\"")]
    [InlineData("DateField", """{"Value":"2025-02-30"}""", "must have a date like \"2025-11-20\" as Value, not \"2025-02-30\"")]
    [InlineData("DateField", """{"Value":20251120}""", "must have a date like \"2025-11-20\" as Value, not 20251120")]
    [InlineData("DateTimeField", """{"Value":"11/20/2025 10:30"}""", "must have a moment like \"2025-11-20T10:30:00Z\" as Value, not \"11/20/2025 10:30\"")]
    [InlineData("TimeField", """{"Value":"25:00:00"}""", "must have a time of day like \"10:30:00\" as Value, not \"25:00:00\"")]
    [InlineData("TimeField", """{"Value":"1.02:00:00"}""", "must have a time of day like \"10:30:00\" as Value, not \"1.02:00:00\"")]
    [InlineData("TimeField", "10", "must be a JSON object such as {\"Value\": \"10:30:00\"}, not 10")]
    [InlineData("HtmlField", """{"Html":5}""", "must have a text as Html, not 5")]
    [InlineData("MarkdownField", """{"Markdown":{}}""", "must have a text as Markdown, not an object")]
    [InlineData("MultiTextField", """{"Values":"a"}""", "must have a list of texts as Values, not \"a\"")]
    [InlineData("UserPickerField", """{"UserIds":[7]}""", "must have a list of texts as UserIds, not a list with 7")]
    [InlineData("LinkField", """{"Url":{}}""", "must have a text as Url, not an object")]
    [InlineData("ContentPickerField", """{"ContentItemIds":"a"}""", "must have a list of texts as ContentItemIds, not \"a\"")]
    [InlineData("TaxonomyField", """{"TermContentItemIds":[5]}""", "must have a list of texts as TermContentItemIds, not a list with 5")]
    [InlineData("MediaField", """{"Paths":[null]}""", "must have a list of texts as Paths, not a list with null")]
    public void A_value_of_another_kind_is_refused_with_what_would_be_right(string kind, string value, string complaint)
    {
        var complaints = FieldCheck.Of(FieldTypes.Find(kind)!, value);

        Assert.Equal([complaint], complaints);
    }

    [Theory]
    [InlineData("TextField", """{"Text":"a","Extra":5}""")]
    [InlineData("BooleanField", """{"Value":false}""")]
    [InlineData("NumericField", """{"Value":-12.345678901234567890}""")]
    [InlineData("DateField", """{"Value":"2025-11-20"}""")]
    [InlineData("DateField", """{"Value":"2025-11-20T00:00:00Z"}""")]
    [InlineData("DateTimeField", """{"Value":"2025-11-20T10:30:00.123Z"}""")]
    [InlineData("DateTimeField", """{"Value":"2025-11-20T10:30:00+02:00"}""")]
    [InlineData("TimeField", """{"Value":"10:30:00"}""")]
    [InlineData("TimeField", """{"Value":"23:59"}""")]
    [InlineData("TimeField", """{"Value":"10:30:00.5"}""")]
    [InlineData("HtmlField", """{"Html":"<p>a</p>"}""")]
    [InlineData("MarkdownField", """{"Markdown":"*a*"}""")]
    [InlineData("MultiTextField", """{"Values":["a","b"]}""")]
    [InlineData("UserPickerField", """{"UserIds":["u1"],"UserNames":["anna"]}""")]
    [InlineData("LinkField", """{"Url":"/guides","Text":"Guides","Target":null}""")]
    [InlineData("ContentPickerField", """{"ContentItemIds":["4aw8n8p1xvdx3y44w9m0kkyxxw"]}""")]
    [InlineData("TaxonomyField", """{"TermContentItemIds":["earth"],"TagNames":["Earth"]}""")]
    [InlineData("MediaField", """{"Paths":["a/b.png"],"MediaTexts":["A hill."]}""")]
    public void A_good_value_is_taken(string kind, string value)
    {
        var complaints = FieldCheck.Of(FieldTypes.Find(kind)!, value);

        Assert.Empty(complaints);
    }

    [Fact]
    public void Every_kind_may_be_empty_and_be_required()
    {
        foreach (var type in FieldTypes.All)
        {
            Assert.Empty(FieldCheck.Of(type, "{}"));
            Assert.Equal(["is required"], FieldCheck.Of(type, "{}", "\"Required\":true"));
        }
    }

    [Theory]
    [InlineData("5", "\"Minimum\":5", null)]
    [InlineData("4.99", "\"Minimum\":5", "must be 5 or more, not 4.99")]
    [InlineData("5", "\"Maximum\":5", null)]
    [InlineData("5.01", "\"Maximum\":5", "must be 5 or less, not 5.01")]
    [InlineData("1.5", "\"Scale\":0", "must be a whole number, not 1.5")]
    [InlineData("2.0", "\"Scale\":0", null)]
    [InlineData("1.234", "\"Scale\":2", "must have at most 2 decimals, not 1.234")]
    [InlineData("1.23", "\"Scale\":2", null)]
    [InlineData("1.23", "\"Scale\":-1", null)]
    [InlineData("1.23", "\"Scale\":99", null)]
    [InlineData("1.23", "\"Maximum\":1e99", null)]
    [InlineData("1.23", "\"Minimum\":\"5\"", null)]
    public void A_number_keeps_its_limits(string number, string settings, string? complaint)
    {
        var complaints = FieldCheck.Of(new NumericField(), $$"""{"Value":{{number}} }""", settings);

        Assert.Equal(complaint, complaints.SingleOrDefault());
    }

    [Theory]
    [InlineData("https://example.org/a:b?c#d", true)]
    [InlineData("mailto:anna@example.org", true)]
    [InlineData("tel:+123", true)]
    [InlineData("/guides/a:b", true)]
    [InlineData("?q=a:b", true)]
    [InlineData("#top", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JavaScript:alert(1)", false)]
    [InlineData(" javascript:alert(1)", false)]
    [InlineData("java\\tscript:alert(1)", false)]
    [InlineData("\\u0001javascript:alert(1)", false)]
    [InlineData("data:text/html,hello", false)]
    [InlineData("vbscript:x", false)]
    [InlineData("/a\\nb", false)]
    public void A_link_leads_nowhere_dangerous(string url, bool safe)
    {
        var complaints = FieldCheck.Of(new LinkField(), $$"""{"Url":"{{url}}"}""");

        Assert.Equal(safe, complaints.Count == 0);
        Assert.All(complaints, complaint => Assert.StartsWith("must be a path of this site or an address with http, https, mailto or tel, not ", complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ContentPickerField", """{"ContentItemIds":["a","b"]}""", "", "must name one content item, not 2")]
    [InlineData("ContentPickerField", """{"ContentItemIds":["a","b"]}""", "\"Multiple\":true", null)]
    [InlineData("ContentPickerField", """{"ContentItemIds":["a/b"]}""", "", "must name content items by id, and \"a/b\" is none (at most 26 letters and digits)")]
    [InlineData("TaxonomyField", """{"TermContentItemIds":["a","b"]}""", "", null)]
    [InlineData("TaxonomyField", """{"TermContentItemIds":["a","b"]}""", "\"Unique\":true", "must have one term, not 2")]
    [InlineData("TaxonomyField", """{"TermContentItemIds":[""]}""", "", "must name terms by id, and \"\" is none (at most 26 letters and digits)")]
    [InlineData("TaxonomyField", """{"TaxonomyContentItemId":"x","TermContentItemIds":[]}""", "\"TaxonomyContentItemId\":\"y\"", "must take its terms from the taxonomy y, not x")]
    [InlineData("MediaField", """{"Paths":["a.png","b.png"]}""", "", "must have one file, not 2")]
    [InlineData("MediaField", """{"Paths":["a.png","b.png"]}""", "\"Multiple\":true", null)]
    [InlineData("MediaField", """{"Paths":["a.png"],"MediaTexts":["A.","B."]}""", "", "has 2 texts for 1 files")]
    [InlineData("MultiTextField", """{"Values":["r","x"]}""", "\"Options\":[{\"name\":\"Red\",\"value\":\"r\"},{\"name\":\"Blue\",\"value\":\"b\"}]", "must have only r, b, not \"x\"")]
    [InlineData("MultiTextField", """{"Values":["b","r"]}""", "\"Options\":[{\"name\":\"Red\",\"value\":\"r\"},{\"name\":\"Blue\",\"value\":\"b\"}]", null)]
    [InlineData("UserPickerField", """{"UserIds":["a","b"]}""", "", "must name one user, not 2")]
    [InlineData("UserPickerField", """{"UserIds":["a","b"]}""", "\"Multiple\":true", null)]
    [InlineData("UserPickerField", """{"UserIds":[""]}""", "", "must name users by id, and one of the ids is empty")]
    [InlineData("UserPickerField", """{"UserIds":["a"],"UserNames":["x","y"]}""", "", "has 2 names for 1 users")]
    [InlineData("HtmlField", """{"Html":"  "}""", "\"Required\":true", "is required")]
    [InlineData("LinkField", """{"Url":"/a"}""", "\"LinkTextMode\":\"Required\"", "must have a text")]
    [InlineData("LinkField", """{"Url":"/a"}""", "\"LinkTextMode\":1", "must have a text")]
    [InlineData("LinkField", """{"Url":"/a"}""", "\"LinkTextMode\":3", null)]
    [InlineData("MediaField", """{"Paths":["a.PNG"]}""", "\"AllowedExtensions\":[\".jpg\",\".png\"]", null)]
    [InlineData("MediaField", """{"Paths":["a.pdf"]}""", "\"AllowedExtensions\":[\".jpg\",\".png\"]", "must have files that end in .jpg, .png, and \"a.pdf\" does not")]
    [InlineData("MediaField", """{"Paths":["a.png"],"MediaTexts":["A."]}""", "\"AllowMediaText\":false", "must have no texts: the field does not take any")]
    [InlineData("MediaField", """{"Paths":["a.png"],"MediaTexts":[""]}""", "\"AllowMediaText\":false", null)]
    [InlineData("MediaField", """{"Paths":["a.png"],"Anchors":[{"X":0.5,"Y":0.5}]}""", "\"AllowAnchors\":false", "must have no anchors: the field does not take any")]
    [InlineData("MediaField", """{"Paths":["a.png"],"Anchors":[null]}""", "\"AllowAnchors\":false", null)]
    [InlineData("MediaField", """{"Paths":["a.png"],"Anchors":[{"X":0.5,"Y":0.5}]}""", "", null)]
    public void References_are_as_many_as_the_settings_say_and_well_formed(string kind, string value, string settings, string? complaint)
    {
        var complaints = FieldCheck.Of(FieldTypes.Find(kind)!, value, settings);

        Assert.Equal(complaint, complaints.SingleOrDefault());
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b.png")]
    [InlineData("a/.hidden")]
    [InlineData("a\\\\b.png")]
    [InlineData("https://example.org/a.png")]
    public void A_media_path_stays_in_the_media_folder(string path)
    {
        var complaints = FieldCheck.Of(new MediaField(), $$"""{"Paths":["{{path}}"]}""");

        Assert.StartsWith("must name files of the media folder, and ", Assert.Single(complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_wrong_value_is_cut_in_the_complaint()
    {
        var complaints = FieldCheck.Of(new NumericField(), $$"""{"Value":"{{Long}}{{Long}}{{Long}}"}""");

        Assert.EndsWith($"not \"{Long}{Long[1..]}...", Assert.Single(complaints), StringComparison.Ordinal);
    }
}
