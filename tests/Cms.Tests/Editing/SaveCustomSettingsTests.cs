using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing;

public sealed class SaveCustomSettingsTests
{
    private const string Contact = """
        {"name":"ContentDefinition","ContentParts":[{"Name":"Contact","ContentPartFieldDefinitionRecords":[
          {"FieldName":"TextField","Name":"Mail","Settings":{"FieldAccessSettings":{"EditPermission":true}}},
          {"FieldName":"HtmlField","Name":"Note"},
          {"FieldName":"TextField","Name":"Name","Settings":{"TextFieldSettings":{"Required":true}}}]}],
         "ContentTypes":[{"Name":"Contact","DisplayName":"Contact","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}},"ContentTypePartDefinitionRecords":[{"PartName":"Contact"}]}]}
        """;

    private static readonly Caller Ida = Caller.SignedIn("i", "ida", [Permission.ToManageCustomSettings("Contact")]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_named_is_written_cleanly_and_everything_else_stays()
    {
        await using var site = await OpenAsync();

        var saved = await SaveAsync(site, """{"Contact":{"Note":{"Html":"<p onclick='x()'>Call us.</p>"}}}""", Ida);

        Assert.Null(saved.Problem);
        var stored = await StoredAsync(site);
        Assert.Equal("<p>Call us.</p>", (string?)stored["Contact"]!["Note"]!["Html"]);
        Assert.Equal(("office@example.org", "Office"), ((string?)stored["Contact"]!["Mail"]!["Text"], (string?)stored["Contact"]!["Name"]!["Text"]));
    }

    [Fact]
    public async Task What_breaks_a_rule_is_said_by_field_and_nothing_is_changed()
    {
        await using var site = await OpenAsync();

        var saved = await SaveAsync(site, """{"Contact":{"Name":{"Text":""},"Note":{"Html":"new"}}}""", Ida);

        Assert.Equal(("Name", "is required"), (saved.Problem!.Complaints[0].Path, saved.Problem.Complaints[0].Message));
        Assert.Null((await StoredAsync(site))["Contact"]!["Note"]);
    }

    [Fact]
    public async Task A_guarded_field_and_the_settings_of_a_type_need_their_permissions()
    {
        await using var site = await OpenAsync();

        var guarded = await SaveAsync(site, """{"Contact":{"Mail":{"Text":"mine@example.org"}}}""", Ida);
        var nobody = await SaveAsync(site, """{"Contact":{"Note":{"Html":"x"}}}""", Caller.SignedIn("e", "emil", [Permission.ManageSettings]));
        var missing = await site.Cms.RunAsync<SaveCustomSettings, Outcome<JsonObject>>(verb => verb.RunAsync("Page", [], seen: null, Cancel));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden, ProblemKind.NotFound), (guarded.Problem?.Kind, nobody.Problem?.Kind, missing.Problem?.Kind));
        Assert.Equal("office@example.org", (string?)(await StoredAsync(site))["Contact"]!["Mail"]!["Text"]);
    }

    [Fact]
    public async Task Of_two_who_change_one_field_at_once_the_second_is_told_and_other_fields_do_not_matter()
    {
        await using var site = await OpenAsync();
        await SaveAsync(site, """{"Contact":{"Name":{"Text":"Desk"}}}""", Ida, seen: """{"Contact":{"Name":{"Text":"Office"}}}""");

        var late = await SaveAsync(site, """{"Contact":{"Name":{"Text":"Hall"},"Note":{"Html":"x"}}}""", Ida, seen: """{"Contact":{"Name":{"Text":"Office"},"Note":{}}}""");
        var other = await SaveAsync(site, """{"Contact":{"Note":{"Html":"y"}}}""", Ida, seen: """{"Contact":{"Note":{}}}""");

        Assert.Equal((ProblemKind.Conflict, "Somebody changed Name of Contact meanwhile; nothing was saved. Open the settings again and make your changes to what they are now."), (late.Problem?.Kind, late.Problem?.Message));
        Assert.Null(other.Problem);
        var stored = await StoredAsync(site);
        Assert.Equal(("Desk", "y"), ((string?)stored["Contact"]!["Name"]!["Text"], (string?)stored["Contact"]!["Note"]!["Html"]));
    }

    [Fact]
    public async Task A_setting_of_the_site_that_somebody_changed_meanwhile_is_not_written_over()
    {
        await using var site = await OpenAsync();
        var seen = await site.Cms.RunAsync<SettingsStore, SiteSettings>(store => SiteSettings.LoadAsync(store, Cancel));
        Task<Outcome<SiteSettings>> ChangeAsync(JsonObject changes) => site.Cms.RunAsync<ChangeSiteSettings, Outcome<SiteSettings>>(verb => verb.RunAsync(changes, seen, Cancel));
        await ChangeAsync(new JsonObject { ["SiteName"] = "Hers" });

        var late = await ChangeAsync(new JsonObject { ["siteName"] = "His" });
        var other = await ChangeAsync(new JsonObject { ["PageSize"] = 20 });

        Assert.Equal((ProblemKind.Conflict, "Somebody changed SiteName meanwhile; nothing was saved. Open the settings again and make your changes to what they are now."), (late.Problem?.Kind, late.Problem?.Message));
        Assert.Equal(("Hers", (int?)20), (other.Value.SiteName, other.Value.PageSize));
    }

    [Fact]
    public void Who_manages_the_settings_of_one_type_manages_some()
    {
        Assert.True(Ida.MayAny(Permission.ManageCustomSettings));
        Assert.False(Ida.LimitedTo([Permission.ViewContent]).MayAny(Permission.ManageCustomSettings));
        Assert.False(Caller.Visitor([Permission.ManageSettings]).MayAny(Permission.ManageCustomSettings));
        Assert.True(Caller.SignedIn("o", "olga", [Permission.SiteOwner]).MayAny(Permission.ManageCustomSettings));
    }

    private static Task<TestSite> OpenAsync() =>
        TestSite.OpenAsync(Contact, """{"name":"custom-settings","Contact":{"Contact":{"Mail":{"Text":"office@example.org"},"Name":{"Text":"Office"}}}}""");

    private static Task<Outcome<JsonObject>> SaveAsync(TestSite site, string parts, Caller by, string? seen = null) => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = by;
        return services.GetRequiredService<SaveCustomSettings>().RunAsync("Contact", JsonNode.Parse(parts)!.AsObject(), seen is null ? null : JsonNode.Parse(seen)!.AsObject(), Cancel);
    });

    private static async Task<JsonObject> StoredAsync(TestSite site) => (await site.Cms.RunAsync<SettingsStore, JsonObject?>(store => store.FindAsync(CustomSettings.SectionOf("Contact"), Cancel)))!;
}
