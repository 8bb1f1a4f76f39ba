using System.Text.Json.Nodes;

namespace Cms;

/// <summary>Members of JSON that hold secrets by their names: they are never kept with a waiting step, never exported and never told by the trail.</summary>
public static class SecretMembers
{
    private static readonly string[] Endings =
    [
        "password", "passwordhash", "secret", "secretkey", "apikey", "privatekey", "encryptionkey", "signingkey", "accesskey", "token", "usertokens",
        "connectionstring", "securitystamp", "authenticatorkey", "recoverycodes", "sealed",
    ];

    /// <summary>True for names such as <c>ClientSecret</c> and <c>SmtpPassword</c>.</summary>
    public static bool IsSecret(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes them out of the JSON, however deep; gives back where they were: <c>Users[0].PasswordHash</c>. Empty and missing ones do not count.</summary>
    public static IReadOnlyList<string> TakeOut(JsonNode? json)
    {
        var found = new List<string>();
        Walk(json, "", found);
        return found;
    }

    private static void Walk(JsonNode? node, string path, List<string> found)
    {
        if (node is JsonArray list)
        {
            foreach (var (index, one) in list.Index())
                Walk(one, $"{path}[{index}]", found);
        }
        else if (node is JsonObject json)
        {
            foreach (var (name, value) in json.ToList())
            {
                var place = path.Length == 0 ? name : $"{path}.{name}";
                if (!IsSecret(name) || value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
                {
                    Walk(value, place, found);
                }
                else
                {
                    json.Remove(name);
                    if (value is not null && value.ToJsonString() is not ("\"\"" or "[]" or "{}"))
                        found.Add(place);
                }
            }
        }
    }
}
