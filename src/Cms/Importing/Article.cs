namespace Cms.Importing;

/// <summary>A guide article as it was written in a plain-text file. Paragraphs inside a text are parted by one blank line.</summary>
public sealed record Article(
    string Title,
    DateOnly? DateCreated,
    string Introduction,
    IReadOnlyList<ArticleSection> Sections,
    string Conclusion,
    IReadOnlyList<string> Keywords);

/// <summary>A numbered part of an article: a heading, the paragraphs below it and its bullets.</summary>
public sealed record ArticleSection(int Number, string Heading, string Body, IReadOnlyList<ArticleBullet> Bullets);

/// <summary>One bullet of a section. The label is empty when the bullet was written without one.</summary>
public sealed record ArticleBullet(string Label, string Text);
