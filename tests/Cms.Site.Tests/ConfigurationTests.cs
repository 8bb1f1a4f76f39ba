using System.Net;
using System.Net.Sockets;

namespace Cms.Site.Tests;

/// <summary>Starts that fail, each as a process of its own: what the person at the keyboard reads.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Cms:Setup:Recipee is not a setting of Cms; Cms:Setup has Recipe, SiteName, AdminUserName, AdminEmail, AdminPassword.", "--Cms:Setup:Recipee", "x")]
    [InlineData("Cms:Database:ConnectionString is empty; PostgreSql needs one, such as Host=localhost;Database=cms;Username=cms;Password=...", "--Cms:Database:Provider", "postgresql")]
    [InlineData("Cms:Database:ConnectionString cannot be read; it is written as Host=localhost;Database=cms;Username=cms;Password=...", "--Cms:Database:Provider", "PostgreSql", "--Cms:Database:ConnectionString", "nonsense")]
    [InlineData("The PostgreSQL server of Cms:Database:ConnectionString (127.0.0.1:1, database cms, user cms) cannot be used: Failed to connect to 127.0.0.1:1", "--Cms:Database:Provider", "PostgreSql", "--Cms:Database:ConnectionString", "Host=127.0.0.1;Port=1;Database=cms;Username=cms;Password=hidden")]
    [InlineData("Cms:Proxies must be IP addresses or networks parted by commas, such as 10.0.0.5 or 10.0.0.0/8, and \"my-proxy\" is neither.", "--Cms:Proxies", "10.0.0.0/8, my-proxy")]
    [InlineData("Cms:Limits:SignInsPerUser \"many\" must be a whole number from 0 (no limit) to 1000000.", "--Cms:Limits:SignInsPerUser", "many")]
    [InlineData("Cms:HstsSubdomains \"maybe\" must be true or false.", "--Cms:HstsSubdomains", "maybe")]
    [InlineData("Cms:Media:AllowedFileExtensions must be endings of files parted by commas, such as .jpg, .png, .pdf, and none of pages or programs; \".html\" is no such ending.", "--Cms:Media:AllowedFileExtensions", ".png, .html")]
    [InlineData("Cms:Media:VirusScanner must be host and port of clamd, such as 127.0.0.1:3310, not \"clamd\".", "--Cms:Media:VirusScanner", "clamd")]
    [InlineData("Cms:Passwords:BreachService must be an https address that ends with / such as https://api.pwnedpasswords.com/range/ (http only on this machine), not \"http://example.org/range/\".", "--Cms:Passwords:BreachService", "http://example.org/range/")]
    [InlineData("Cms:GraphQL:MaxDepth \"101\" must be a whole number from 1 to 100.", "--Cms:GraphQL:MaxDepth", "101")]
    [InlineData("OrchardCore_Apis_GraphQL:MaxComplexity \"none\" must be a whole number from 1 to 1000000000.", "--OrchardCore_Apis_GraphQL:MaxComplexity", "none")]
    [InlineData("OrchardCore_Apis_GraphQL:FieldImpact is not a setting of Cms; of OrchardCore_Apis_GraphQL it knows MaxDepth, MaxComplexity, DefaultNumberOfResults, MaxNumberOfResults.", "--OrchardCore_Apis_GraphQL:FieldImpact", "2")]
    [InlineData("OrchardCore:OrchardCore_Apis_GraphQL:MaxDepth and Cms:GraphQL:MaxDepth are the same; set one of them.", "--OrchardCore:OrchardCore_Apis_GraphQL:MaxDepth", "9", "--Cms:GraphQL:MaxDepth", "9")]
    [InlineData("Cms:Database:Provider \"Oracle\" is not known; it must be Sqlite or PostgreSql.", "--Cms:Database:Provider", "Oracle")]
    public async Task A_wrong_setting_stops_the_start_with_one_sentence(string message, params string[] arguments)
    {
        var start = await RunAsync(arguments);

        Assert.Equal(message, start.Refused());
        Assert.Empty(start.Output);
    }

    [Fact]
    public async Task A_recipe_that_does_not_exist_stops_the_start()
    {
        var start = await RunAsync("--Cms:Setup:Recipe", "cakes");

        Assert.StartsWith("Cms:Setup:Recipe cannot be used: There is no recipe \"cakes\": it is neither a file nor one of blank, guides in ", start.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_that_is_no_json_stops_the_start_with_file_and_line()
    {
        var recipe = Path.Combine(_folder, "torn.recipe.json");
        await File.WriteAllTextAsync(recipe, "{\n  \"name\": \"torn\"\n  \"steps\": []\n}", TestContext.Current.CancellationToken);

        var start = await RunAsync("--Cms:Setup:Recipe", recipe);

        Assert.StartsWith("Cms:Setup:Recipe cannot be used: torn.recipe.json, line 3: this is not valid JSON. ", start.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_with_an_unknown_step_stops_the_start_and_the_next_start_can_set_up()
    {
        var recipe = Path.Combine(_folder, "odd.recipe.json");
        await File.WriteAllTextAsync(
            recipe, """{ "name": "odd", "issetuprecipe": true, "steps": [{ "name": "settings", "SiteName": "x" }, { "name": "bake" }] }""", TestContext.Current.CancellationToken);

        var start = await RunAsync("--Cms:Setup:Recipe", recipe);
        var next = await CommandResult.RunInsideAsync("tenants", "list", "--Cms:Setup:Recipe", "blank", "--environment", "Development", "--Cms:DataDirectory", Path.Combine(_folder, "data"));

        Assert.StartsWith("odd.recipe.json, step 2 is called \"bake\". Known steps: ", start.Refused(), StringComparison.Ordinal);
        Assert.Matches(@"Default\s+Running\s+\(any\)\s+/\s+blank", next.Succeeded().Output);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_stops_the_start()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var start = await CommandResult.RunAsync("--environment", "Development", "--Cms:DataDirectory", Path.Combine(file, "data"));

        Assert.StartsWith($"Cms:DataDirectory {file}{Path.DirectorySeparatorChar}data cannot be written: ", start.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_with_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        var start = await RunAsync("--Cms:Setup:Recipe", "blank", "--urls", address);

        Assert.Equal($"The server cannot listen at {address} (--urls): Failed to bind to address {address}: address already in use.", start.Refused());
        Assert.DoesNotContain("ERR", start.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_stops_the_start_with_one_sentence()
    {
        var start = await RunAsync("--Cms:Setup:Recipe", "blank", "--urls", "somewhere");

        Assert.Equal("The server cannot listen at somewhere (--urls): Invalid url: 'somewhere'", start.Refused());
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var help = await CommandResult.RunAsync("--help");

        Assert.All(["tenants", "recipes", "content"], command => Assert.Contains(command, help.Succeeded().Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_command_is_refused_by_its_name()
    {
        var refused = await CommandResult.RunAsync("tenant", "list");

        Assert.Contains("'tenant'", refused.Refused(), StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        CommandResult.RunAsync([.. arguments, "--environment", "Development", "--Cms:DataDirectory", Path.Combine(_folder, "data")]);
}
