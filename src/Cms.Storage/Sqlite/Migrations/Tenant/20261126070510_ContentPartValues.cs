using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.Sqlite.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class ContentPartValues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Alias",
                table: "ContentIndex",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Culture",
                table: "ContentIndex",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ListContentItemId",
                table: "ContentIndex",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LocalizationSet",
                table: "ContentIndex",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Order",
                table: "ContentIndex",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_LatestAlias",
                table: "ContentIndex",
                column: "Alias",
                unique: true,
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_ListContentItemId_Order",
                table: "ContentIndex",
                columns: new[] { "ListContentItemId", "Order" },
                filter: "\"ListContentItemId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_LocalizationSet",
                table: "ContentIndex",
                column: "LocalizationSet",
                filter: "\"LocalizationSet\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_PublishedAlias",
                table: "ContentIndex",
                column: "Alias",
                unique: true,
                filter: "\"Published\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_LatestAlias",
                table: "ContentIndex");

            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_ListContentItemId_Order",
                table: "ContentIndex");

            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_LocalizationSet",
                table: "ContentIndex");

            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_PublishedAlias",
                table: "ContentIndex");

            migrationBuilder.DropColumn(
                name: "Alias",
                table: "ContentIndex");

            migrationBuilder.DropColumn(
                name: "Culture",
                table: "ContentIndex");

            migrationBuilder.DropColumn(
                name: "ListContentItemId",
                table: "ContentIndex");

            migrationBuilder.DropColumn(
                name: "LocalizationSet",
                table: "ContentIndex");

            migrationBuilder.DropColumn(
                name: "Order",
                table: "ContentIndex");
        }
    }
}
