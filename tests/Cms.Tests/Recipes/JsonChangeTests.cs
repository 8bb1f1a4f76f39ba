using System.Text.Json.Nodes;
using Cms.Recipes;

namespace Cms.Tests.Recipes;

public sealed class JsonChangeTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":{"b":"x"}}""", """{"a":{"b":"y","c":null}}""", "~ a.b: \"x\" -> \"y\"")]
    [InlineData("""{"a":1}""", """{"b":[1]}""", "- a: 1", "+ b: [1]")]
    [InlineData("""{"l":[{"Name":"A","x":1},{"Name":"B"}]}""", """{"l":[{"Name":"C"},{"Name":"A","x":2}]}""", "~ l[A].x: 1 -> 2", "- l[B]: {\"Name\":\"B\"}", "+ l[C]: {\"Name\":\"C\"}")]
    [InlineData("""{"l":[{"Name":"A"},{"Name":"B"}]}""", """{"l":[{"Name":"B"},{"Name":"A"}]}""", "~ l (order): [\"A\",\"B\"] -> [\"B\",\"A\"]")]
    [InlineData("""{"l":["a","b"]}""", """{"l":["b","c"]}""", "- l[a]: \"a\"", "+ l[c]: \"c\"")]
    [InlineData("""{"l":[1,2]}""", """{"l":[1]}""", "~ l: [1,2] -> [1]")]
    [InlineData("""{"l":["a","a"]}""", """{"l":["a"]}""", "~ l: [\"a\",\"a\"] -> [\"a\"]")]
    [InlineData("""{"a":"é"}""", """{"a":[]}""", "~ a: \"é\" -> []")]
    public void Each_difference_is_a_line(string before, string after, params string[] lines)
    {
        var changes = JsonChange.List(JsonNode.Parse(before), JsonNode.Parse(after));

        Assert.Equal(lines, changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Long_values_are_cut()
    {
        var change = Assert.Single(JsonChange.List(new JsonObject(), new JsonObject { ["a"] = new string('x', 500) }));

        Assert.Equal($"+ a: \"{new string('x', 159)}... (502 letters)", change.ToString());
    }
}
