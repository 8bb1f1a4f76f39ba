using System.Text;
using Cms.Media;

namespace Cms.Tests.Media;

/// <summary>A file is what its name says, and nothing that runs.</summary>
public sealed class MediaContentTests
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    [Theory]
    [InlineData("a.png", "89504E470D0A1A0A00")]
    [InlineData("a.JPG", "FFD8FFE0")]
    [InlineData("a.webp", "524946460000000057454250")]
    [InlineData("a.mp4", "0000001866747970")]
    [InlineData("a.pdf", "255044462D")]
    [InlineData("a.docx", "504B0304")]
    [InlineData("deep/er/a.txt", "C3A4")]
    public void A_file_that_is_what_its_name_says_is_taken(string path, string bytes) =>
        Assert.Equal((null, null), (MediaContent.Complaint(path, Convert.FromHexString(bytes)), MediaKinds.Known.Complaint(path)));

    [Theory]
    [InlineData("a.unknown")]
    [InlineData("no-ending")]
    [InlineData("png")]
    [InlineData("a.png/b")]
    [InlineData("ends-in-nothing.txt.")]
    public void A_file_of_a_kind_that_is_not_looked_into_is_not_taken(string path) =>
        Assert.StartsWith("is of no kind that is taken here; its name must end in one of 3gp, apng, avi,", MediaKinds.Known.Complaint(path), StringComparison.Ordinal);

    [Fact]
    public void An_operator_says_which_kinds_are_taken_but_no_pages_and_programs()
    {
        var kinds = MediaKinds.Find(".png, stl", out _)!;

        Assert.Equal((null, null), (kinds.Complaint("a.PNG"), kinds.Complaint("a.stl")));
        Assert.NotNull(kinds.Complaint("a.jpg"));
        Assert.All([(".png, .html", ".html"), ("a/b", "a/b"), (",", ","), (".", ".")], wrong =>
        {
            Assert.Null(MediaKinds.Find(wrong.Item1, out var ending));
            Assert.Equal(wrong.Item2, ending);
        });
    }

    [Theory]
    [InlineData("a.png", "FFD8FFE0", "is not what its name says (.png)")]
    [InlineData("a.jpg", "3C68746D6C3E", "is not what its name says (.jpg)")]
    [InlineData("a.gif", "", "is not what its name says (.gif)")]
    [InlineData("a.pdf", "4D5A", "is not what its name says (.pdf)")]
    [InlineData("a.txt", "FF00", "is no text in UTF-8, as its name says (.txt)")]
    [InlineData("a.HTML", "", "is a page or program by its name (.HTML), which is no media file")]
    [InlineData("a.php.png", "89504E470D0A1A0A", "is a page or program by its name (.php), which is no media file")]
    [InlineData("a.js", "", "is a page or program by its name (.js), which is no media file")]
    [InlineData("a.svg", "89504E47", "is an SVG that cannot be read")]
    public void Another_one_is_refused_with_what_is_wrong(string path, string bytes, string complaint) =>
        Assert.StartsWith(complaint, MediaContent.Complaint(path, Convert.FromHexString(bytes)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<script>x()</script>", "script")]
    [InlineData("<g><SCRIPT>x()</SCRIPT></g>", "SCRIPT")]
    [InlineData("<s:script xmlns:s=\"http://www.w3.org/2000/svg\"/>", "script")]
    [InlineData("<rect onload=\"x()\"/>", "onload")]
    [InlineData("<a xlink:href=\"javascript:x()\"/>", "xlink:href")]
    [InlineData("<a href=\" java&#10;script:x()\"/>", "href")]
    [InlineData("<animate attributeName=\"href\" values=\"#a;javascript:x()\"/>", "values")]
    [InlineData("<use href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>", "href")]
    [InlineData("<foreignObject><body/></foreignObject>", "foreignObject")]
    public void An_svg_that_could_run_something_is_refused(string inside, string what)
    {
        var complaint = MediaContent.Complaint("a.svg", Encoding.UTF8.GetBytes($"{Svg}{inside}</svg>"));

        Assert.Contains(what, complaint, StringComparison.Ordinal);
        Assert.Contains("could run something", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"x()\">]>")]
    [InlineData("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [<!ENTITY x \"<script>x()</script>\">]>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>")]
    public void An_svg_whose_doctype_declares_something_is_refused(string before) =>
        Assert.Equal(
            "is an SVG with declarations in its DOCTYPE, which could run something; save it as a plain picture",
            MediaContent.Complaint("a.svg", Encoding.UTF8.GetBytes($"{before}{Svg}</svg>")));

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">")]
    [InlineData("")]
    public void A_drawing_is_taken(string before) =>
        Assert.Null(MediaContent.Complaint("a.svg", Encoding.UTF8.GetBytes($"{before}{Svg}<style>a{{fill:red}}</style><title>on: a</title><a xlink:href=\"#b\"><path d=\"M0 0\"/></a></svg>")));

    [Theory]
    [InlineData("<?xml-stylesheet href=\"x.xsl\"?>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    public void Instructions_and_entities_lead_nowhere(string before) =>
        Assert.NotNull(MediaContent.Complaint("a.svg", Encoding.UTF8.GetBytes($"{before}{Svg}<text>&x;</text></svg>")));
}
