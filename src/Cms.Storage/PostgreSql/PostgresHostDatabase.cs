using Cms.Storage.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Cms.Storage.PostgreSql;

/// <summary>The host database on PostgreSQL: the schema <c>cms</c>.</summary>
internal sealed class PostgresHostDb(DbContextOptions<PostgresHostDb> options) : HostDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("C");

    /// <summary>For <c>dotnet ef migrations add</c>.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<PostgresHostDb>
    {
        public PostgresHostDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresHostDb>().UseNpgsql("Host=design").Options);
    }
}

/// <summary>Opens the host database in its schema.</summary>
internal sealed class PostgresHostDatabase(PostgresServer server) : HostDatabase, IDisposable
{
    /// <summary>The schema.</summary>
    public const string Schema = "cms";

    private readonly SemaphoreSlim _migrating = new(1);
    private readonly DbContextOptions<PostgresHostDb> _options = server.OptionsFor<PostgresHostDb>(Schema);
    private volatile bool _ready;

    public override async ValueTask<HostDb> OpenAsync(CancellationToken cancel)
    {
        if (!_ready)
            await MigrateAsync(cancel);
        return new PostgresHostDb(_options);
    }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public void Dispose() => _migrating.Dispose();

    private async Task MigrateAsync(CancellationToken cancel)
    {
        await _migrating.WaitAsync(cancel);
        try
        {
            if (_ready)
                return;

            await server.MigrateAsync<PostgresHostDb>(Schema, options => new PostgresHostDb(options), cancel);
            _ready = true;
        }
        finally
        {
            _migrating.Release();
        }
    }
}
