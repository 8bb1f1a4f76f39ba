using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class ItemLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_DraftsByModified",
                table: "ContentIndex",
                columns: new[] { "ModifiedUtc", "ContentItemId", "ContentType", "Owner" },
                filter: "\"Latest\" AND NOT \"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_ItemsByCreated",
                table: "ContentIndex",
                columns: new[] { "CreatedUtc", "ContentItemId", "ContentType", "Owner", "Published" },
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_ItemsByModified",
                table: "ContentIndex",
                columns: new[] { "ModifiedUtc", "ContentItemId", "ContentType", "Owner", "Published" },
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_ItemsByPublished",
                table: "ContentIndex",
                columns: new[] { "PublishedUtc", "ContentItemId", "ContentType", "Owner", "Published" },
                filter: "\"Latest\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_DraftsByModified",
                table: "ContentIndex");

            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_ItemsByCreated",
                table: "ContentIndex");

            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_ItemsByModified",
                table: "ContentIndex");

            migrationBuilder.DropIndex(
                name: "IX_ContentIndex_ItemsByPublished",
                table: "ContentIndex");
        }
    }
}
