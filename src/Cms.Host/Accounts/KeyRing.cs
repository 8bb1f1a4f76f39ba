using Cms.Host.Configuration;
using Cms.Tenants;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Cms.Host.Accounts;

/// <summary>
/// The keys that seal sign-ins, forms, the tenants' own keys for tokens and those of authenticator apps. They lie in the data directory, for all nodes and
/// commands, sealed with the operator's certificate where one is named.
/// </summary>
internal static class KeyRing
{
    /// <summary>Registers it. Throws <see cref="ConfigurationException"/> for certificates that cannot be used or do not open the keys that are there.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, KeySettings settings, DataFolders folders)
    {
        var certificates = settings.Load();
        SealedKeyFiles.Renew(folders, certificates);

        var ring = services.AddDataProtection().SetApplicationName("Cms").UnprotectKeysWithAnyCertificate([.. certificates]);
        services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((keys, logging) =>
        {
            keys.XmlRepository = new FileSystemXmlRepository(MakeFolder(folders), logging);
            if (certificates.Count > 0)
                keys.XmlEncryptor = new CertificateSeal(certificates[0]);
        });
        return ring.Services.AddScoped<SecretSeal, KeyRingSeal>();
    }

    private static DirectoryInfo MakeFolder(DataFolders folders) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folders.Keys)
        : Directory.CreateDirectory(folders.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
