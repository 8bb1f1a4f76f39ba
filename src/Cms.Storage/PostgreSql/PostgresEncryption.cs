using System.Net;
using System.Security.Authentication;
using Npgsql;

namespace Cms.Storage.PostgreSql;

/// <summary>How connections to the PostgreSQL server are encrypted: on this machine as the connection string says, beyond it with a certificate for the server's name unless it says otherwise.</summary>
internal sealed class PostgresEncryption
{
    private readonly SslMode _mode;

    private PostgresEncryption(SslMode mode, string? warning) => (_mode, Warning) = (mode, warning);

    /// <summary>What the log should say of it at the start; null when nothing is wrong.</summary>
    public string? Warning { get; }

    /// <summary>Sets the mode where the connection string names none.</summary>
    public static PostgresEncryption Choose(NpgsqlConnectionStringBuilder parts)
    {
        var isNear = (parts.Host ?? "").Split(',', StringSplitOptions.TrimEntries).All(IsThisMachine);
        if (!isNear && !parts.ShouldSerialize("SSL Mode"))
            parts.SslMode = SslMode.VerifyFull;

        return new PostgresEncryption(
            parts.SslMode,
            isNear || parts.SslMode is SslMode.VerifyFull or SslMode.VerifyCA
                ? null
                : $"SSL Mode={parts.SslMode} of Cms:Database:ConnectionString lets others in the network read or change what goes to the database; leave it out, which is VerifyFull.");
    }

    /// <summary>The failure as a part of a sentence that says what to write, where it is one of encryption; else null.</summary>
    public string? Reason(NpgsqlException failure)
    {
        if (_mode >= SslMode.Require && failure is not PostgresException && failure.InnerException is null && failure.Message.StartsWith("SSL connection requested", StringComparison.Ordinal))
            return $"it offers no TLS, and SSL Mode={_mode} asks for it; set ssl = on at the server, or write SSL Mode=Disable into Cms:Database:ConnectionString if nobody else is in the network in between.";

        return failure.InnerException is AuthenticationException certificate
            ? $"its certificate is not taken ({certificate.Message.TrimEnd('.')}); name the file of the authority that made it as Root Certificate in Cms:Database:ConnectionString, and reach the server by the name in the certificate."
            : null;
    }

    // Also a Unix socket: a folder, or an abstract name.
    private static bool IsThisMachine(string host) =>
        host.StartsWith('/') || host.StartsWith('@')
        || (IPEndPoint.TryParse(host, out var address) ? IPAddress.IsLoopback(address.Address) : host.Split(':')[0].Equals("localhost", StringComparison.OrdinalIgnoreCase));
}
