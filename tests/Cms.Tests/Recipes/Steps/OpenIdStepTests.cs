using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Recipes;
using Cms.Recipes.Steps;
using Cms.Settings;
using Cms.Tests.Memory;

namespace Cms.Tests.Recipes.Steps;

/// <summary>The steps of Orchard Core that are about apps and their tokens.</summary>
public sealed class OpenIdStepTests
{
    private const string Application = """
        {"name":"OpenIdApplication","ClientId":"reader","DisplayName":"A reader","Type":"Confidential","ConsentType":"systematic","ClientSecret":"reader-secret-1!","AllowClientCredentialsFlow":true,
         "AllowAuthorizationCodeFlow":true,"AllowRefreshTokenFlow":true,"AllowRevocationEndpoint":true,"RedirectUris":"https://a.example/back https://b.example/back","RequestsAMinute":90,
         "RoleEntries":[{"Name":"ApiReader"}],"ScopeEntries":[{"Name":"orders"},{"Name":"profile"}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_is_registered_as_the_step_says_and_a_second_run_changes_nothing()
    {
        await using var cms = new MemoryCms();

        var remarks = await cms.RunRecipeAsync(RecipeText.Of(Application));
        var told = cms.Data.Events.Count;
        await cms.RunRecipeAsync(RecipeText.Of(Application));

        Assert.Empty(remarks);
        Assert.Equal(told, cms.Data.Events.Count);
        var app = Assert.Single(await AppsAsync(cms));
        Assert.Equal(("reader", "A reader", false, AppConsent.Systematic, 90, true), (app.ClientId, app.DisplayName, app.IsPublic, app.Consent, app.RequestsAMinute, app.IsEnabled));
        Assert.Equal((AppFlows.ClientCredentials | AppFlows.AuthorizationCode | AppFlows.RefreshToken, AppRights.Revocation), (app.Flows, app.Rights));
        Assert.Equal(["https://a.example/back", "https://b.example/back"], app.RedirectUris);
        Assert.Equal("ApiReader orders profile", string.Join(' ', app.RoleNames.Concat(app.ScopeNames)));
        Assert.True(await cms.RunAsync<AppStore, bool>(store => store.HasSecretAsync(app, "reader-secret-1!", Cancel)));
    }

    [Fact]
    public async Task A_step_that_waited_without_its_secret_makes_an_app_that_nobody_can_use_and_says_how_to_go_on()
    {
        await using var cms = new MemoryCms();

        var remarks = await cms.RunRecipeAsync(RecipeText.Of("""{"name":"OpenIdApplication","ClientId":"reader","AllowClientCredentialsFlow":true,"AllowHybridFlow":true}"""));

        Assert.Equal(
            [
                "OpenIdApplication reader: it has no secret that anybody knows, as the step brings none; give it one with cms apps reset-secret reader, or run the recipe again.",
                "OpenIdApplication reader: AllowHybridFlow left out, as Cms has no such thing.",
            ],
            remarks);
    }

    [Theory]
    [InlineData("""{"name":"OpenIdApplication"}""", "it needs \"ClientId\", the name under which the app asks for tokens.")]
    [InlineData("""{"name":"OpenIdApplication","ClientId":"a","Type":"secret"}""", "Type must be confidential or public, not \"secret\".")]
    [InlineData("""{"name":"OpenIdApplication","ClientId":"a","AllowPasswordFlow":"yes"}""", "AllowPasswordFlow must be true or false.")]
    [InlineData("""{"name":"OpenIdApplication","ClientId":"a","RoleEntries":["x"]}""", "it needs \"RoleEntries\": a list of objects.")]
    [InlineData("""{"name":"OpenIdScope"}""", "it needs \"ScopeName\", the name of the scope.")]
    [InlineData("""{"name":"OpenIdScope","ScopeName":"two words"}""", "The name of a scope has 1 to 100 letters, digits and signs without spaces, quotes and backslashes; \"two words\" does not.")]
    [InlineData("""{"name":"OpenIdScope","ScopeName":"openid","Permissions":["ViewContent"]}""", "The scope openid tells who a user is and has no permissions of its own.")]
    [InlineData("""{"name":"OpenIdServerSettings","EnableTokenEndpoint":true}""", "The token endpoint needs a flow, such as AllowClientCredentialsFlow.")]
    [InlineData("""{"name":"OpenIdServerSettings","AllowClientCredentialsFlow":true}""", "A flow needs the token endpoint: EnableTokenEndpoint.")]
    [InlineData("""{"name":"OpenIdServerSettings","RefreshTokenTotalLifetimeDays":0}""", "RefreshTokenTotalLifetimeDays must be a whole number from 1 to 3650, not 0.")]
    [InlineData("""{"name":"OpenIdServerSettings","AccessTokenLifetimeMinutes":0}""", "AccessTokenLifetimeMinutes must be a whole number from 1 to 1440, not 0.")]
    [InlineData("""{"name":"OpenIdServerSettings","AccessTokenFormat":"Paper"}""", "AccessTokenFormat must be JsonWebToken or DataProtection, not \"Paper\".")]
    [InlineData("""{"name":"OpenIdServerSettings","Authority":"nowhere"}""", "Authority must be an address such as https://guides.example.org/ without ? and #, not \"nowhere\".")]
    public async Task What_cannot_be_stops_the_recipe_with_what_would_be_right(string step, string message)
    {
        await using var cms = new MemoryCms();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(RecipeText.Of(step)));

        Assert.EndsWith(": " + message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_settings_are_read_in_any_letter_case_and_what_is_not_followed_is_reported()
    {
        await using var cms = new MemoryCms();

        var remarks = await cms.RunRecipeAsync(RecipeText.Of("""
            {"name":"OpenIdServerSettings","enableTokenEndpoint":true,"AllowClientCredentialsFlow":true,"AllowImplicitFlow":true,"SigningCertificateThumbprint":"AB","AccessTokenFormat":"JsonWebToken",
             "DisableAccessTokenEncryption":true,"AccessTokenLifetimeMinutes":5,"Wanted":1}
            """));

        var settings = await cms.RunAsync<SettingsStore, TokenSettings>(store => TokenSettings.LoadAsync(store, Cancel));
        Assert.Equal(
            [
                "OpenIdServerSettings: AllowImplicitFlow kept and not followed: tokens do not travel in addresses; apps use the authorization code flow with PKCE.",
                "OpenIdServerSettings: SigningCertificateThumbprint kept and not followed: the tenant makes its own keys and rolls them over.",
                "OpenIdServerSettings: Wanted kept and not read.",
            ],
            remarks);
        Assert.Equal((true, AppFlows.ClientCredentials, true, TimeSpan.FromMinutes(5)), (settings.EnableTokenEndpoint, settings.Flows, settings.DisableAccessTokenEncryption, settings.AccessTokenLifetime));
        Assert.False(settings.EnableIntrospectionEndpoint);
    }

    [Theory]
    [InlineData("""{"name":"OpenIdValidationSettings","Tenant":"Default"}""", null)]
    [InlineData("""{"name":"OpenIdValidationSettings","Tenant":"Other","Authority":""}""", "OpenIdValidationSettings: Tenant \"Other\" kept and not followed: tenant Default takes only its own tokens.")]
    [InlineData("""{"name":"OpenIdValidationSettings","Authority":"https://login.example/"}""", "OpenIdValidationSettings: Authority \"https://login.example/\" kept and not followed: tenant Default takes only its own tokens.")]
    public async Task Whose_tokens_Orchard_Core_would_take_is_kept_and_reported(string step, string? remark)
    {
        await using var cms = new MemoryCms();

        var remarks = await cms.RunRecipeAsync(RecipeText.Of(step));

        Assert.Equal(remark is null ? [] : [remark], remarks);
        Assert.NotNull(await cms.RunAsync<SettingsStore, JsonObject?>(store => store.FindAsync(OpenIdValidationSettingsStep.Section, Cancel)));
    }

    [Fact]
    public async Task An_export_brings_settings_scopes_and_apps_without_secrets_and_a_dry_run_names_the_apps()
    {
        await using var cms = new MemoryCms();
        await cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"OpenIdServerSettings","EnableTokenEndpoint":true,"AllowClientCredentialsFlow":true}""",
            """{"name":"OpenIdScope","ScopeName":"orders","DisplayName":"See orders","Resources":"orders-api other-api","Permissions":["ViewContent"]}""",
            Application));

        var exported = await cms.RunAsync<ExportRecipe, ExportedRecipe>(export => export.RunAsync("exported", "media", Cancel));
        await using var second = new MemoryCms();
        await second.RunRecipeAsync(exported.Recipe.ToJsonString());
        var preview = await cms.RunAsync<RecipeRunner, RecipePreview>(async runner =>
        {
            var file = Path.Combine(cms.Folder, "preview.recipe.json");
            await File.WriteAllTextAsync(file, RecipeText.Of("""{"name":"OpenIdApplication","ClientId":"new","ClientSecret":"new-secret-1!","AllowClientCredentialsFlow":true}"""), Cancel);
            return await runner.PreviewAsync(await Recipe.ReadAsync(file, Cancel), Cancel);
        });

        Assert.DoesNotContain("reader-secret", exported.Recipe.ToJsonString(), StringComparison.Ordinal);
        var (before, after) = (Assert.Single(await AppsAsync(cms)), Assert.Single(await AppsAsync(second)));
        Assert.True(before.IsSameAs(after with { Id = before.Id }));
        var scope = (await second.RunAsync<SettingsStore, Scopes>(store => Scopes.LoadAsync(store, Cancel))).Find("orders");
        Assert.Equal(("See orders", "orders-api other-api", "ViewContent"), (scope?.DisplayName, string.Join(' ', scope!.Resources), Assert.Single(scope.Permissions)));
        Assert.Contains("  ~ new (new)", preview.Lines);
        Assert.Single(await AppsAsync(cms));
    }

    private static Task<IReadOnlyList<App>> AppsAsync(MemoryCms cms) => cms.RunAsync<AppStore, IReadOnlyList<App>>(store => store.ListAsync(Cancel));
}
