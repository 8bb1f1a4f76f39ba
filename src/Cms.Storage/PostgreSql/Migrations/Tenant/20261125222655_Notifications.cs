using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class Notifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Told once for each statement, after its commit, to whoever listens: the watcher of every process.
            migrationBuilder.Sql("""
                CREATE FUNCTION "TellOthers"() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_notify('cms_outbox', TG_TABLE_SCHEMA);
                    RETURN NULL;
                END $$;
                CREATE TRIGGER "TellOthers" AFTER INSERT ON "Outbox" FOR EACH STATEMENT EXECUTE FUNCTION "TellOthers"();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "TellOthers" ON "Outbox"; DROP FUNCTION "TellOthers"();""");
        }
    }
}
