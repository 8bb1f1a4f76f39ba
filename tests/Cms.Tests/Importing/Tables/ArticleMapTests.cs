using System.Text;
using Cms.Importing.Tables;

namespace Cms.Tests.Importing.Tables;

public sealed class ArticleMapTests
{
    [Theory]
    [InlineData("[]", "The map must be a JSON object such as {\"Fields\": {\"Introduction\": \"Lead\"}}.")]
    [InlineData("{\n\"Fields\": }", "The map is no JSON: line 2, column 11: ")]
    [InlineData("""{"Felds":{}}""", "The map has \"Felds\"; right would be Fields, Csv, Json.")]
    [InlineData("""{"Csv":[]}""", "The map's Csv must be an object of pieces and names.")]
    [InlineData("""{"Csv":{"Label":"x"}}""", "The map's Csv has \"Label\"; right would be Title, DateCreated, Introduction, Conclusion, Keywords, Heading, Body, Bullets.")]
    [InlineData("""{"Fields":{"Title":"x"}}""", "The map's Fields has \"Title\"; right would be DateCreated, ")]
    [InlineData("""{"Fields":{"Body":null}}""", "The map's Fields.Body must be a name.")]
    [InlineData("""{"Json":{"Body":5}}""", "The map's Json.Body must be a name, or null where a piece has none.")]
    [InlineData("""{"Csv":{"Heading":"Step"}}""", "The map's Csv.Heading must have # where the section's number stands, as in \"Heading #\".")]
    [InlineData("""{"Csv":{"Title":"Name #"}}""", "The map's Csv.Title must have no #, which stands for a section's number.")]
    [InlineData("""{"Csv":{"Title":"a","Title":"b"}}""", "The map names a member twice:")]
    public void A_wrong_map_is_refused_with_what_would_be_right(string text, string problem) =>
        Assert.StartsWith(problem, ArticleMap.Read(Encoding.UTF8.GetBytes(text)).Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void What_the_map_does_not_name_keeps_its_standard_name()
    {
        var map = ArticleMap.Read("""{"Fields":{"Introduction":"Lead"}}"""u8.ToArray()).Value;

        Assert.Equal(("Lead", "Conclusion", "Heading #", "Heading"), (map.Fields[ArticlePiece.Introduction], map.Fields[ArticlePiece.Conclusion], map.Csv[ArticlePiece.Heading], map.Json[ArticlePiece.Heading]));
    }
}
