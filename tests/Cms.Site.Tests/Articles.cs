namespace Cms.Site.Tests;

/// <summary>Plain-text articles as editors bring them.</summary>
public static class Articles
{
    private const string NoBreakSpace = "\u00A0";
    private const string EmSpace = "\u2003";

    /// <summary>The title of <see cref="Peculiar"/>: an accent written as a letter of its own, curly quotes, Arabic, Japanese and an emoji.</summary>
    public const string PeculiarTitle = "Cafe\u0301 “calm” for النوم and 眠り 🌙";

    /// <summary>
    /// Every peculiarity of the form: furniture at both ends, a weekday that does not match, white space of all kinds around pieces, each
    /// bullet mark, a bullet over two lines, labels with colons, a section with text above its bullets, keywords on the line after.
    /// </summary>
    public const string Peculiar = $"""
        top of page

        {NoBreakSpace}{PeculiarTitle}{NoBreakSpace}

        Date created:
        Friday, November 20, 2025

        {EmSpace}First paragraph, with a no-break{NoBreakSpace}space inside.{NoBreakSpace}

        Second paragraph: it’s “quoted” — naïve & <plain>.

        1. Begin at 7:30: slowly:
        Text above the bullets.

        •{NoBreakSpace}When it is 10:45: rest, and drink: water.
        - Ends with a dash{NoBreakSpace}: spaced label.
        * النوم: نم جيدا
        • No label in this one
          and it goes on here.

        2.{NoBreakSpace}深呼吸：
            • 吸う: ゆっくり 👩‍👩‍👧
            • See https://example.org:8080/a first: then decide.

        The end, part one.

        The end, part two.

        Keywords:
        Recovery X, café, 眠り , “Quoted”

        Book our course now!
        © 2025 Somebody
        bottom of page
        """;

    /// <summary>The least that is worth reading; what a test does not care about.</summary>
    public static string Brief(string title, string introduction = "Begin here.", string keywords = "Calm") => $"""
        {title}
        Date created: 2025-11-20

        {introduction}

        1. Start:
        • Breathe: slowly.

        That is all.

        Keywords: {keywords}
        """;
}
