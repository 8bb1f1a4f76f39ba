using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.Sqlite.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class ContentWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TextHash",
                table: "ContentIndex",
                type: "TEXT",
                nullable: true);

            // The words of versions without their texts, by the row of the version, and the vocabulary of all of them. A migration that makes ContentIndex anew must make
            // the trigger anew too.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE "ContentWords" USING fts5("title", "body", content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='3 4');
                CREATE VIRTUAL TABLE "ContentVocabulary" USING fts5vocab('ContentWords', 'row');
                CREATE TRIGGER "TR_ContentIndex_Words" AFTER DELETE ON "ContentIndex" WHEN old."TextHash" IS NOT NULL BEGIN
                    DELETE FROM "ContentWords" WHERE rowid = old."VersionRowId";
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "TR_ContentIndex_Words"; DROP TABLE "ContentVocabulary"; DROP TABLE "ContentWords";""");
            migrationBuilder.DropColumn(
                name: "TextHash",
                table: "ContentIndex");
        }
    }
}
