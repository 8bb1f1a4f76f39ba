using Cms.Media;

namespace Cms.Tests.Media;

public sealed class NaturalOrderTests
{
    [Fact]
    public void Numbers_count_and_the_case_of_letters_does_not()
    {
        string[] names = ["b.png", "a10.png", "A2.png", "a1.png", "a01.png", "a.png", "10", "9", "99999999999999999999999", "ä.png", ""];

        var ordered = names.Order(NaturalOrder.Instance);

        Assert.Equal(["", "9", "10", "99999999999999999999999", "a.png", "a01.png", "a1.png", "A2.png", "a10.png", "ä.png", "b.png"], ordered);
    }
}
