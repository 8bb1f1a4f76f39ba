using System.Collections;
using System.Globalization;
using System.Reflection;
using Cms.Tenants;

namespace Cms.Host.Configuration;

/// <summary>Reads and checks the configuration.</summary>
public static class CmsConfiguration
{
    /// <summary>The settings. Throws <see cref="ConfigurationException"/> for an unknown name or a value that cannot be used.</summary>
    public static CmsSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(CmsSettings.Section);
        RefuseUnknown(section, typeof(CmsSettings));

        RefuseBadNumbers(section.GetSection(nameof(CmsSettings.Limits)));
        GraphQLSettings.RefuseBadNumbers(section.GetSection(nameof(CmsSettings.GraphQL)));
        var settings = section.Get<CmsSettings>() ?? new CmsSettings();
        settings.GraphQL.ReadOrchardNames(configuration);
        if (string.IsNullOrWhiteSpace(settings.DataDirectory))
            throw new ConfigurationException("Cms:DataDirectory is empty; it must be a folder, such as App_Data.");

        if (settings.DataDirectory.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
            throw new ConfigurationException($"Cms:DataDirectory \"{settings.DataDirectory}\" is no valid path of a folder.");

        if (string.IsNullOrWhiteSpace(settings.Setup.Recipe))
            throw new ConfigurationException("Cms:Setup:Recipe is empty; it must be the name or file of a recipe, such as guides.");

        if (!settings.Database.IsSqlite && !settings.Database.IsPostgreSql)
            throw new ConfigurationException($"Cms:Database:Provider \"{settings.Database.Provider}\" is not known; it must be Sqlite or PostgreSql.");

        if (settings.Database is { IsSqlite: true, PasswordFile.Length: > 0 })
            throw new ConfigurationException("Cms:Database:PasswordFile is not used with Sqlite; it is the password of PostgreSQL's user.");

        if (settings.Database is { PasswordFile: { Length: > 0 } file } && SecretFile.Complaint("Cms:Database:PasswordFile", file) is { } noPassword)
            throw new ConfigurationException(noPassword);

        if (settings.Database is { IsSqlite: true, ConnectionString.Length: > 0 })
            throw new ConfigurationException("Cms:Database:ConnectionString is not used with Sqlite; set Cms:DataDirectory to say where the files lie.");

        if (settings.Database.IsPostgreSql && string.IsNullOrWhiteSpace(settings.Database.ConnectionString))
            throw new ConfigurationException("Cms:Database:ConnectionString is empty; PostgreSql needs one, such as Host=localhost;Database=cms;Username=cms;Password=...");

        RefuseUnlessYesOrNo(nameof(CmsSettings.HstsSubdomains), settings.HstsSubdomains);
        RefuseUnlessYesOrNo(nameof(CmsSettings.OwnHostsOnly), settings.OwnHostsOnly);
        if ((settings.Mail.Complaint() ?? settings.Passwords.Complaint() ?? settings.Media.Complaint() ?? settings.Logging.Complaint()) is { } complaint)
            throw new ConfigurationException(complaint);

        if (settings.ExternalSignIn.Select(provider => provider.Value.Complaint(provider.Key)).FirstOrDefault(wrong => wrong is not null) is { } wrongProvider)
            throw new ConfigurationException(wrongProvider);

        return settings;
    }

    /// <summary>
    /// Adds the files of <c>Cms:SecretsFolder</c>, if that is set; they count more than everything but the command line. Throws <see cref="ConfigurationException"/>
    /// when they cannot be read.
    /// </summary>
    public static void AddSecrets(IConfigurationManager configuration, string[] args)
    {
        if (configuration[$"{CmsSettings.Section}:{nameof(CmsSettings.SecretsFolder)}"] is not { Length: > 0 } folder)
            return;

        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
            throw new ConfigurationException($"Cms:SecretsFolder \"{folder}\" must be the whole path of a folder that exists, such as /run/secrets.");

        try
        {
            configuration.AddKeyPerFile(folder).AddCommandLine(args);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Cms:SecretsFolder {folder} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The data directory, made if need be. Throws <see cref="ConfigurationException"/> when it cannot be written.</summary>
    public static DataFolders FoldersOf(CmsSettings settings, string contentRoot)
    {
        var root = Path.GetFullPath(Path.Combine(contentRoot, settings.DataDirectory));
        try
        {
            Directory.CreateDirectory(root);
            var probe = Path.Combine(root, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Cms:DataDirectory {root} cannot be written: {exception.Message}", exception);
        }

        return new DataFolders(root);
    }

    private static void RefuseUnlessYesOrNo(string name, string value)
    {
        if (!bool.TryParse(value, out _))
            throw new ConfigurationException($"{CmsSettings.Section}:{name} \"{value}\" must be true or false.");
    }

    private static void RefuseBadNumbers(IConfigurationSection section)
    {
        foreach (var one in section.GetChildren())
        {
            if (!int.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > LimitSettings.Most)
                throw new ConfigurationException($"{one.Path} \"{one.Value}\" must be a whole number from 0 (no limit) to {LimitSettings.Most}.");
        }
    }

    // A misspelt name would otherwise be a setting that silently does nothing.
    private static void RefuseUnknown(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var property = known.FirstOrDefault(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new ConfigurationException(
                    $"{child.Path} is not a setting of Cms; {section.Path} has {string.Join(", ", known.Select(property => property.Name))}.");
            if (property.PropertyType.IsAssignableTo(typeof(IDictionary)))
            {
                foreach (var named in child.GetChildren())
                    RefuseUnknown(named, property.PropertyType.GenericTypeArguments[1]);
            }
            else if (property.PropertyType != typeof(string) && !property.PropertyType.IsPrimitive)
                RefuseUnknown(child, property.PropertyType);
            else if (child.Value is null && child.GetChildren().Any())
                throw new ConfigurationException($"{child.Path} must be a single value.");
        }
    }
}
