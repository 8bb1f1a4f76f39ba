using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_AccountMails",
                table: "AccountMails");

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "AccountMails",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddPrimaryKey(
                name: "PK_AccountMails",
                table: "AccountMails",
                columns: new[] { "Kind", "Who", "About" });

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AnswersId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InsideId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AuthorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WrittenUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EditedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ResolvedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ResolvedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ChangedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpenEditors",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SeenUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenEditors", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewReminders",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DueDay = table.Column<DateOnly>(type: "date", nullable: false),
                    RemindedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewReminders", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "Reviews",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentItemVersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReviewerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reviewer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AnsweredVersionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reviews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_ContentItemId",
                table: "Comments",
                column: "ContentItemId");

            migrationBuilder.CreateIndex(
                name: "IX_OpenEditors_ContentItemId",
                table: "OpenEditors",
                column: "ContentItemId");

            migrationBuilder.CreateIndex(
                name: "IX_OpenEditors_SeenUtc",
                table: "OpenEditors",
                column: "SeenUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_AskedById_State",
                table: "Reviews",
                columns: new[] { "AskedById", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_ContentItemId_AskedUtc",
                table: "Reviews",
                columns: new[] { "ContentItemId", "AskedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_ReviewerId_State",
                table: "Reviews",
                columns: new[] { "ReviewerId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_Waiting",
                table: "Reviews",
                column: "ContentItemId",
                unique: true,
                filter: "\"State\" = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropTable(
                name: "OpenEditors");

            migrationBuilder.DropTable(
                name: "ReviewReminders");

            migrationBuilder.DropTable(
                name: "Reviews");

            migrationBuilder.DropPrimaryKey(
                name: "PK_AccountMails",
                table: "AccountMails");

            migrationBuilder.DropColumn(
                name: "About",
                table: "AccountMails");

            migrationBuilder.AddPrimaryKey(
                name: "PK_AccountMails",
                table: "AccountMails",
                columns: new[] { "Kind", "Who" });
        }
    }
}
