using Cms.Content;

namespace Cms.Tests.Content;

public sealed class ContentIdTests
{
    [Fact]
    public void An_id_has_26_letters_and_digits_and_is_new_each_time()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => ContentId.New()).ToList();

        Assert.All(ids, id => Assert.True(id.Length == 26 && ContentId.IsValid(id) && !id.Any(char.IsAsciiLetterUpper)));
        Assert.Equal(1000, ids.Distinct().Count());
    }

    [Fact]
    public void Ids_sort_by_age()
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(50);

        var ids = Enumerable.Range(0, 200).Select(index => ContentId.FromBytes(Guid.CreateVersion7(start.AddMilliseconds(index * 37)).ToByteArray(bigEndian: true))).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void The_same_bytes_give_the_same_id_and_others_another()
    {
        var bytes = new byte[16];
        var zero = ContentId.FromBytes(bytes);
        bytes[15] = 1;

        Assert.Equal(new string('0', 26), zero);
        Assert.NotEqual(zero, ContentId.FromBytes(bytes));
    }

    [Theory]
    [InlineData("4aw8n8p1xvdx3y44w9m0kkyxxw", true)]
    [InlineData("A", true)]
    [InlineData("", false)]
    [InlineData("4aw8n8p1xvdx3y44w9m0kkyxxwx", false)]
    [InlineData("a-b", false)]
    [InlineData("ä", false)]
    [InlineData("a/b", false)]
    public void Ids_of_recipes_are_short_and_plain(string id, bool valid)
    {
        Assert.Equal(valid, ContentId.IsValid(id));
    }
}
