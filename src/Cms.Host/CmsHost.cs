using Cms.Admin;
using Cms.GraphQL;
using Cms.Host.Accounts;
using Cms.Host.Configuration;
using Cms.Host.Logging;
using Cms.Host.Mails;
using Cms.Host.Media;
using Cms.Host.Safety;
using Cms.Host.Tenants;
using Cms.Media;
using Cms.OpenId;
using Cms.Recipes;
using Cms.Recipes.Scripts;
using Cms.Recipes.Steps;
using Cms.Rest;
using Cms.Setup;
using Cms.Storage;
using Cms.Tenants;
using Cms.Themes;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Mails;

namespace Cms.Host;

/// <summary>Puts the program together, for the server and for the commands alike.</summary>
public static class CmsHost
{
    /// <summary>
    /// The program with its services. Throws <see cref="ConfigurationException"/> or <see cref="StorageException"/> for configuration that
    /// cannot be used.
    /// </summary>
    /// <param name="args">Configuration from the command line: <c>--Cms:DataDirectory X</c>, <c>--urls U</c>, <c>--environment E</c>.</param>
    /// <param name="isCommand">True for a command, which serves nothing and logs only warnings.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, bool isCommand)
    {
        var program = ProgramFolders.Find(ProgramFolders.EnvironmentOf(args));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = program.ContentRoot });
        CmsConfiguration.AddSecrets(builder.Configuration, args);
        var settings = CmsConfiguration.Read(builder.Configuration);
        var folders = CmsConfiguration.FoldersOf(settings, builder.Environment.ContentRootPath);
        builder.AddCmsLogging(settings.Logging, folders, isCommand);

        // Where the program was built and not published, the files of the admin lie where the build found them, and this list says where.
        builder.Configuration[WebHostDefaults.StaticWebAssetsKey] = Path.Combine(AppContext.BaseDirectory, "cms.staticwebassets.runtime.json");
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(folders).AddSingleton(program);
        services.AddSingleton(new SharedHosts(!settings.HasOwnHostsOnly));
        services.AddSingleton(new RecipeFolder(program.Recipes)).AddSingleton(SurroundingsOf(settings, builder.Configuration));
        services.AddSingleton(provider => new ThemeNames(provider.GetRequiredService<LoadedThemes>().ListNames()));
        services.AddSingleton<MailServer, SmtpServer>();
        services.AddSingleton(settings.Media.Kinds);
        if (settings.Media.Scanner is var (host, port))
            services.AddSingleton<VirusScanner>(new ClamdScanner(host, port));
        services.AddSingleton<BreachService>().AddSingleton<FetchBreaches>(provider => provider.GetRequiredService<BreachService>().FetchAsync);
        services.AddSingleton(new ExternalProviders([.. settings.ExternalSignIn.Select(provider => provider.Value.ProviderOf(provider.Key))]));
        services.AddSingleton(settings.GraphQL.Limits);
        services.AddCms().AddCmsGraphQL().AddCmsRest().AddCmsAdmin().AddKeyRing(settings.Keys, folders).AddTokenKeys();
        if (settings.Database.IsPostgreSql)
            services.AddPostgresStorage(settings.Database.ConnectionString, settings.Database.PasswordFile is { Length: > 0 } file ? () => SecretFile.Read(file) : null);
        else
            services.AddSqliteStorage();
        services.AddCmsThemes(program.Themes, builder.Environment.IsDevelopment());
        services.AddSafety(settings).AddSafeCompression();
        services.AddHttpContextAccessor();
        services.AddScoped<RunPageQuery>(provider =>
        {
            // Here the two meet: a page's query goes through the executor that partner apps ask.
            var executor = provider.GetRequiredService<GraphQLExecutor>();
            var request = provider.GetRequiredService<IHttpContextAccessor>().HttpContext;
            return (document, variables, cancel) => executor.QueryAsync(document, variables, request?.Request.PathBase.Value, cancel);
        });
        services.AddSingleton<StartTenants>().AddSingleton<AddMissingAdministrators>();
        return builder;
    }

    private static RecipeSurroundings SurroundingsOf(CmsSettings settings, ConfigurationManager configuration) => new()
    {
        Files = AllowedNames.Parse("Cms:Recipes:AllowedFiles", settings.Recipes.AllowedFiles),
        Environment = AllowedNames.Parse("Cms:Recipes:AllowedEnvironment", settings.Recipes.AllowedEnvironment),
        Configuration = AllowedNames.Parse("Cms:Recipes:AllowedConfiguration", settings.Recipes.AllowedConfiguration),
        FindConfiguration = key => configuration[key],
        AdminUserName = settings.Setup.Administrator.UserName,
        AdminEmail = settings.Setup.Administrator.Email,
    };
}
