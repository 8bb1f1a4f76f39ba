namespace Cms.Storage.Settings;

/// <summary>One section of a tenant's settings.</summary>
internal sealed class SettingsRow
{
    public required string Section { get; set; }

    public required string Json { get; set; }
}
