using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.Sqlite.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class ContentTitles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Titles by any three letters that follow each other, without the titles themselves, by the row of the version. A migration that makes ContentIndex anew must make
            // the triggers anew too.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE "ContentTitles" USING fts5("DisplayText", content='ContentIndex', content_rowid='VersionRowId', tokenize='trigram', detail=none, columnsize=0);
                INSERT INTO "ContentTitles" ("ContentTitles") VALUES ('rebuild');
                CREATE TRIGGER "TR_ContentIndex_TitleAdded" AFTER INSERT ON "ContentIndex" BEGIN
                    INSERT INTO "ContentTitles" (rowid, "DisplayText") VALUES (new."VersionRowId", new."DisplayText");
                END;
                CREATE TRIGGER "TR_ContentIndex_TitleRemoved" AFTER DELETE ON "ContentIndex" BEGIN
                    INSERT INTO "ContentTitles" ("ContentTitles", rowid, "DisplayText") VALUES ('delete', old."VersionRowId", old."DisplayText");
                END;
                CREATE TRIGGER "TR_ContentIndex_TitleChanged" AFTER UPDATE OF "DisplayText" ON "ContentIndex" WHEN old."DisplayText" IS NOT new."DisplayText" BEGIN
                    INSERT INTO "ContentTitles" ("ContentTitles", rowid, "DisplayText") VALUES ('delete', old."VersionRowId", old."DisplayText");
                    INSERT INTO "ContentTitles" (rowid, "DisplayText") VALUES (new."VersionRowId", new."DisplayText");
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER "TR_ContentIndex_TitleAdded";
                DROP TRIGGER "TR_ContentIndex_TitleRemoved";
                DROP TRIGGER "TR_ContentIndex_TitleChanged";
                DROP TABLE "ContentTitles";
                """);
        }
    }
}
