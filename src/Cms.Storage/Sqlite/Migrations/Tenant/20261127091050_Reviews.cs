using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.Sqlite.Migrations.Tenant
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
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddPrimaryKey(
                name: "PK_AccountMails",
                table: "AccountMails",
                columns: new[] { "Kind", "Who", "About" });

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    AnswersId = table.Column<string>(type: "TEXT", nullable: true),
                    InsideId = table.Column<string>(type: "TEXT", nullable: true),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EditedUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ResolvedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ResolvedUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChangedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpenEditors",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    SinceUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeenUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenEditors", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewReminders",
                columns: table => new
                {
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    DueDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RemindedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewReminders", x => x.ContentItemId);
                });

            migrationBuilder.CreateTable(
                name: "Reviews",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    ContentItemVersionId = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    AskedById = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AskedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReviewerId = table.Column<string>(type: "TEXT", nullable: false),
                    Reviewer = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredVersionId = table.Column<string>(type: "TEXT", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
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
