using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>Users of the tenant: <c>{"UserIds":["..."],"UserNames":["..."]}</c>. The names are those at the time of choosing.</summary>
public sealed class UserPickerField : FieldType
{
    public override string Name => "UserPickerField";

    public override Shape Shape => new UsersShape("UserPickerField");

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var ids = TextsOf(value, "UserIds");
        if (ids.Count == 0 && field.Required)
            yield return "is required";

        if (ids.Count > 1 && !field.Settings.Flag("UserPickerFieldSettings", "Multiple"))
            yield return $"must name one user, not {ids.Count}";

        if (ids.Any(string.IsNullOrWhiteSpace))
            yield return "must name users by id, and one of the ids is empty";

        if (TextsOf(value, "UserNames").Count is var names && names > ids.Count)
            yield return $"has {names} names for {ids.Count} users";
    }
}
