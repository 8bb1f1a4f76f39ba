using Cms.Tenants;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Cms.Host.Accounts;

/// <summary>The keys that seal sign-ins, forms and the tenants' own keys for tokens. They lie in the data directory, for all nodes and commands.</summary>
internal static class KeyRing
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Cms");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolders, ILoggerFactory>((keys, folders, logging) =>
            keys.XmlRepository = new FileSystemXmlRepository(MakeFolder(folders), logging));
        return services;
    }

    private static DirectoryInfo MakeFolder(DataFolders folders) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folders.Keys)
        : Directory.CreateDirectory(folders.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
