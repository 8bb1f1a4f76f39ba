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
internal sealed class PostgresHostDatabase(PostgresServer server) : HostDatabase
{
    /// <summary>The schema.</summary>
    public const string Schema = "cms";

    private readonly DbContextOptions<PostgresHostDb> _options = server.OptionsFor<PostgresHostDb>(Schema);

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    protected override HostDb CreateContext() => new PostgresHostDb(_options);

    protected override Task MigrateAsync(CancellationToken cancel) =>
        server.MigrateAsync<PostgresHostDb>(Schema, makes: true, options => new PostgresHostDb(options), cancel);
}
