using System.Text.Json.Nodes;
using Cms.Audit;

namespace Cms.Tests.Audit;

public sealed class JsonChangesTests
{
    [Theory]
    [InlineData("ApiKey")]
    [InlineData("SmtpPassword")]
    [InlineData("ClientSecret")]
    [InlineData("RefreshToken")]
    [InlineData("ConnectionString")]
    [InlineData("RecoveryCodes")]
    [InlineData("KeySealed")]
    public void Of_a_secret_the_trail_tells_only_that_it_changed(string name)
    {
        var (before, after) = (new JsonObject { ["Of"] = new JsonObject { [name] = "one" } }, new JsonObject { ["Of"] = new JsonObject { [name] = "two" } });

        var changes = JsonChanges.Between(before, after);
        var inList = JsonChanges.Between(new JsonArray(before.DeepClone()), new JsonArray(after.DeepClone()));

        Assert.Equal($$"""[{"path":"Of.{{name}}","secret":true}]""", changes.ToJsonString());
        Assert.Equal("""[{"path":"","before":[{"Of":{}}],"after":[{"Of":{}}]}]""", inList.ToJsonString());
    }
}
