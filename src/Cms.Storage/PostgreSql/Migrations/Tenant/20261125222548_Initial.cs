using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ContentVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayText = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ModifiedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Parts = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PrunedVersions",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PrunedVersions", x => x.VersionId);
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Section = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Section);
                });

            migrationBuilder.CreateTable(
                name: "ContentIndex",
                columns: table => new
                {
                    VersionRowId = table.Column<long>(type: "bigint", nullable: false),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayText = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Latest = table.Column<bool>(type: "boolean", nullable: false),
                    Published = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ModifiedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PublishedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Path = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentIndex", x => x.VersionRowId);
                    table.ForeignKey(
                        name: "FK_ContentIndex_ContentVersions_VersionRowId",
                        column: x => x.VersionRowId,
                        principalTable: "ContentVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContentRoutes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    VersionRowId = table.Column<long>(type: "bigint", nullable: false),
                    Path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContainedItemId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Published = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentRoutes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContentRoutes_ContentIndex_VersionRowId",
                        column: x => x.VersionRowId,
                        principalTable: "ContentIndex",
                        principalColumn: "VersionRowId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContentTerms",
                columns: table => new
                {
                    VersionRowId = table.Column<long>(type: "bigint", nullable: false),
                    TaxonomyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TermId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentTerms", x => new { x.VersionRowId, x.TaxonomyId, x.TermId });
                    table.ForeignKey(
                        name: "FK_ContentTerms_ContentIndex_VersionRowId",
                        column: x => x.VersionRowId,
                        principalTable: "ContentIndex",
                        principalColumn: "VersionRowId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_Latest",
                table: "ContentIndex",
                column: "ContentItemId",
                unique: true,
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_LatestByCreated",
                table: "ContentIndex",
                columns: new[] { "ContentType", "CreatedUtc", "ContentItemId" },
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_LatestPath",
                table: "ContentIndex",
                column: "Path",
                unique: true,
                filter: "\"Latest\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_Published",
                table: "ContentIndex",
                column: "ContentItemId",
                unique: true,
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_PublishedByCreated",
                table: "ContentIndex",
                columns: new[] { "ContentType", "CreatedUtc", "ContentItemId" },
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_PublishedByModified",
                table: "ContentIndex",
                columns: new[] { "ContentType", "ModifiedUtc", "ContentItemId" },
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentIndex_PublishedPath",
                table: "ContentIndex",
                column: "Path",
                unique: true,
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentRoutes_Path",
                table: "ContentRoutes",
                column: "Path");

            migrationBuilder.CreateIndex(
                name: "IX_ContentRoutes_PublishedPath",
                table: "ContentRoutes",
                column: "Path",
                unique: true,
                filter: "\"Published\"");

            migrationBuilder.CreateIndex(
                name: "IX_ContentRoutes_VersionRowId",
                table: "ContentRoutes",
                column: "VersionRowId");

            migrationBuilder.CreateIndex(
                name: "IX_ContentTerms_TermId",
                table: "ContentTerms",
                column: "TermId");

            migrationBuilder.CreateIndex(
                name: "IX_ContentVersions_ContentItemId_Number",
                table: "ContentVersions",
                columns: new[] { "ContentItemId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContentVersions_VersionId",
                table: "ContentVersions",
                column: "VersionId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContentRoutes");

            migrationBuilder.DropTable(
                name: "ContentTerms");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PrunedVersions");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "ContentIndex");

            migrationBuilder.DropTable(
                name: "ContentVersions");
        }
    }
}
