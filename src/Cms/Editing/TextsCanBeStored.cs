using System.Text.Json;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Editing;

/// <summary>No text has the character U+0000: PostgreSQL cannot keep it, and what one database refuses none may take.</summary>
public sealed class TextsCanBeStored : ContentRule
{
    private const char Nul = '\0';

    public override Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var complaints = new List<Complaint>();
        if (item.DisplayText.Contains(Nul, StringComparison.Ordinal))
            complaints.Add(Of(nameof(item.DisplayText)));

        // As JSON writes it; most items have none, and walking through all their texts would be for nothing.
        if (item.PartsJson.Contains("\\u0000", StringComparison.Ordinal))
            Check(item.Parts, "", complaints);
        return Task.FromResult<IReadOnlyList<Complaint>>(complaints);
    }

    private static void Check(JsonElement json, string path, List<Complaint> complaints)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String when json.GetString()!.Contains(Nul, StringComparison.Ordinal):
                complaints.Add(Of(path));
                break;
            case JsonValueKind.Array:
                foreach (var (index, one) in json.EnumerateArray().Index())
                    Check(one, $"{path}[{index}]", complaints);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    Check(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", complaints);
                break;
        }
    }

    private static Complaint Of(string path) => new(path, "must not contain the character U+0000");
}
