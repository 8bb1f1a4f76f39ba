using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Cms.Storage.Tests;

/// <summary>
/// A PostgreSQL server of its own that takes encrypted connections only, with passwords or certificates. It is asked by the name of this machine,
/// as one elsewhere would be.
/// </summary>
public sealed class TlsPostgres : IAsyncLifetime
{
    private static readonly string Host = Dns.GetHostName();

    private static readonly string? Programs =
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max() : null;

    private readonly string _folder = Directory.CreateTempSubdirectory("cms-tls-").FullName;
    private readonly int _port = FreePort();

    /// <summary>The file with the authority that made the server's certificate.</summary>
    public string Authority => Path.Combine(_folder, "authority.pem");

    /// <summary>Files with a certificate of the user <c>robot</c> and its key.</summary>
    public (string Certificate, string Key) Robot => (Path.Combine(_folder, "robot.pem"), Path.Combine(_folder, "robot.key"));

    /// <summary>How the superuser reaches it, trusting the authority.</summary>
    public string ConnectionString => $"Host={Host};Port={_port};Database=postgres;Username=postgres;Password=first;Root Certificate={Authority};Timeout=30";

    /// <summary>Skips the test where there is no PostgreSQL to start.</summary>
    public static void SkipWithoutPrograms()
    {
        PostgresStore.SkipWithoutServer();
        Assert.SkipUnless(Programs is not null, "No programs of PostgreSQL below /usr/lib/postgresql: a server that speaks TLS cannot be started.");
    }

    /// <summary>The connection string with other parts.</summary>
    public string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
        change(parts);
        return parts.ConnectionString;
    }

    public async ValueTask InitializeAsync()
    {
        if (Programs is null || PostgresStore.ConnectionString.Length == 0)
            return;

        var data = Path.Combine(_folder, "data");
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, "first");
        WriteCertificates();
        await RunAsync("chown", "-R", "postgres", _folder);
        await RunAsPostgresAsync("initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.WriteAllTextAsync(Path.Combine(data, "pg_hba.conf"), "hostssl all robot all cert\nhostssl all all all scram-sha-256\n");
        await RunAsPostgresAsync(
            "pg_ctl", "-D", data, "-l", Path.Combine(_folder, "log"), "-w", "-o",
            $"-p {_port} -c listen_addresses=127.0.0.1,{Host} -c unix_socket_directories={_folder} -c fsync=off -c ssl=on -c ssl_cert_file={_folder}/server.pem -c ssl_key_file={_folder}/server.key -c ssl_ca_file={Authority}",
            "start");
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(_folder, "data", "postmaster.pid")))
            await RunAsPostgresAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private void WriteCertificates()
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Authority of the test", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var root = authority.CreateSelfSigned(from, until);
        File.WriteAllText(Authority, root.ExportCertificatePem());
        foreach (var (file, name) in new[] { ("server", Host), ("robot", "robot") })
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            using var made = request.Create(root, from, until, RandomNumberGenerator.GetBytes(8));
            File.WriteAllText(Path.Combine(_folder, $"{file}.pem"), made.ExportCertificatePem());
            File.WriteAllText(Path.Combine(_folder, $"{file}.key"), key.ExportPkcs8PrivateKeyPem());
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(_folder, $"{file}.key"), UnixFileMode.UserRead);
        }
    }

    // PostgreSQL refuses to run as root.
    private static Task RunAsPostgresAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(Programs!, program), .. arguments]) : RunAsync(Path.Combine(Programs!, program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        if (program == "chown" && !Environment.IsPrivilegedProcess)
            return;

        // Not redirected: the server that pg_ctl starts would hold the pipe.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]))!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
