using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class ContentReferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ContentReferences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    VersionRowId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Path = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentReferences", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContentReferences_ContentIndex_VersionRowId",
                        column: x => x.VersionRowId,
                        principalTable: "ContentIndex",
                        principalColumn: "VersionRowId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContentRoutes_PublishedContained",
                table: "ContentRoutes",
                column: "ContainedItemId",
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentReferences_Target_Kind",
                table: "ContentReferences",
                columns: new[] { "Target", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentReferences_VersionRowId",
                table: "ContentReferences",
                column: "VersionRowId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContentReferences");

            migrationBuilder.DropIndex(
                name: "IX_ContentRoutes_PublishedContained",
                table: "ContentRoutes");
        }
    }
}
