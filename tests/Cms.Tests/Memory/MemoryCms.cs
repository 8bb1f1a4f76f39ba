using Cms.Apps;
using Cms.Audit;
using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Editing.Reviewing;
using Cms.Modeling;
using Cms.Queries;
using Cms.Recipes;
using Cms.Recipes.Scripts;
using Cms.Recipes.Steps;
using Cms.Retries;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Memory;

/// <summary>The product over stores in memory, with one tenant: what unit tests work on.</summary>
public sealed class MemoryCms : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-tests-").FullName;

    public MemoryCms(RecipeSurroundings surroundings)
        : this(services => services.AddSingleton(surroundings))
    {
    }

    /// <param name="add">What this test needs beside or instead of the product's services.</param>
    /// <param name="data">What is stored already.</param>
    public MemoryCms(Action<IServiceCollection>? add = null, MemoryTenant? data = null)
    {
        Data = data ?? new MemoryTenant();
        Tenants.Due = now => Data.NextLook <= now ? [Tenant.Id] : [];
        var services = new ServiceCollection();
        services.AddLogging().AddCms();

        // What a hash costs is no test's concern.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
        services.AddSingleton(new DataFolders(_folder)).AddSingleton(new RecipeFolder(_folder)).AddSingleton(new ThemeNames(["guide"]));
        services.AddSingleton<CheckQueryDocument>(document => document is ['{' or '#', ..] ? null : "line 1, column 1: it must begin with {.");
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Data).AddSingleton(new RewriteLimits { Grace = TimeSpan.Zero });
        services.AddSingleton<TenantStore>(Tenants).AddSingleton<TenantStorage>(TenantStorage);
        services.AddScoped<TenantWork, MemoryWork>().AddScoped<ContentStore, MemoryContentStore>().AddScoped<PreviewLinkStore, MemoryPreviewLinkStore>().AddScoped<ReviewStore, MemoryReviewStore>().AddScoped<PresenceStore, MemoryPresenceStore>().AddScoped<StoredVersions, MemoryStoredVersions>().AddScoped<SettingsStore, MemorySettingsStore>();
        services.AddScoped<SecretSeal, MemorySecretSeal>().AddScoped<UserStore, MemoryUserStore>().AddScoped<AuditTrail, MemoryAuditTrail>().AddScoped<AnswerStore, MemoryAnswerStore>();
        services.AddScoped<UserSessionStore, MemoryUserSessionStore>().AddScoped<AccountLinkStore, MemoryAccountLinkStore>().AddScoped<AccountMailStore, MemoryAccountMailStore>().AddSingleton<MailServer>(MailServer).AddScoped<AppStore, MemoryAppStore>().AddScoped<ApiKeyStore, MemoryApiKeyStore>();
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The clock of everything in it.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>Where its mails go.</summary>
    public MemoryMailServer MailServer { get; } = new();

    /// <summary>What is stored.</summary>
    public MemoryTenant Data { get; }

    /// <summary>The list of tenants; empty at first, as <see cref="Tenant"/> needs no address.</summary>
    public MemoryTenantStore Tenants { get; } = new();

    /// <summary>Which tenants have a place for their data. All of them share <see cref="Data"/>.</summary>
    public MemoryTenantStorage TenantStorage { get; } = new();

    /// <summary>The tenant.</summary>
    public Tenant Tenant { get; } = new() { Id = "t1", Name = Tenant.DefaultName, State = TenantState.Running, RecipeName = "test" };

    /// <summary>A folder of this test alone.</summary>
    public string Folder => _folder;

    /// <summary>The services of the product.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Runs something in a scope of the tenant, as a request does.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.GetRequiredService<TenantScopes>().Open(Tenant);
        var result = await work(scope.ServiceProvider);

        // What SQL tells after its commit.
        foreach (var happened in Data.Events)
            _services.GetRequiredService<TenantChanges>().Publish(Tenant, happened);
        return result;
    }

    /// <summary>Runs a service of the tenant.</summary>
    public Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull =>
        InScopeAsync(services => work(services.GetRequiredService<TService>()));

    /// <summary>Writes the JSON to a file and runs it as a recipe; gives back the remarks.</summary>
    public async Task<IReadOnlyList<string>> RunRecipeAsync(string json, string fileName = "test.recipe.json")
    {
        var file = Path.Combine(_folder, fileName);
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        return await RunRecipeFileAsync(file);
    }

    /// <summary>Runs a recipe file; gives back the remarks.</summary>
    public async Task<IReadOnlyList<string>> RunRecipeFileAsync(string file)
    {
        var recipe = await Recipe.ReadAsync(file, TestContext.Current.CancellationToken);
        return await RunAsync<RecipeRunner, IReadOnlyList<string>>(runner => runner.RunAsync(recipe, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Files of the repository.</summary>
public static class Repository
{
    /// <summary>The folder with Cms.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The recipe that a new installation is set up with.</summary>
    public static string GuidesRecipe => Path.Combine(Root, "recipes", "guides.recipe.json");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cms.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside a checkout of Cms.");
        return folder.FullName;
    }
}
