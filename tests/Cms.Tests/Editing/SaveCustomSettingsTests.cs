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
        var missing = await site.Cms.RunAsync<SaveCustomSettings, Outcome<JsonObject>>(verb => verb.RunAsync("Page", [], Cancel));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden, ProblemKind.NotFound), (guarded.Problem?.Kind, nobody.Problem?.Kind, missing.Problem?.Kind));
        Assert.Equal("office@example.org", (string?)(await StoredAsync(site))["Contact"]!["Mail"]!["Text"]);
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

    private static Task<Outcome<JsonObject>> SaveAsync(TestSite site, string parts, Caller by) => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = by;
        return services.GetRequiredService<SaveCustomSettings>().RunAsync("Contact", JsonNode.Parse(parts)!.AsObject(), Cancel);
    });

    private static async Task<JsonObject> StoredAsync(TestSite site) => (await site.Cms.RunAsync<SettingsStore, JsonObject?>(store => store.FindAsync(CustomSettings.SectionOf("Contact"), Cancel)))!;
}
