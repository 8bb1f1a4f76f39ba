using System.Text.Json.Nodes;
using Cms.Rest.Items;

namespace Cms.Site.Tests.Rest;

/// <summary>What a request says of an item is written over what the item is.</summary>
public sealed class MergeItemTests
{
    // The cases of RFC 7396, appendix A, in which both are objects.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void A_patch_does_what_the_RFC_says(string target, string patch, string expected)
    {
        var merged = MergeItem.Merge(Object(target), Object(patch), nullRemoves: true);

        Assert.Equal(expected, merged.ToJsonString());
    }

    [Theory]
    [InlineData("""{"a":{"b":1,"c":[1,2]}}""", """{"a":{"c":[3],"d":{"e":null}}}""", """{"a":{"b":1,"c":[3],"d":{"e":null}}}""")]
    [InlineData("""{"a":1}""", """{"a":null,"b":null}""", """{"a":1,"b":null}""")]
    [InlineData("""{"a":[1]}""", """{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    public void A_merge_passes_over_null_and_changes_nothing_that_was_handed_in(string target, string over, string expected)
    {
        var (before, written) = (Object(target), Object(over));

        var merged = MergeItem.Merge(before, written, nullRemoves: false);

        Assert.Equal((expected, target, over), (merged.ToJsonString(), before.ToJsonString(), written.ToJsonString()));
    }

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
