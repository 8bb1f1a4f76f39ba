using System;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class Trash : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Trash",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayText = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RemovedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RemovedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LatestVersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PublishedVersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PublishedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Trash", x => x.ContentItemId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Trash_RemovedUtc",
                table: "Trash",
                column: "RemovedUtc");

            migrationBuilder.Sql(EarlierRemovals.IntoTrash("now()"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Trash");
        }
    }
}
