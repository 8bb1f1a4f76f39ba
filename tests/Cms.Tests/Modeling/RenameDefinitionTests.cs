using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Modeling;
using CsCheck;

namespace Cms.Tests.Modeling;

public sealed class RenameDefinitionTests
{
    private static readonly ContentDefinitions Known = DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse(TestSite.ArticleDefinitions)!.AsObject());

    // Items of any depth whose members have names that a rename may take for its own.
    private static readonly Gen<JsonObject> Items = Gen.Recursive<JsonObject>((depth, inner) =>
        Gen.Select(
            OneOf("Article", "Section", "Bullet", "Page", "Gone"),
            OneOf("Heading", "Label", "Summary", "Title", "Other").Array[0, 3],
            depth < 3 ? inner.Array[0, 3] : Gen.Const(Array.Empty<JsonObject>()),
            Make));

    [Fact]
    public void A_field_that_is_renamed_and_renamed_back_leaves_every_item_as_it_was() => Items.Sample(item =>
    {
        var (there, back) = Both(new(DefinitionKind.Field, "Section", "Heading", "Renamed"), new(DefinitionKind.Field, "Section", "Renamed", "Heading"));
        AssertReversible(item, there, back);
    });

    [Fact]
    public void A_type_that_is_renamed_and_renamed_back_leaves_every_item_as_it_was() => Items.Sample(item =>
    {
        var (there, back) = Both(new(DefinitionKind.Type, "", "Section", "Renamed"), new(DefinitionKind.Type, "", "Renamed", "Section"));
        AssertReversible(item, there, back);
    });

    [Fact]
    public void A_rename_that_is_done_twice_is_done_once() => Items.Sample(item =>
    {
        var rename = new RenameDefinition(DefinitionKind.AttachedPart, "Article", "Sections", "Chapters").Apply(Known).Value.Rewrite!;
        var once = item.DeepClone().AsObject();
        rename.Apply(once, TypeOf(item));
        var twice = once.DeepClone().AsObject();

        Assert.False(rename.Apply(twice, TypeOf(item)));
        Assert.True(JsonNode.DeepEquals(once, twice));
    });

    [Fact]
    public void A_member_keeps_its_place_among_the_others()
    {
        var item = JsonNode.Parse("""{"A":1,"Section":{"X":1,"Heading":{"Text":"a"},"Y":2},"B":2}""")!.AsObject();

        new RenameDefinition(DefinitionKind.Field, "Section", "Heading", "Title").Apply(Known).Value.Rewrite!.Apply(item, "Section");

        Assert.Equal("""{"A":1,"Section":{"X":1,"Title":{"Text":"a"},"Y":2},"B":2}""", item.ToJsonString());
    }

    [Fact]
    public void The_type_of_terms_follows_in_the_taxonomy_that_holds_them()
    {
        var rename = new RenameDefinition(DefinitionKind.Type, "", "Tag", "Topic").Apply(Known).Value.Rewrite!;
        var taxonomy = JsonNode.Parse("""{"TaxonomyPart":{"TermContentType":"Tag","Terms":[{"ContentItemId":"a","ContentType":"Tag","Terms":[{"ContentItemId":"b","ContentType":"Tag"}]}]}}""")!.AsObject();

        rename.Apply(taxonomy, "Taxonomy");

        Assert.Equal(
            """{"TaxonomyPart":{"TermContentType":"Topic","Terms":[{"ContentItemId":"a","ContentType":"Topic","Terms":[{"ContentItemId":"b","ContentType":"Topic"}]}]}}""",
            taxonomy.ToJsonString());
    }

    [Fact]
    public void A_renamed_field_remembers_for_GraphQL_what_it_was_called_until_the_name_is_its_own_again()
    {
        var once = After(Known, new RenameDefinition(DefinitionKind.Field, "Article", "Summary", "Lead"));
        var twice = After(once, new RenameDefinition(DefinitionKind.Field, "Article", "Lead", "Opening"));
        var back = After(twice, new RenameDefinition(DefinitionKind.Field, "Article", "Opening", "Summary"));

        Assert.Equal(["Summary"], FormerNames(once, "Lead"));
        Assert.Equal(["Summary", "Lead"], FormerNames(twice, "Opening"));
        Assert.Equal(["Lead", "Opening"], FormerNames(back, "Summary"));
    }

    [Fact]
    public void A_former_name_ends_when_another_field_or_type_gets_it_or_somebody_drops_it()
    {
        var renamed = After(Known, new RenameDefinition(DefinitionKind.Field, "Article", "Summary", "Lead"), new RenameDefinition(DefinitionKind.Type, "", "Page", "Sheet"));

        var added = After(renamed, Merge("""{"ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Summary"}]}],"ContentTypes":[{"Name":"Page"}]}"""));
        var given = After(renamed, new RenameDefinition(DefinitionKind.Field, "Article", "Price", "Summary"), new RenameDefinition(DefinitionKind.Type, "", "Section", "Page"));
        var dropped = After(renamed, new DropFormerNames(DefinitionKind.Field, "Article", "Lead"), new DropFormerNames(DefinitionKind.Type, "", "Sheet"));
        var emptied = After(renamed, Merge("""{"ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Lead","Settings":{"GraphQLContentPartFieldSettings":{"FormerNames":[]}}}]}]}"""));

        Assert.Equal(["Summary"], FormerNames(renamed, "Lead"));
        Assert.Equal(["Page"], renamed.FindType("Sheet")!.FormerGraphQLNames);
        Assert.All([added, given, dropped], after => Assert.Empty(FormerNames(after, "Lead").Concat(after.FindType("Sheet")!.FormerGraphQLNames)));
        Assert.Empty(FormerNames(emptied, "Lead"));
        Assert.Equal(["Price"], FormerNames(given, "Summary"));
        Assert.Equal("There is no field of part Article called Summary; there is Lead, Price, Tags.", new DropFormerNames(DefinitionKind.Field, "Article", "Summary").Apply(renamed).Problem!.Message);
        Assert.Equal("There is no part Nothing; there is Article, Bullet, Section.", new DropFormerNames(DefinitionKind.Field, "Nothing", "Lead").Apply(renamed).Problem!.Message);
        Assert.Equal("There is no content type Page; there is Article, Bullet, Section, Sheet, Tag, Taxonomy.", new DropFormerNames(DefinitionKind.Type, "", "Page").Apply(renamed).Problem!.Message);
    }

    [Fact]
    public void Renamed_bags_and_parts_remember_their_names_until_something_else_gets_them_or_somebody_drops_them()
    {
        var facts = After(Known, Merge("""{"ContentParts":[{"Name":"Facts","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source"}]}],"ContentTypes":[{"Name":"Page","ContentTypePartDefinitionRecords":[{"PartName":"Facts","Name":"Facts"},{"PartName":"Article","Name":"Article"}]}]}"""));

        var renamed = After(facts, new RenameDefinition(DefinitionKind.AttachedPart, "Article", "Sections", "Chapters"), new RenameDefinition(DefinitionKind.Part, "", "Facts", "Sources"), new RenameDefinition(DefinitionKind.Type, "", "Article", "Guide"));
        var given = After(renamed, Merge("""{"ContentParts":[{"Name":"Facts"}],"ContentTypes":[{"Name":"Guide","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"Sections"}]},{"Name":"Page","ContentTypePartDefinitionRecords":[{"PartName":"Facts","Name":"Facts"}]}]}"""));
        var dropped = After(renamed, new DropFormerNames(DefinitionKind.AttachedPart, "Guide", "Chapters"), new DropFormerNames(DefinitionKind.Part, "", "Sources"), new DropFormerNames(DefinitionKind.Type, "", "Guide"));

        Assert.Equal(["Guide.Chapters: Sections", "Page.Guide: Article", "Page.Sources: Facts", "Sources: Facts"], Remembered(renamed));
        Assert.Equal(["Page.Guide: Article"], Remembered(given));
        Assert.Empty(Remembered(dropped));
        Assert.Equal("There is no part of content type Guide called Sections; there is TitlePart, AutoroutePart, Guide, Chapters.", new DropFormerNames(DefinitionKind.AttachedPart, "Guide", "Sections").Apply(renamed).Problem!.Message);
        Assert.Equal("There is no part with fields Facts; there is Bullet, Guide, Section, Sources.", new DropFormerNames(DefinitionKind.Part, "", "Facts").Apply(renamed).Problem!.Message);
        Assert.Equal("There is no content type Article; there is Bullet, Guide, Page, Section, Tag, Taxonomy.", new DropFormerNames(DefinitionKind.AttachedPart, "Article", "Chapters").Apply(renamed).Problem!.Message);

        static IEnumerable<string> Remembered(ContentDefinitions definitions) => definitions.Types.SelectMany(type => type.Parts.SelectMany(part => part.FormerGraphQLNames.Select(former => $"{type.Name}.{part.Name}: {former}")))
            .Concat(definitions.Parts.SelectMany(part => part.FormerGraphQLNames.Select(former => $"{part.Name}: {former}"))).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(DefinitionKind.Type, "", "Articel", "Guide", ProblemKind.NotFound, "There is no content type Articel; there is Article, Bullet, Page, Section, Tag, Taxonomy.")]
    [InlineData(DefinitionKind.Type, "", "Article", "Section", ProblemKind.Conflict, "There is a content type Section already.")]
    [InlineData(DefinitionKind.Type, "", "Article", "TitlePart", ProblemKind.Conflict, "The name TitlePart belongs to Cms.")]
    [InlineData(DefinitionKind.Type, "", "Article", "2Guides", ProblemKind.Invalid, "\"2Guides\" cannot be a name; a name has only letters, digits and _ and begins with no digit and no __.")]
    [InlineData(DefinitionKind.Type, "", "Article", "Article", ProblemKind.Invalid, "Article has this name already.")]
    [InlineData(DefinitionKind.Type, "", "Article", "Sections", ProblemKind.Conflict, "Content type Article has a part called Sections already.")]
    [InlineData(DefinitionKind.Part, "", "Article", "Facts", ProblemKind.Invalid, "Article is the own part of the content type Article; rename the type.")]
    [InlineData(DefinitionKind.Part, "", "TitlePart", "Head", ProblemKind.NotFound, "There is no part with fields TitlePart; there is Article, Bullet, Section.")]
    [InlineData(DefinitionKind.AttachedPart, "Article", "AutoroutePart", "Address", ProblemKind.Invalid, "AutoroutePart is found by its own name and cannot have another one; bags, taxonomies and parts with fields can.")]
    [InlineData(DefinitionKind.AttachedPart, "Article", "Sections", "Author", ProblemKind.Conflict, "Content items of type Article have something called Author already.")]
    [InlineData(DefinitionKind.AttachedPart, "Article", "Article", "Facts", ProblemKind.Invalid, "Article is the own part of the content type Article; rename the type.")]
    [InlineData(DefinitionKind.Field, "Article", "Sumary", "Lead", ProblemKind.NotFound, "There is no field of part Article called Sumary; there is Summary, Price, Tags.")]
    [InlineData(DefinitionKind.Field, "Article", "Summary", "Price", ProblemKind.Conflict, "Part Article has a field Price already.")]
    public void What_cannot_be_renamed_is_refused_with_the_reason(DefinitionKind kind, string owner, string from, string to, ProblemKind problem, string message)
    {
        var refused = new RenameDefinition(kind, owner, from, to).Apply(Known).Problem!;

        Assert.Equal((problem, message), (refused.Kind, refused.Message));
    }

    [Fact]
    public async Task A_rename_warns_of_patterns_that_use_the_old_name()
    {
        await using var site = await TestSite.WithAsync(RecipeText.Type(
            "Note", RecipeText.Editable, RecipeText.Attach("TitlePart", settings: """ "TitlePartSettings":{"Options":"GeneratedHidden","Pattern":"{{ ContentItem.Content.Note.Lead.Text }}"} """), RecipeText.Attach("Note")));
        await site.DefineAsync(RecipeText.Part("Note", RecipeText.Field("TextField", "Lead")));

        var done = await site.Cms.RunAsync<ChangeDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(new RenameDefinition(DefinitionKind.Field, "Note", "Lead", "Summary"), TestContext.Current.CancellationToken));

        Assert.Equal(
            "The pattern {{ ContentItem.Content.Note.Lead.Text }} of part TitlePart of content type Note mentions Lead; look whether it still finds what it means.",
            Assert.Single(done.Value.Warnings));
    }

    [Fact]
    public async Task Custom_settings_follow_a_renamed_part()
    {
        await using var cms = new Memory.MemoryCms();
        await cms.RunRecipeAsync(RecipeText.Of(
            RecipeText.Definitions(
                RecipeText.Type("Contact", "\"Stereotype\":\"CustomSettings\"", RecipeText.Attach("Contact")),
                RecipeText.Part("Contact", RecipeText.Field("TextField", "Phone"))),
            """{"name":"custom-settings","Contact":{"ContentType":"Contact","Contact":{"Phone":{"Text":"1"}}}}"""));

        await cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"RenameContentDefinition","ContentTypes":[{"From":"Contact","To":"Reach"}],"Fields":[{"ContentPart":"Reach","From":"Phone","To":"Telephone"}]}"""));

        var item = await cms.RunAsync<Cms.Settings.SettingsStore, ContentItem?>(store => CustomSettings.FindAsync(store, "Reach", TestContext.Current.CancellationToken));
        Assert.Equal("1", item!.Part("Reach").GetProperty("Telephone").GetProperty("Text").GetString());
    }

    [Fact]
    public async Task Recipe_steps_rename_replace_and_delete_and_may_run_again()
    {
        await using var site = await TestSite.WithAsync(TestSiteType("Note"), TestSiteType("Memo"));
        var recipe = RecipeText.Of(
            """{"name":"RenameContentDefinition","ContentTypes":[{"From":"Note","To":"Remark"}]}""",
            """{"name":"ReplaceContentDefinition","ContentTypes":[{"Name":"Remark","DisplayName":"A remark","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"}]}]}""",
            """{"name":"DeleteContentDefinition","ContentTypes":["Memo","Never"],"ContentParts":["Never"]}""");

        await site.Cms.RunRecipeAsync(recipe);
        await site.Cms.RunRecipeAsync(recipe);

        var definitions = await site.DefinitionsAsync();
        Assert.Equal(["Remark"], definitions.Types.Select(type => type.Name));
        Assert.Equal(("A remark", 1), (definitions.FindType("Remark")!.DisplayName, definitions.FindType("Remark")!.Parts.Count));
    }

    private static ContentDefinitions After(ContentDefinitions before, params DefinitionChange[] changes) => changes.Aggregate(before, (definitions, change) => change.Apply(definitions).Value.After);

    private static MergeDefinitions Merge(string json) => new(JsonNode.Parse(json)!.AsObject());

    private static IReadOnlyList<string> FormerNames(ContentDefinitions definitions, string field) => definitions.FieldsOf("Article").First(one => one.Name == field).FormerGraphQLNames;

    private static string TestSiteType(string name) => RecipeText.Type(name, RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach(name));

    private static void AssertReversible(JsonObject item, ItemRewrite there, ItemRewrite back)
    {
        var changed = item.DeepClone().AsObject();
        there.Apply(changed, TypeOf(item));
        back.Apply(changed, TypeOf(item) == there.Type?.From ? there.Type!.To : TypeOf(item));

        Assert.Equal(item.ToJsonString(), changed.ToJsonString());
    }

    private static (ItemRewrite There, ItemRewrite Back) Both(RenameDefinition there, RenameDefinition back)
    {
        var changed = there.Apply(Known).Value;
        return (changed.Rewrite!, back.Apply(changed.After).Value.Rewrite!);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string TypeOf(JsonObject item) => (string)item["ContentType"]!;

    private static JsonObject Make(string type, string[] fields, JsonObject[] inside)
    {
        var own = new JsonObject();
        foreach (var field in fields)
            own[field] = new JsonObject { ["Text"] = field };
        return new JsonObject
        {
            ["ContentItemId"] = "id",
            ["ContentType"] = type,
            [type] = own,
            ["Sections"] = new JsonObject { ["ContentItems"] = new JsonArray([.. inside.Select(one => one.DeepClone())]) },
            ["Unknown"] = new JsonArray(new JsonArray([.. inside.Select(one => one.DeepClone())])),
        };
    }
}
