using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
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
                type: "text",
                nullable: true,
                collation: "C");

            // The words of versions, and the vocabulary of all that was ever written, from which what was mistyped is looked for. It stands beside as it would take minutes to work it out.
            migrationBuilder.Sql("""
                CREATE TABLE "ContentWords" (
                    "VersionRowId" bigint NOT NULL CONSTRAINT "PK_ContentWords" PRIMARY KEY REFERENCES "ContentIndex" ("VersionRowId") ON DELETE CASCADE,
                    "Words" tsvector NOT NULL);
                CREATE INDEX "IX_ContentWords_Words" ON "ContentWords" USING gin ("Words");
                CREATE TABLE "ContentVocabulary" ("term" text COLLATE "C" NOT NULL CONSTRAINT "PK_ContentVocabulary" PRIMARY KEY);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "ContentVocabulary"; DROP TABLE "ContentWords";""");
            migrationBuilder.DropColumn(
                name: "TextHash",
                table: "ContentIndex");
        }
    }
}
