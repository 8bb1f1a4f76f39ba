using Cms.Setup;

namespace Cms.Host.Configuration;

/// <summary>The section <c>Cms</c> of the configuration: appsettings.json, environment (<c>Cms__Setup__Recipe</c>), command line (<c>--Cms:Setup:Recipe</c>).</summary>
public sealed class CmsSettings
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Cms";

    /// <summary>Where databases, media and logs lie; a relative path counts from the content root.</summary>
    public string DataDirectory { get; set; } = "App_Data";

    /// <summary>The whole path of a folder with a file for each secret, as vaults and orchestrators mount them: <c>Cms__Mail__Password</c>. None unless set.</summary>
    public string SecretsFolder { get; set; } = "";

    /// <summary>What seals the keys in the data directory.</summary>
    public KeySettings Keys { get; set; } = new();

    /// <summary>Where the log goes beside console and files.</summary>
    public LoggingSettings Logging { get; set; } = new();

    /// <summary>What a new installation sets up.</summary>
    public SetupSettings Setup { get; set; } = new();

    /// <summary>Which database.</summary>
    public DatabaseSettings Database { get; set; } = new();

    /// <summary>Addresses or networks of the proxies in front, parted by commas; from others no X-Forwarded header is believed. None unless set.</summary>
    public string Proxies { get; set; } = "";

    /// <summary><c>true</c> asks browsers to come by HTTPS to all subdomains of the site's hosts too, whoever runs them.</summary>
    public string HstsSubdomains { get; set; } = "false";

    /// <summary><c>true</c> refuses tenants under a path prefix, so that no two tenants share a host.</summary>
    public string OwnHostsOnly { get; set; } = "false";

    /// <summary>The server that takes mails to people.</summary>
    public MailSettings Mail { get; set; } = new();

    /// <summary>What is asked of new passwords.</summary>
    public PasswordSettings Passwords { get; set; } = new();

    /// <summary>Providers of OpenID Connect that people may sign in with, by their short names.</summary>
    public Dictionary<string, ExternalSignInSettings> ExternalSignIn { get; set; } = [];

    /// <summary>Which media files are taken.</summary>
    public MediaSettings Media { get; set; } = new();

    /// <summary>What scripts in recipes may read.</summary>
    public RecipeSettings Recipes { get; set; } = new();

    /// <summary>How often clients may try what could be guessed.</summary>
    public LimitSettings Limits { get; set; } = new();

    /// <summary>What one GraphQL request may ask for.</summary>
    public GraphQLSettings GraphQL { get; set; } = new();

    internal bool AsksForHttpsBySubdomains => bool.Parse(HstsSubdomains);

    internal bool HasOwnHostsOnly => bool.Parse(OwnHostsOnly);

    /// <summary>What the log should say of the settings at the start, as the operator may decide so and might not know it.</summary>
    internal IEnumerable<string> Warnings => new[] { Mail.Warning, Logging.Warning }.OfType<string>();
}

/// <summary>How often clients may try what could be guessed: whole numbers, 0 for no limit. Each node counts for itself.</summary>
public sealed class LimitSettings
{
    /// <summary>The largest number.</summary>
    public const int Most = 1_000_000;

    /// <summary>Sign-ins (also second steps) that one address may try in a minute, in all tenants together.</summary>
    public int SignInsPerAddress { get; set; } = 30;

    /// <summary>Sign-ins that may be tried for one user of a tenant in a minute.</summary>
    public int SignInsPerUser { get; set; } = 10;

    /// <summary>Resets of passwords that one address may ask for in an hour.</summary>
    public int ResetsPerAddress { get; set; } = 20;

    /// <summary>Resets of passwords that may be asked for one user of a tenant in an hour.</summary>
    public int ResetsPerUser { get; set; } = 5;

    /// <summary>Requests for tokens that one address may send in a minute.</summary>
    public int TokenRequestsPerAddress { get; set; } = 120;

    /// <summary>Of these, how many may be refused.</summary>
    public int TokenFailuresPerAddress { get; set; } = 30;
}

/// <summary>What a new installation sets up.</summary>
public sealed class SetupSettings
{
    /// <summary>Name or file of the recipe for the tenant Default.</summary>
    public string Recipe { get; set; } = "guides";

    /// <summary>The site's name; empty leaves it to the recipe.</summary>
    public string SiteName { get; set; } = "";

    /// <summary>User name of the first administrator of each tenant, which recipes see; admin when empty.</summary>
    public string AdminUserName { get; set; } = "";

    /// <summary>E-mail of the first administrator, which recipes see; may be empty.</summary>
    public string AdminEmail { get; set; } = "";

    /// <summary>Password of the first administrator; made up and shown once when empty. Never logged.</summary>
    public string AdminPassword { get; set; } = "";

    /// <summary>Who can do everything in a new tenant.</summary>
    internal FirstAdministrator Administrator =>
        new(AdminUserName is { Length: > 0 } name ? name : "admin", AdminEmail, AdminPassword is { Length: > 0 } password ? password : null);
}

/// <summary>Which database.</summary>
public sealed class DatabaseSettings
{
    /// <summary><c>Sqlite</c> or <c>PostgreSql</c>, in any case of letters.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Npgsql's, for PostgreSQL only; may hold a password, so it is never logged. SQLite's files lie in the data directory.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The file with the password of the connection string's user, read at each new connection, so that it may change.</summary>
    public string PasswordFile { get; set; } = "";

    internal bool IsSqlite => Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase);

    internal bool IsPostgreSql => Provider.Equals("PostgreSql", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What scripts in recipes may read: names parted by commas, in which <c>*</c> stands for any letters. Nothing unless set.</summary>
public sealed class RecipeSettings
{
    /// <summary>Files, by their path from the recipe's folder: <c>[file:text('...')]</c>.</summary>
    public string AllowedFiles { get; set; } = "";

    /// <summary>Environment variables: <c>[env:NAME]</c>.</summary>
    public string AllowedEnvironment { get; set; } = "";

    /// <summary>Keys of the configuration: <c>[appsettings:Section:Key]</c> and <c>configuration('Section:Key')</c>.</summary>
    public string AllowedConfiguration { get; set; } = "";
}

/// <summary>Configuration that cannot be used; the message is one sentence that says which value and what would be right.</summary>
public sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
