using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Modeling;
using Cms.Users;

namespace Cms.Tests.Modeling;

public sealed class DefinitionEditTests
{
    private static readonly ContentDefinitions Known = DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse(TestSite.ArticleDefinitions)!.AsObject());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_definition_that_is_handed_in_as_it_was_seen_changes_nothing()
    {
        foreach (var type in Known.Types)
            Assert.Empty(Edit(Known, DefinitionKind.Type, type.Name).ChangesTo(Known).Value);
    }

    [Fact]
    public void A_new_type_gets_its_own_part_for_its_fields_and_a_place_for_each()
    {
        var edit = new DefinitionEdit(DefinitionKind.Type, null, "Recipe")
        {
            DisplayName = "Recipe to cook",
            Parts = [Part("TitlePart"), EditedPart.Own(DefinitionSettings.None)],
            Fields = [Field("TextField", "Intro"), Field("NumericField", "Minutes")],
        };

        var after = After(Known, edit);

        var type = after.FindType("Recipe")!;
        Assert.Equal(("Recipe to cook", "TitlePart Recipe"), (type.DisplayName, string.Join(' ', type.Parts.Select(part => part.Name))));
        Assert.Equal(["Intro TextField", "Minutes NumericField"], after.FieldsOf("Recipe").Select(field => $"{field.Name} {field.FieldName}"));
    }

    [Fact]
    public async Task A_renamed_field_a_removed_one_and_a_new_setting_are_planned_and_made_together()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Sleep", """ "Article":{"Summary":{"Text":"Rest"},"Price":{"Value":3}} """))).Value;
        var seen = await site.Cms.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(Cancel));
        var edit = Edit(seen, DefinitionKind.Type, "Article");
        edit = edit with
        {
            Fields =
            [
                edit.Fields[0] with { Name = "Lead", Settings = edit.Fields[0].Settings.With(Settings("""{"TextFieldSettings":{"MaxLength":3}}""")) },
                edit.Fields[2],
            ],
        };
        var changes = edit.ChangesTo(seen).Value;

        var plan = (await site.Cms.RunAsync<PlanDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(changes, Cancel))).Value;
        var untouched = await site.Cms.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(Cancel));
        var done = await site.Cms.RunAsync<ChangeDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(changes, plan.Seen, Cancel));

        Assert.Equal(
            [
                "Field Price of part Article is removed; its data stays until it is purged (1 item).", "Field Summary of part Article becomes Lead (1 item).",
                "Setting TextFieldSettings.MaxLength of field Lead of part Article becomes 3 and was 40.",
                $"Items that are valid now will be refused when they are saved again, such as \"Sleep\" ({item.ContentItemId}): Lead must have at most 3 characters, not 4 (1 item).",
            ],
            plan.Changes.Select(change => change.ToString()));
        Assert.Equal(["Article.summary becomes Article.lead and still answers", "Article.price is gone"], plan.Names.Select(name => name.ToString()));
        Assert.Equal("Summary", untouched.FieldsOf("Article")[0].Name);
        Assert.Null(done.Problem);
        var after = done.Value.After;
        Assert.Equal(["Lead", "Tags"], after.FieldsOf("Article").Select(field => field.Name));
        Assert.Equal(["Summary"], after.FieldsOf("Article")[0].FormerGraphQLNames);
        await site.Cms.RunAsync<ContinueRewrites, bool>(async verb =>
        {
            await verb.RunToEndAsync(null, Cancel);
            return true;
        });
        var read = await site.Cms.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(item.ContentItemId, Cancel));
        Assert.Equal("Rest", JsonNode.Parse(read!.PartsJson)!["Article"]!["Lead"]!["Text"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_planned_is_not_made_when_the_definitions_changed_meanwhile()
    {
        await using var site = await TestSite.OpenAsync();
        DefinitionChange[] changes = [new RenameDefinition(DefinitionKind.Field, "Article", "Summary", "Lead")];
        var plan = (await site.Cms.RunAsync<PlanDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(changes, Cancel))).Value;
        await site.DefineAsync(RecipeText.Part("Other", RecipeText.Field("TextField", "More")));

        var late = await site.Cms.RunAsync<ChangeDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(changes, plan.Seen, Cancel));

        Assert.Equal(ProblemKind.Conflict, late.Problem!.Kind);
        Assert.Contains("look again at what happens", late.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("Summary", (await site.Cms.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(Cancel))).FieldsOf("Article")[0].Name);
    }

    [Fact]
    public void A_definition_that_somebody_else_changed_is_not_written_over()
    {
        var edit = Edit(Known, DefinitionKind.Type, "Article") with { DisplayName = "Piece" };
        var meanwhile = Known.With(Known.FindType("Article")! with { DisplayName = "Story" });

        var problem = edit.ChangesTo(meanwhile).Problem!;

        Assert.Equal(ProblemKind.Conflict, problem.Kind);
        Assert.StartsWith("Article was changed or removed by somebody else", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_keeps_its_former_names_its_bag_of_its_own_items_and_settings_nobody_knows_through_a_rename()
    {
        var named = new RenameDefinition(DefinitionKind.Type, "", "Section", "Piece").Apply(Known).Value.After;
        var type = named.FindType("Piece")!;
        named = named.With(type with { Settings = type.Settings.With(Settings("""{"FutureSettings":{"Odd":[1]}}""")), Parts = [type.Parts[0], type.Parts[1] with { Settings = Settings("""{"BagPartSettings":{"ContainedContentTypes":["Bullet","Piece"]}}""") }] });
        var edit = Edit(named, DefinitionKind.Type, "Piece") with { Name = "Chapter", Settings = Settings("""{"ContentTypeSettings":{"Creatable":true},"FutureSettings":{"Odd":[1]}}""") };

        var after = After(named, edit);

        var chapter = after.FindType("Chapter")!;
        Assert.Equal(["Section", "Piece"], chapter.FormerGraphQLNames);
        Assert.Equal("Bullet Chapter", string.Join(' ', chapter.FindPart("Bullets")!.Settings.Texts("BagPartSettings", "ContainedContentTypes")));
        Assert.Equal(("[1]", true), (chapter.Settings.Find("FutureSettings", "Odd")!.ToJsonString(), chapter.Creatable));
        Assert.Equal("Heading", Assert.Single(after.FieldsOf("Chapter")).Name);
    }

    [Fact]
    public void A_field_whose_former_names_are_dropped_can_be_renamed_or_taken_out_in_the_same_go()
    {
        var named = new RenameDefinition(DefinitionKind.Field, "Article", "Summary", "Lead").Apply(Known).Value.After;
        var edit = Edit(named, DefinitionKind.Type, "Article") with { Dropped = [new DropFormerNames(DefinitionKind.Field, "Article", "Lead")] };

        var renamed = After(named, edit with { Fields = [edit.Fields[0] with { Name = "Opening" }, .. edit.Fields.Skip(1)] });
        var removed = After(named, edit with { Fields = [.. edit.Fields.Skip(1)] });

        Assert.Equal(["Lead"], renamed.FieldsOf("Article")[0].FormerGraphQLNames);
        Assert.Equal(["Price", "Tags"], removed.FieldsOf("Article").Select(field => field.Name));
    }

    [Fact]
    public void Numbers_that_a_recipe_brought_the_wrong_way_round_are_complained_of_once_somebody_changes_them()
    {
        var edit = Edit(Known, DefinitionKind.Type, "Article");
        var odd = After(Known, edit with { Fields = [edit.Fields[0], edit.Fields[1] with { Settings = edit.Fields[1].Settings.With(Settings("""{"NumericFieldSettings":{"Minimum":3,"Maximum":5}}""")) }, edit.Fields[2]] });
        odd = odd.With(odd.FindPart("Article")! with { Fields = [odd.FieldsOf("Article")[0], odd.FieldsOf("Article")[1] with { Settings = odd.FieldsOf("Article")[1].Settings.With(Settings("""{"NumericFieldSettings":{"Maximum":1}}""")) }, odd.FieldsOf("Article")[2]] });
        var again = Edit(odd, DefinitionKind.Type, "Article");

        var untouched = again with { DisplayName = "Piece" };
        var touched = again with { Fields = [again.Fields[0], again.Fields[1] with { Settings = again.Fields[1].Settings.With(Settings("""{"NumericFieldSettings":{"Minimum":2}}""")) }, again.Fields[2]] };

        Assert.Null(untouched.ChangesTo(odd).Problem);
        Assert.Contains(touched.ChangesTo(odd).Problem!.Complaints, complaint => complaint.Message == "must not be less than 2");
    }

    [Fact]
    public void Another_order_is_written_as_positions_and_one_that_stands_leaves_them_as_they_are()
    {
        var edit = Edit(Known, DefinitionKind.Type, "Article");

        var moved = After(Known, edit with { Fields = [edit.Fields[1], edit.Fields[0], edit.Fields[2]] });
        var (kept, settings) = (edit.ChangesTo(Known).Value, moved.FieldsOf("Article").Select(field => field.Settings.Text("ContentPartFieldSettings", "Position")));

        Assert.Empty(kept);
        Assert.Equal(["Price", "Summary", "Tags"], moved.FieldsOf("Article").Select(field => field.Name));
        Assert.Equal([null, null, null], settings);
        Assert.Equal(["Price", "Summary", "Tags"], After(moved, Edit(moved, DefinitionKind.Type, "Article") with { DisplayName = "Piece" }).FieldsOf("Article").Select(field => field.Name));
    }

    [Theory]
    [InlineData("", "is required")]
    [InlineData("2nd", "must have only letters, digits and _ and begins with no digit and no __")]
    [InlineData("Section", "is the name of another content type")]
    [InlineData("TitlePart", "belongs to Cms")]
    [InlineData("TextField", "belongs to Cms")]
    [InlineData("DisplayText", "belongs to Cms")]
    [InlineData("search", "is not free. A content type cannot be called search: the API asks for something of its own under search. Choose another name")]
    public void A_name_that_a_type_cannot_have_is_told_where_it_is_written(string name, string message)
    {
        var complaint = Assert.Single(EditChecks.Of(new DefinitionEdit(DefinitionKind.Type, null, name), Known));

        Assert.Equal((EditChecks.Name, message), (complaint.Path, complaint.Message));
    }

    [Fact]
    public void What_is_wrong_with_parts_fields_and_settings_is_told_at_its_place()
    {
        var edit = new DefinitionEdit(DefinitionKind.Type, null, "Recipe")
        {
            Settings = Settings("""{"VersionLimits":{"MaximumVersions":0}}"""),
            Parts =
            [
                Part("TitlePart", """{"TitlePartSettings":{"Pattern":"{{ broken"}}"""), Part("AutoroutePart") with { Name = "Route" },
                Part("BagPart", """{"BagPartSettings":{"ContainedContentTypes":["Recipe","Nowhere"]}}""") with { Name = "Steps" }, Part("BagPart") with { Name = "Steps" },
            ],
            Fields =
            [
                Field("NumericField", "Minutes", """{"NumericFieldSettings":{"Minimum":5,"Maximum":3,"Scale":1.5}}"""), Field("TextField", "Minutes", """{"TextFieldSettings":{"Pattern":"(","MaxLength":"many"}}"""),
                Field("MediaField", "Picture", """{"MediaFieldSettings":{"AllowedExtensions":["png"]}}"""),
            ],
        };

        var told = EditChecks.Of(edit, Known).ToDictionary(complaint => complaint.Path, complaint => complaint.Message);

        Assert.Equal("must be 1 or more", told["VersionLimits.MaximumVersions"]);
        Assert.StartsWith("cannot be read: ", told["Parts[0].TitlePartSettings.Pattern"], StringComparison.Ordinal);
        Assert.Equal("must be AutoroutePart: the part is found by its own name", told["Parts[1].Name"]);
        Assert.Equal("names Nowhere, which is no content type", told["Parts[2].BagPartSettings.ContainedContentTypes"]);
        Assert.Equal("is the name of another part of this type", told["Parts[3].Name"]);
        Assert.Equal("must not be less than 5", told["Fields[0].NumericFieldSettings.Maximum"]);
        Assert.Equal("must be a whole number, not 1.5", told["Fields[0].NumericFieldSettings.Scale"]);
        Assert.StartsWith("is no regular expression: ", told["Fields[1].TextFieldSettings.Pattern"], StringComparison.Ordinal);
        Assert.Equal("must be a number, not many", told["Fields[1].TextFieldSettings.MaxLength"]);
        Assert.Equal("must have endings such as .png, not png", told["Fields[2].MediaFieldSettings.AllowedExtensions"]);
        Assert.Equal("is the name of another field here", told["Fields[0].Name"]);
    }

    [Fact]
    public void A_field_does_not_become_another_kind_under_its_name_in_one_go()
    {
        var edit = Edit(Known, DefinitionKind.Type, "Article");

        var problem = (edit with { Fields = [Field("NumericField", "Summary"), .. edit.Fields.Skip(1)] }).ChangesTo(Known).Problem!;

        Assert.Equal("Fields[0].Name", problem.Complaints[0].Path);
        Assert.StartsWith("was a TextField, of which items keep values", problem.Complaints[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_data_is_thrown_away_only_with_a_permission_of_its_own()
    {
        await using var site = await TestSite.OpenAsync();
        DefinitionChange[] purge = [new PurgeData(DefinitionKind.AttachedPart, "Article", "Gone")];

        var refused = await ByAsync(Permission.EditContentTypes);
        var done = await ByAsync(Permission.EditContentTypes, Permission.PurgeContent);

        Assert.Equal("You may not throw stored data away for good; it needs the permission PurgeContent.", refused.Problem!.Message);
        Assert.Null(done.Problem);

        Task<Outcome<DefinitionPlan>> ByAsync(params string[] permissions) => site.Cms.RunAsync<IServiceProvider, Outcome<DefinitionPlan>>(services =>
        {
            ((CurrentCaller)services.GetService(typeof(CurrentCaller))!).Caller = Caller.SignedIn("u2", "bert", permissions);
            return ((ChangeDefinitions)services.GetService(typeof(ChangeDefinitions))!).RunAsync(purge, null, Cancel);
        });
    }

    [Fact]
    public async Task A_removed_type_that_bags_still_name_is_warned_of()
    {
        await using var site = await TestSite.OpenAsync();

        var plan = (await site.Cms.RunAsync<PlanDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(new DeleteDefinitions(["Bullet"], ["Bullet"]), Cancel))).Value;

        Assert.Equal(["Setting BagPartSettings.ContainedContentTypes of part Bullets of content type Section still names Bullet, which is gone; take it out there."], plan.Warnings);
        Assert.Contains("Query.bullet is gone", plan.Names.Select(name => name.ToString()));
    }

    private static ContentDefinitions After(ContentDefinitions before, DefinitionEdit edit) =>
        edit.ChangesTo(before).Value.Aggregate(before, (definitions, change) => change.Apply(definitions).Value.After);

    private static DefinitionEdit Edit(ContentDefinitions known, DefinitionKind kind, string name)
    {
        var type = known.FindType(name);
        return new DefinitionEdit(kind, name, name)
        {
            DisplayName = type?.DisplayName ?? "",
            Settings = type?.Settings ?? known.FindPart(name)!.Settings,
            Parts = [.. (type?.Parts ?? []).Select(part => part.PartName == name ? EditedPart.Own(part.Settings) : new EditedPart(part.PartName, part.Name, part.Name, part.Settings))],
            Fields = [.. known.FieldsOf(name).Select(field => new EditedField(field.FieldName, field.Name, field.Name, field.Settings))],
            Seen = DefinitionEdit.JsonOf(known, kind, name),
        };
    }

    private static EditedPart Part(string name, string settings = "{}") => new(name, name, null, Settings(settings));

    private static EditedField Field(string kind, string name, string settings = "{}") => new(kind, name, null, Settings(settings));

    private static DefinitionSettings Settings(string json) => new(JsonNode.Parse(json)!.AsObject());
}
