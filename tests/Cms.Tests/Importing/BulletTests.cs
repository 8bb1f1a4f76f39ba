using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class BulletTests
{
    [Theory]
    [InlineData("• Early: Go to bed.")]
    [InlineData("- Early: Go to bed.")]
    [InlineData("* Early: Go to bed.")]
    [InlineData("•Early: Go to bed.")]
    [InlineData("-Early: Go to bed.")]
    [InlineData("*Early: Go to bed.")]
    [InlineData("\t\t•\tEarly:\tGo to bed.\t")]
    [InlineData("      -   Early :   Go to bed.")]
    [InlineData("\u00A0•\u00A0Early:\u00A0Go to bed.\u00A0")]
    [InlineData("\u3000•\u202FEarly\u200B:\u200BGo to bed.\u200B")]
    [InlineData("\uFEFF•\uFEFFEarly:\u2003Go to bed.\uFEFF")]
    [InlineData("\u200F• Early: Go to bed.")]
    [InlineData("•\nEarly: Go to bed.")]
    [InlineData("• Early:\nGo to bed.")]
    [InlineData("• Early: Go\n  to bed.")]
    [InlineData("• Early：Go to bed.")]
    public void A_bullet_parts_into_label_and_text(string lines)
    {
        var bullet = ArticleFile.ReadBullet(lines);

        Assert.Equal(new ArticleBullet("Early", "Go to bed."), bullet);
    }

    [Theory]
    [InlineData("• Just lie down.", "", "Just lie down.")]
    [InlineData("• At 10:30 breathe", "", "At 10:30 breathe")]
    [InlineData("• At 10:30: breathe", "At 10:30", "breathe")]
    [InlineData("• At 10：30 breathe", "", "At 10：30 breathe")]
    [InlineData("• See https://example.org/a for more", "", "See https://example.org/a for more")]
    [InlineData("• Link: https://example.org", "Link", "https://example.org")]
    [InlineData("• Early: Go: now", "Early", "Go: now")]
    [InlineData("• 标签：文字：更多", "标签", "文字：更多")]
    [InlineData("• : no label", "", ": no label")]
    [InlineData("- **Label:** text", "", "**Label:** text")]
    [InlineData("- **Label**: text", "**Label**", "text")]
    [InlineData("* *Label*: text", "*Label*", "text")]
    [InlineData("• -5 degrees: cold", "-5 degrees", "cold")]
    [InlineData("•5 breaths: slow", "5 breaths", "slow")]
    [InlineData("- 5 breaths: slow", "5 breaths", "slow")]
    [InlineData("-é: text", "é", "text")]
    public void The_label_ends_at_the_first_colon_with_white_space_behind_it(string line, string label, string text)
    {
        var bullet = ArticleFile.ReadBullet(line);

        Assert.Equal(new ArticleBullet(label, text), bullet);
    }

    [Theory]
    [InlineData("-5 degrees is cold.")]
    [InlineData("--Jane")]
    [InlineData("-> next")]
    [InlineData("**Bold** words")]
    [InlineData("*Emphasis* at the start")]
    [InlineData("– an en dash")]
    [InlineData("— an em dash")]
    [InlineData("· a middle dot")]
    public void A_line_that_only_resembles_a_bullet_is_text(string line)
    {
        var reading = ArticleFile.Read(sections: $"1. Sleep:\n{line}\n• Early: Go to bed.");

        var section = Assert.Single(ArticleFile.AcceptedWithoutRemark(reading).Sections);
        Assert.Equal(line, section.Body);
        Assert.Single(section.Bullets);
    }

    [Fact]
    public void Bullets_may_be_parted_by_blank_lines()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\n\n• One: A.\n\n\n- Two: B.\n \n    * Three: C.");

        var bullets = ArticleFile.AcceptedWithoutRemark(reading).Sections[0].Bullets;
        Assert.Equal([new("One", "A."), new("Two", "B."), new ArticleBullet("Three", "C.")], bullets);
    }

    [Fact]
    public void A_bullet_runs_over_as_many_lines_as_follow_directly()
    {
        var bullet = ArticleFile.ReadBullet("• Early: Go\n  to\n\tbed\nnow.");

        Assert.Equal(new ArticleBullet("Early", "Go to bed now."), bullet);
    }

    [Fact]
    public void A_bullet_begins_even_directly_below_a_paragraph()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\nNights matter.\n- Early: Go to bed.");

        var section = ArticleFile.AcceptedWithoutRemark(reading).Sections[0];
        Assert.Equal(("Nights matter.", "Early"), (section.Body, section.Bullets[0].Label));
    }

    [Fact]
    public void A_label_without_text_is_kept_and_reported()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\n• Early:");

        Assert.Equal(new ArticleBullet("Early", ""), Assert.Single(ArticleFile.Accepted(reading).Sections[0].Bullets));
        Assert.Equal(new ArticleRemark(8, "The bullet \"Early\" has a label but no text.", "• Early:"), Assert.Single(reading.Warnings));
    }

    [Fact]
    public void A_marker_with_nothing_behind_it_is_left_out()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\n• Early: Go to bed.\n•\n\n-\u200B\n• Late: Sleep in.");

        Assert.Equal(["Early", "Late"], ArticleFile.Accepted(reading).Sections[0].Bullets.Select(bullet => bullet.Label));
        Assert.Equal([(9, "•"), (11, "-")], reading.LeftOut.Select(remark => (remark.Line, remark.Text)));
    }

    [Fact]
    public void A_bullet_above_the_first_heading_stays_in_the_introduction()
    {
        var reading = ArticleFile.Read(introduction: "You will learn:\n• to rest\n• to\n  sleep");

        Assert.Equal("You will learn:\n\n• to rest\n\n• to sleep", ArticleFile.Accepted(reading).Introduction);
        Assert.Equal([6, 7], reading.Warnings.Select(warning => warning.Line));
    }

    [Fact]
    public void A_section_without_bullets_is_reported()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\nNights matter.\n\n2. Breathe:\n• Slowly: Count.");

        Assert.Equal("Nights matter.", ArticleFile.Accepted(reading).Sections[0].Body);
        Assert.StartsWith("Section 1 has no bullets.", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }
}
