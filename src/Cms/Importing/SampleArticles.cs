namespace Cms.Importing;

/// <summary>Makes up guide articles on wellbeing, to fill a site of any size with content.</summary>
public static class SampleArticles
{
    // Any number without a common factor with the count of titles visits each of them once, in an order that looks mixed.
    private const long TitleStride = 48_271;

    private static readonly DateOnly FirstDay = new(2015, 1, 1);
    private static readonly DateOnly LastDay = new(2025, 12, 31);

    /// <summary>
    /// Makes the article with this index, 0 or more: the same one each time and on every machine. No two indexes have the same title.
    /// </summary>
    public static Article Make(int index)
    {
        var title = TitleOf(index);
        var numbers = new SampleNumbers((ulong)index);
        var date = FirstDay.AddDays(numbers.Below(LastDay.DayNumber - FirstDay.DayNumber + 1));
        var introduction = Paragraphs(numbers, 1 + numbers.Below(2));
        var sections = numbers.Some(8 + numbers.Below(3), SampleWords.Headings)
            .Select((heading, i) => MakeSection(i + 1, heading, numbers))
            .ToArray();
        var conclusion = Paragraphs(numbers, 1 + numbers.Below(2));
        var keywords = numbers.Some(3 + numbers.Below(4), SampleWords.Keywords);
        return new Article(title, date, introduction, sections, conclusion, keywords);
    }

    /// <summary>The title of the article with this index, for lists and links that do not need the rest of it.</summary>
    public static string TitleOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);

        var (openings, aims, occasions) = (SampleWords.TitleOpenings, SampleWords.TitleAims, SampleWords.TitleOccasions);
        var count = openings.Length * aims.Length * occasions.Length;
        var (volume, place) = Math.DivRem(index, count);

        var mixed = (int)(place * TitleStride % count);
        var (rest, occasion) = Math.DivRem(mixed, occasions.Length);
        var (opening, aim) = Math.DivRem(rest, aims.Length);
        var title = $"{openings[opening]} {aims[aim]} {occasions[occasion]}";
        return volume == 0 ? title : $"{title}, Part {volume + 1}";
    }

    private static ArticleSection MakeSection(int number, string heading, SampleNumbers numbers)
    {
        var body = numbers.Below(3) == 0 ? "" : Paragraph(numbers, 1 + numbers.Below(3));
        var bullets = numbers.Some(2 + numbers.Below(2), SampleWords.Labels)
            .Select(label => new ArticleBullet(label, Paragraph(numbers, 1 + numbers.Below(2))))
            .ToArray();
        return new ArticleSection(number, heading, body, bullets);
    }

    private static string Paragraphs(SampleNumbers numbers, int count) =>
        string.Join("\n\n", Enumerable.Range(0, count).Select(_ => Paragraph(numbers, 2 + numbers.Below(3))));

    private static string Paragraph(SampleNumbers numbers, int sentences) =>
        string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence(numbers)));

    private static string Sentence(SampleNumbers numbers)
    {
        var practice = numbers.OneOf(SampleWords.Practices);
        var moment = numbers.OneOf(SampleWords.Moments);
        var gain = numbers.OneOf(SampleWords.Gains);
        var obstacle = numbers.OneOf(SampleWords.Obstacles);
        var time = numbers.OneOf(SampleWords.Times);
        var sentence = numbers.Below(12) switch
        {
            0 => $"{practice} helps you to {gain}.",
            1 => $"Try {practice} {moment}.",
            2 => $"Many people find that {practice} helps to {gain}.",
            3 => $"Set aside {time} for {practice} {moment}.",
            4 => $"If {obstacle}, begin with {time} and no more.",
            5 => $"It takes {time} to {gain}.",
            6 => $"When {obstacle}, {practice} may be enough.",
            7 => $"There is no need to do everything at once, and {practice} is a fair place to begin.",
            8 => $"Ask yourself {moment} what would help you to {gain}.",
            9 => $"Some days {obstacle}, and that is fine.",
            10 => $"{moment}, take {time} to {gain}.",
            _ => $"Over the weeks, {practice} becomes a habit that needs no effort.",
        };
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }
}
