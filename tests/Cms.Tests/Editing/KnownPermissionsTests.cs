using System.Reflection;
using Cms.Definitions;
using Cms.Editing;
using Cms.Users;

namespace Cms.Tests.Editing;

public sealed class KnownPermissionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_permission_that_the_program_has_a_name_for_can_be_chosen_once()
    {
        await using var site = await TestSite.OpenAsync();

        var names = (await ListAsync(site)).Select(one => one.Name).ToList();

        var constants = typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.Name != nameof(Permission.ManageCustomSettings)).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.True(constants.Count > 20);
        Assert.Empty(constants.Except(names));
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task Types_guarded_fields_and_custom_settings_have_their_own_and_what_nobody_asks_for_is_kept_apart()
    {
        await using var site = await TestSite.OpenAsync(
            """
            {"name":"ContentDefinition","ContentParts":[{"Name":"Secret","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source","Settings":{"FieldAccessSettings":{"ViewPermission":true,"EditPermission":true}}}]}],
             "ContentTypes":[{"Name":"Contact","DisplayName":"Contact us","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}}}]}
            """);

        var known = await ListAsync(site, new Role("Old", "", ["ManageOwnMediaContent", "ViewContent"]));

        Assert.Contains(known, one => one is { Name: "PublishOwn_Article", About: PermissionAbout.ContentOfType, Action: ContentAction.Publish, IsOfOwn: true });
        Assert.DoesNotContain(known, one => one.Name.EndsWith("_Bullet", StringComparison.Ordinal));
        Assert.Contains(known, one => one is { Name: "ViewField_Secret.Source", About: PermissionAbout.Field, Of: "Secret: Source" });
        Assert.Contains(known, one => one is { Name: "ManageCustomSettings_Contact", Of: "Contact us" });
        Assert.Equal(["ManageOwnMediaContent"], known.Where(one => one.About == PermissionAbout.Nothing).Select(one => one.Name));
    }

    private static Task<IReadOnlyList<KnownPermission>> ListAsync(TestSite site, params Role[] roles) =>
        site.Cms.RunAsync<TenantDefinitions, IReadOnlyList<KnownPermission>>(async definitions => KnownPermissions.List(await definitions.GetAsync(Cancel), roles));
}
