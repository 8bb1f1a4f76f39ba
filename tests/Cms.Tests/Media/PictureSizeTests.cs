using Cms.Media;

namespace Cms.Tests.Media;

public sealed class PictureSizeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D494846520000", null)]
    [InlineData("89504E470D0A1A0A0000000D4948445200000280000001E0", "640x480")]
    [InlineData("4749463839614001C800", "320x200")]
    [InlineData("FFD8FFE000104A46494600010100000100010000FFFFDB0003AAFFC0001108012C0190", "400x300")]
    [InlineData("FFD8FFC40003AAFFC2001108012C0190", "400x300")]
    [InlineData("FFD8FFE00010", null)]
    [InlineData("524946460000000057454250565038580000000000000000FF0000FF0100", "256x512")]
    [InlineData("5249464600000000574542505650384C000000002FFFC07F0000000000000000", "256x512")]
    [InlineData("52494646000000005745425056503820000000000000009D012A40013201", "320x306")]
    [InlineData("3C73766720", null)]
    [InlineData("", null)]
    public void A_picture_says_its_size_in_its_first_bytes(string bytes, string? size)
    {
        var found = PictureSize.Find(Convert.FromHexString(bytes));

        Assert.Equal(size, found is null ? null : $"{found.Width}x{found.Height}");
    }

    [Fact]
    public void Bytes_of_any_kind_are_read_without_a_failure()
    {
        var random = new Random(7);
        byte[][] beginnings = [[0xFF, 0xD8], [.. "RIFF1234WEBPVP8X"u8], [.. "RIFF1234WEBPVP8 "u8], [.. "GIF89a"u8], [0x89, .. "PNG"u8]];

        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            PictureSize.Find([.. beginnings[round % beginnings.Length], .. bytes]);
        }
    }
}
