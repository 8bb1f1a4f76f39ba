using System.Net;
using System.Net.Sockets;
using Cms.Storage.PostgreSql;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.Storage.Tests;

public sealed class PostgresEncryptionTests(TlsPostgres server) : IClassFixture<TlsPostgres>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-encryption-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Host=db.example.org", SslMode.VerifyFull, false)]
    [InlineData("Server=10.0.0.7;Port=5433", SslMode.VerifyFull, false)]
    [InlineData("Host=localhost,db.example.org:5433", SslMode.VerifyFull, false)]
    [InlineData("Host=db.example.org;sslmode=VerifyCA", SslMode.VerifyCA, false)]
    [InlineData("Host=db.example.org;SSL Mode=Require", SslMode.Require, true)]
    [InlineData("Host=db.example.org;SSL Mode=Prefer", SslMode.Prefer, true)]
    [InlineData("Host=db.example.org;SslMode=Disable", SslMode.Disable, true)]
    [InlineData("Host=localhost", SslMode.Prefer, false)]
    [InlineData("Host=127.0.0.1:5433,LOCALHOST:5434,[::1]:5435", SslMode.Prefer, false)]
    [InlineData("Host=/var/run/postgresql;SSL Mode=Disable", SslMode.Disable, false)]
    [InlineData("Host=127.0.0.1;SSL Mode=Require", SslMode.Require, false)]
    [InlineData("Host=localhost.example.org", SslMode.VerifyFull, false)]
    public void Beyond_this_machine_the_servers_certificate_is_checked_unless_the_connection_string_says_otherwise(string connectionString, SslMode mode, bool warns)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);

        var encryption = PostgresEncryption.Choose(parts);

        Assert.Equal(mode, parts.SslMode);
        Assert.Equal(warns, encryption.Warning is not null);
        Assert.True(!warns || encryption.Warning!.Contains($"SSL Mode={mode} of Cms:Database:ConnectionString", StringComparison.Ordinal), encryption.Warning);
    }

    [Fact]
    public async Task A_server_without_encryption_is_refused_with_what_to_write()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var answering = RefuseTlsAsync(plain, stop.Token);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => AskAsync($"Host=127.0.0.1;Port={((IPEndPoint)plain.LocalEndpoint).Port};Database=d;Username=u;Password=hidden;SSL Mode=VerifyFull"));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        Assert.EndsWith(
            "cannot be used: it offers no TLS, and SSL Mode=VerifyFull asks for it; set ssl = on at the server, or write SSL Mode=Disable into Cms:Database:ConnectionString if nobody else is in the network in between.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_is_refused_with_what_to_write()
    {
        TlsPostgres.SkipWithoutPrograms();

        var refusal = await Assert.ThrowsAsync<StorageException>(() => AskAsync(server.With(parts => parts.RootCertificate = null)));

        Assert.Contains("its certificate is not taken", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("as Root Certificate in Cms:Database:ConnectionString, and reach the server by the name in the certificate.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        TlsPostgres.SkipWithoutPrograms();

        var refusal = await Assert.ThrowsAsync<StorageException>(() => AskAsync(server.With(parts => (parts.Host, parts.SslMode) = ("127.0.0.1", SslMode.VerifyFull))));

        Assert.Contains("its certificate is not taken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_a_certificate_that_fits_is_asked_over_tls_without_a_word_in_the_connection_string()
    {
        TlsPostgres.SkipWithoutPrograms();
        await using var services = PostgresStore.Services(_folder, server.ConnectionString);

        await using var command = services.GetRequiredService<PostgresServer>().Source.CreateCommand("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl");

        Assert.StartsWith("TLSv1.", (string?)await command.ExecuteScalarAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_stands_in_for_a_password()
    {
        TlsPostgres.SkipWithoutPrograms();
        await ExecuteAsync(server.ConnectionString, "CREATE USER robot; GRANT CREATE ON DATABASE postgres TO robot");

        await AskAsync(server.With(parts => (parts.Username, parts.Password, parts.SslCertificate, parts.SslKey) = ("robot", null, server.Robot.Certificate, server.Robot.Key)));
    }

    [Fact]
    public async Task A_password_that_changed_is_read_anew_by_the_next_connection()
    {
        TlsPostgres.SkipWithoutPrograms();
        await ExecuteAsync(server.ConnectionString, "CREATE USER changing PASSWORD 'before'; GRANT CREATE ON DATABASE postgres TO changing");
        var file = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(file, "before", Cancel);
        await using var services = PostgresStore.Services(_folder, server.With(parts => (parts.Username, parts.Password) = ("changing", null)), readPassword: () => File.ReadAllText(file));
        var source = services.GetRequiredService<PostgresServer>().Source;
        await using (await source.OpenConnectionAsync(Cancel))
        {
            await ExecuteAsync(server.ConnectionString, "ALTER USER changing PASSWORD 'after'");
            await Assert.ThrowsAsync<PostgresException>(() => source.OpenConnectionAsync(Cancel).AsTask());
            await File.WriteAllTextAsync(file, "after", Cancel);

            await using var next = await source.OpenConnectionAsync(Cancel);

            Assert.Equal(System.Data.ConnectionState.Open, next.State);
        }
    }

    // What a server without TLS says to a client that asks for it (PostgreSQL's protocol, 53.2.10).
    private static async Task RefuseTlsAsync(TcpListener plain, CancellationToken cancel)
    {
        while (true)
        {
            using var client = await plain.AcceptTcpClientAsync(cancel);
            await client.GetStream().ReadExactlyAsync(new byte[8], cancel);
            await client.GetStream().WriteAsync("N"u8.ToArray(), cancel);
        }
    }

    private async Task AskAsync(string connectionString)
    {
        await using var services = PostgresStore.Services(_folder, connectionString);
        await services.GetRequiredService<TenantStore>().ListAsync(Cancel);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
