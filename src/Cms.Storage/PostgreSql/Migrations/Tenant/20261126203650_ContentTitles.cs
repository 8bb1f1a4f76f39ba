using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class ContentTitles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Titles by any three letters that follow each other, for ILIKE. The extension lies in public, as the schema of a tenant goes with it. Without the extension or the right
            // to make it there is no such index, and titles are gone through one by one.
            migrationBuilder.Sql("""
                DO $$
                DECLARE
                    home text;
                BEGIN
                    -- One at a time: two transactions that make the extension would fail.
                    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
                        PERFORM pg_advisory_xact_lock(hashtextextended('pg_trgm', 3));
                        CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
                    END IF;
                    SELECT n.nspname INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
                    EXECUTE format('CREATE INDEX "IX_ContentIndex_Titles" ON "ContentIndex" USING gin ("DisplayText" %I.gin_trgm_ops)', home);
                EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file OR invalid_schema_name THEN
                    RAISE NOTICE 'There is no index of titles: %', SQLERRM;
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("""DROP INDEX IF EXISTS "IX_ContentIndex_Titles";""");
    }
}
