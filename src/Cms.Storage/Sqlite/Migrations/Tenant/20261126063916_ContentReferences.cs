using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.Sqlite.Migrations.Tenant
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VersionRowId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false)
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
