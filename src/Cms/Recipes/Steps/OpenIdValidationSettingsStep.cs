using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>
/// Keeps whose tokens Orchard Core would take: <c>{"name":"OpenIdValidationSettings","Tenant":"Default"}</c>. Never followed: a tenant takes its own tokens and
/// nobody else's.
/// </summary>
public sealed class OpenIdValidationSettingsStep(SettingsStore settings, CurrentTenant current) : RecipeStep
{
    /// <summary>The step's name.</summary>
    public const string StepName = "OpenIdValidationSettings";

    /// <summary>The section of settings under which it is kept.</summary>
    public const string Section = "openid-validation";

    public override string Name => StepName;

    public override string? Needs => Permission.ManageApplications;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var members = Members(step);
        await settings.SaveAsync(Section, members, new SettingsChanged(Section), cancel);
        var others = members
            .Where(member => member.Value?.ToJsonString() is not (null or "\"\"" or "false") && !IsThisTenant(member.Key, member.Value))
            .Select(member => $"{member.Key} {member.Value!.ToJsonString()}")
            .ToList();
        if (others.Count > 0)
            run.Remark($"{StepName}: {string.Join(", ", others)} kept and not followed: tenant {current.Tenant.Name} takes only its own tokens.");
    }

    private bool IsThisTenant(string member, JsonNode value) =>
        member.Equals("Tenant", StringComparison.OrdinalIgnoreCase) && value is JsonValue text && text.TryGetValue(out string? name) && name.Equals(current.Tenant.Name, StringComparison.OrdinalIgnoreCase);
}
