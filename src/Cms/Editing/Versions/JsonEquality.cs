using System.Text.Json;

namespace Cms.Editing.Versions;

/// <summary>Whether two pieces of JSON say the same to a reader.</summary>
internal static class JsonEquality
{
    /// <summary>True for equal values; what is missing, null, or an object of nothing else is the same nothing.</summary>
    public static bool Same(JsonElement left, JsonElement right)
    {
        if (IsNothing(left) || IsNothing(right))
            return IsNothing(left) && IsNothing(right);

        return (left.ValueKind, right.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) =>
                left.EnumerateObject().Select(member => member.Name).Union(right.EnumerateObject().Select(member => member.Name)).All(name => Same(JsonText.Member(left, name), JsonText.Member(right, name))),
            (JsonValueKind.Array, JsonValueKind.Array) =>
                left.GetArrayLength() == right.GetArrayLength() && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(left, right),
        };
    }

    private static bool IsNothing(JsonElement json) =>
        json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (json.ValueKind == JsonValueKind.Object && json.EnumerateObject().All(member => IsNothing(member.Value)));
}
