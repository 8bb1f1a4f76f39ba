namespace Cms.Site.Tests;

// The same promises on both databases: what follows only says which.

/// <summary>RunningSite on PostgreSQL.</summary>
public sealed class RunningSiteOnPostgres : RunningSite
{
    protected override PostgresDatabase Database { get; } = new();
}

/// <summary>SiteWithArticle on PostgreSQL.</summary>
public sealed class SiteWithArticleOnPostgres : SiteWithArticle
{
    protected override PostgresDatabase Database { get; } = new();
}

/// <summary>SiteWithSecondTenant on PostgreSQL.</summary>
public sealed class SiteWithSecondTenantOnPostgres : SiteWithSecondTenant
{
    protected override PostgresDatabase Database { get; } = new();
}

/// <summary>ThreeTenants on PostgreSQL.</summary>
public sealed class ThreeTenantsOnPostgres : ThreeTenants
{
    protected override PostgresDatabase Database { get; } = new();
}

public sealed class PageOnSqliteTests(RunningSite site) : PageTests(site), IClassFixture<RunningSite>;

public sealed class PageOnPostgresTests : PageTests, IClassFixture<RunningSiteOnPostgres>
{
    public PageOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class TenantIsolationOnSqliteTests(ThreeTenants site) : TenantIsolationTests(site), IClassFixture<ThreeTenants>;

public sealed class TenantIsolationOnPostgresTests : TenantIsolationTests, IClassFixture<ThreeTenantsOnPostgres>
{
    public TenantIsolationOnPostgresTests(ThreeTenantsOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class ImportOnSqliteTests(SiteWithArticle site) : ImportTests(site), IClassFixture<SiteWithArticle>;

public sealed class ImportOnPostgresTests : ImportTests, IClassFixture<SiteWithArticleOnPostgres>
{
    public ImportOnPostgresTests(SiteWithArticleOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class OtherProcessOnSqliteTests(RunningSite site) : OtherProcessTests(site), IClassFixture<RunningSite>;

public sealed class OtherProcessOnPostgresTests : OtherProcessTests, IClassFixture<RunningSiteOnPostgres>
{
    public OtherProcessOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class RestartOnSqliteTests(RunningSite site) : RestartTests(site), IClassFixture<RunningSite>;

public sealed class RestartOnPostgresTests : RestartTests, IClassFixture<RunningSiteOnPostgres>
{
    public RestartOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class GraphQLOverHttpOnSqliteTests(SiteWithSecondTenant site) : GraphQLOverHttpTests(site), IClassFixture<SiteWithSecondTenant>;

public sealed class GraphQLOverHttpOnPostgresTests : GraphQLOverHttpTests, IClassFixture<SiteWithSecondTenantOnPostgres>
{
    public GraphQLOverHttpOnPostgresTests(SiteWithSecondTenantOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class TenantCommandsOnSqliteTests(RunningSite site) : TenantCommandsTests(site), IClassFixture<RunningSite>;

public sealed class TenantCommandsOnPostgresTests : TenantCommandsTests, IClassFixture<RunningSiteOnPostgres>
{
    public TenantCommandsOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class MovedPageOnSqliteTests(RunningSite site) : MovedPageTests(site), IClassFixture<RunningSite>;

public sealed class MovedPageOnPostgresTests : MovedPageTests, IClassFixture<RunningSiteOnPostgres>
{
    public MovedPageOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

/// <summary>RecordedSite on PostgreSQL.</summary>
public sealed class RecordedSiteOnPostgres : RecordedSite
{
    protected override PostgresDatabase Database { get; } = new();
}

public sealed class RecordedRecipeOnSqliteTests(RecordedSite site) : RecordedRecipeTests(site), IClassFixture<RecordedSite>;

public sealed class RecordedRecipeOnPostgresTests : RecordedRecipeTests, IClassFixture<RecordedSiteOnPostgres>
{
    public RecordedRecipeOnPostgresTests(RecordedSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public sealed class ExportOnSqliteTests(SiteWithArticle site) : ExportTests(site), IClassFixture<SiteWithArticle>;

public sealed class ExportOnPostgresTests : ExportTests, IClassFixture<SiteWithArticleOnPostgres>
{
    public ExportOnPostgresTests(SiteWithArticleOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}
