using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cms.Editing;
using Cms.Host;
using Cms.Importing;
using Cms.OpenId.Keys;
using Cms.Recipes;
using Cms.Setup;
using Cms.Tenants;
using Cms.Tests;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

/// <summary>The real server on a free port, with a data directory of its own. One for each test class (as a class fixture).</summary>
public class RunningSite : IAsyncLifetime
{
    private readonly string _files = Directory.CreateTempSubdirectory("cms-files-").FullName;
    private WebApplication _app = null!;

    /// <summary>Where the server keeps its data.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("cms-site-").FullName;

    /// <summary>Asks the server; redirects are not followed.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Password of the user admin of the tenant Default.</summary>
    public const string AdminPassword = "quiet-harbour-lantern";

    /// <summary>Recipe of the tenant Default.</summary>
    protected virtual string SetupRecipe => "guides";

    /// <summary>The server's clock.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>Further configuration.</summary>
    protected virtual string[] MoreArguments => [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The database as arguments of the program; none for SQLite.</summary>
    private string[] DatabaseArguments => Database is null ? [] : ["--Cms:Database:Provider", "PostgreSql", "--Cms:Database:ConnectionString", Database.ConnectionString];

    private string[] Arguments => ["--environment", "Development", "--Cms:DataDirectory", DataDirectory, .. UnlessItIsAboutLimits, .. DatabaseArguments, .. MoreArguments];

    // All tests ask from one address.
    private static string[] UnlessItIsAboutLimits => ["--Cms:Limits:SignInsPerAddress", "0", "--Cms:Limits:SignInsPerUser", "0"];

    /// <summary>The server's own PostgreSQL database, or null for one that uses SQLite.</summary>
    protected virtual PostgresDatabase? Database => null;

    public async ValueTask InitializeAsync()
    {
        // The tests that would need it are skipped.
        if (Database is not null && !await Database.CreateAsync())
            return;

        await StartAsync();
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync();
        if (Database is not null)
            await Database.DropAsync();
        Directory.Delete(DataDirectory, recursive: true);
        Directory.Delete(_files, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the server and starts it again on the same data, at the same address.</summary>
    public async Task RestartAsync()
    {
        var address = Client.BaseAddress!;
        await StopAsync();
        await StartAsync(address.ToString());
    }

    /// <summary>Asks GraphQL and gives back <c>data</c>; errors fail the test.</summary>
    public async Task<JsonElement> QueryAsync(string query, string prefix = "", string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, prefix + "/api/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Host = host;
        using var response = await Client.SendAsync(request, Cancel);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Gets an address as a browser on this host would; the caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string? host = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Client.SendAsync(request, Cancel);
    }

    /// <summary>The status of an address.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path, string? host = null)
    {
        using var response = await GetAsync(path, host);
        return response.StatusCode;
    }

    /// <summary>The source of a page; fails the test when it does not have this status.</summary>
    public async Task<string> ReadHtmlAsync(string path, string? host = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path, host);
        var html = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == status, $"{path}: {response.StatusCode}. {html}");
        return html;
    }

    /// <summary>Runs a command of <c>cms</c> on the same data, as an operator does beside the running server.</summary>
    public Task<CommandResult> RunCommandAsync(params string[] arguments) => CommandResult.RunInsideAsync([.. arguments, .. Arguments]);

    /// <summary>Runs <c>cms</c> as a process of its own on the same data; for what only that shows.</summary>
    public Task<CommandResult> RunProcessAsync(params string[] arguments) => CommandResult.RunAsync([.. arguments, .. Arguments]);

    /// <summary>Writes a file outside the data directory; gives back its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_files, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A recipe file with these steps.</summary>
    public string WriteRecipe(string name, string steps, bool setsUp = false) =>
        Write($"{name}.recipe.json", $$"""{ "name": "{{name}}", "issetuprecipe": {{(setsUp ? "true" : "false")}}, "steps": [{{steps}}] }""");

    /// <summary>Runs these recipe steps in the server's own process.</summary>
    public async Task RunRecipeAsync(string steps, string tenant = Tenant.DefaultName)
    {
        var recipe = await Recipe.ReadAsync(WriteRecipe($"recipe-{Guid.NewGuid():N}", steps), Cancel);
        await using var scope = Open(tenant);
        await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(recipe, Cancel);
    }

    /// <summary>Imports and publishes an article in the server's own process; gives back its path.</summary>
    public async Task<string> ImportAsync(string article, string tenant = Tenant.DefaultName)
    {
        await using var scope = Open(tenant);
        var imported = await scope.ServiceProvider.GetRequiredService<ImportArticle>().RunAsync(
            ArticleParser.Read(article).Article!, new ImportOptions("GuideArticle", Publish: true, DryRun: false), Editor.System, Cancel);
        Assert.True(imported.Problem is null, imported.Problem?.Message);
        return "/" + imported.Value.Path;
    }

    /// <summary>Makes a tenant from the guides recipe in the server's own process.</summary>
    public async Task CreateTenantAsync(string name, string prefix = "", string[]? hosts = null)
    {
        var recipe = await Services.GetRequiredService<RecipeFolder>().GetAsync("guides", Cancel);
        var made = await Services.GetRequiredService<CreateTenant>().RunAsync(new NewTenant(name, recipe) { Prefix = prefix, Hosts = hosts ?? [] }, Cancel);
        Assert.True(made.Problem is null, made.Problem?.Message);
    }

    /// <summary>Adds a user with these roles in the server's own process; the password is <see cref="AdminPassword"/>.</summary>
    public async Task<User> AddUserAsync(string name, string[] roles, string tenant = Tenant.DefaultName, string? id = null)
    {
        await using var scope = Open(tenant);
        var wanted = new NewUser(name) { Id = id, Email = $"{name}@example.org", RoleNames = roles, Password = AdminPassword };
        var added = await scope.ServiceProvider.GetRequiredService<AddUser>().RunAsync(wanted, Cancel);
        Assert.True(added.Problem is null, added.Problem?.Message);
        return added.Value;
    }

    /// <summary>The id of a tenant.</summary>
    public string TenantId(string tenant) => Services.GetRequiredService<TenantRegistry>().Find(tenant)!.Id;

    /// <summary>Runs a service of a tenant in the server's own process.</summary>
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work, string tenant = Tenant.DefaultName) where TService : notnull
    {
        await using var scope = Open(tenant);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>What the class needs beside the set-up tenant, before its first test.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private AsyncServiceScope Open(string tenant) =>
        Services.GetRequiredService<TenantScopes>().Open(Services.GetRequiredService<TenantRegistry>().Find(tenant)!);

    private async Task StartAsync(string address = "http://127.0.0.1:0")
    {
        _app = await Server.StartAsync([.. Arguments, "--Cms:Setup:Recipe", SetupRecipe, "--Cms:Setup:AdminPassword", AdminPassword, "--urls", address], Clock, Cheaply);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private async Task StopAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    // Hundreds of tests sign in, and dozens of tenants make keys; what a hash or a key costs is no concern of theirs.
    private static void Cheaply(IServiceCollection services) =>
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000).Configure<TokenKeyOptions>(options => options.SigningBits = 2048);
}
