using System.Text;
using Cms.Content;
using Cms.Importing;
using Cms.Importing.Tables;
using Cms.Tests.Memory;

namespace Cms.Tests.Importing.Tables;

public sealed class ImportTableTests
{
    private const string Two = "Title,Keywords,Heading 1,Bullets 1\nOne guide,Newly Made,Begin,a: b\nAnother guide,,Go on,";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_articles_of_a_table_become_items_and_the_second_time_nothing_changes()
    {
        await using var cms = await GuidesAsync();

        var first = await ImportAsync(cms, Csv(Two));
        var before = cms.Data.Events.Count;
        var second = await ImportAsync(cms, Csv(Two));

        Assert.Equal([(ImportState.Created, "guides/one-guide"), (ImportState.Created, "guides/another-guide")], first.Value.Select(one => (one.State, one.Path)));
        Assert.All(second.Value, one => Assert.Equal(ImportState.Unchanged, one.State));
        Assert.Equal(before, cms.Data.Events.Count);
        Assert.NotNull(await FindAsync(cms, first.Value[1].ContentItemId));
    }

    [Theory]
    [InlineData("One guide,,Again,", "Line 4: The article has the same path, /guides/one-guide, as the one before it (Line 2). Right would be another title.")]
    [InlineData("Bad \0 guide,,Again,", "Line 4: ")]
    public async Task An_article_that_cannot_be_saved_keeps_the_others_of_its_table_out(string row, string message)
    {
        await using var cms = await GuidesAsync();
        var before = cms.Data.Events.Count;

        var outcome = await ImportAsync(cms, Csv($"{Two}\n{row}"));

        Assert.StartsWith(message, outcome.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(before, cms.Data.Events.Count);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_keeps_nothing()
    {
        await using var cms = await GuidesAsync();
        var before = cms.Data.Events.Count;

        var outcome = await ImportAsync(cms, Csv(Two), dryRun: true);

        Assert.All(outcome.Value, one => Assert.Equal(ImportState.Created, one.State));
        Assert.Equal(before, cms.Data.Events.Count);
    }

    [Fact]
    public async Task A_map_sends_the_pieces_to_the_fields_of_another_type()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Definitions(
            RecipeText.Type("HowTo", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart"), RecipeText.Attach("HowTo"), RecipeText.Bag("Steps", "Step")),
            RecipeText.Part(
                "HowTo",
                RecipeText.Field("DateField", "Written"),
                RecipeText.Field("TextField", "Lead"),
                RecipeText.Field("TextField", "End"),
                RecipeText.Field("TaxonomyField", "Tags", $"\"TaxonomyContentItemId\":\"{TestSite.Tags}\"")),
            RecipeText.Type("Step", "", RecipeText.Attach("Step"), RecipeText.Bag("Points", "Point")),
            RecipeText.Part("Step", RecipeText.Field("NumericField", "No"), RecipeText.Field("TextField", "Name"), RecipeText.Field("TextField", "What")),
            RecipeText.Type("Point", "", RecipeText.Attach("Point")),
            RecipeText.Part("Point", RecipeText.Field("TextField", "Short"), RecipeText.Field("TextField", "Long"))));
        var map = ArticleMap.Read("""
            {"Fields":{"DateCreated":"Written","Introduction":"Lead","Conclusion":"End","Keywords":"Tags","Sections":"Steps","Number":"No","Heading":"Name","Body":"What",
             "Bullets":"Points","Label":"Short","Text":"Long"},"Csv":{"Title":"Name"}}
            """u8.ToArray()).Value;
        var table = CsvArticles.Read("Name,Introduction,Keywords,Heading 1,Bullets 1\nA,Lead text,Sea,Begin,a: b"u8.ToArray(), map);

        var imported = (await ImportAsync(site.Cms, table, type: "HowTo", map: map)).Value;

        var item = (await FindAsync(site.Cms, imported[0].ContentItemId))!;
        Assert.Equal(("Lead text", "sea"), ((string?)item.Json("HowTo")["Lead"]!["Text"], (string?)item.Json("HowTo")["Tags"]!["TermContentItemIds"]![0]));
        var step = item.Json("Steps")["ContentItems"]![0]!;
        Assert.Equal(("Begin", 1), ((string?)step["Step"]!["Name"]!["Text"], (int)step["Step"]!["No"]!["Value"]!));
        Assert.Equal(("a", "b"), ((string?)step["Points"]!["ContentItems"]![0]!["Point"]!["Short"]!["Text"], (string?)step["Points"]!["ContentItems"]![0]!["Point"]!["Long"]!["Text"]));
        Assert.Contains("which lacks a DateField HowTo.DateCreated, ", (await ImportAsync(site.Cms, table, type: "HowTo")).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_bytes_come_the_articles_are_whole_in_the_store_or_nothing_is()
    {
        await using var cms = await GuidesAsync();
        var random = new Random(4);
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(Two),
            Encoding.UTF8.GetBytes("""[{"Title":"Third guide","Keywords":["Sleep"],"Sections":[{"Heading":"h","Bullets":["a: b",{"Label":"c","Text":"d"}]}]},{"Title":"Fourth","Sections":[{"Heading":"h"}]}]"""),
        ];
        var (taken, refused) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var bytes = Mutate(seeds[round % 2], random);
            var reading = round % 2 == 0 ? CsvArticles.Read(bytes, ArticleMap.Standard) : JsonArticles.Read(bytes, ArticleMap.Standard);
            var before = cms.Data.Events.Count;
            var outcome = reading.Refusals.Count > 0 ? Problem.Invalid("unreadable") : await ImportAsync(cms, reading);
            if (outcome.Problem is not null)
            {
                Assert.Equal(before, cms.Data.Events.Count);
                refused++;
                continue;
            }

            // Whole: read again, each says what the table says.
            Assert.Equal(reading.Articles.Count, outcome.Value.Select(one => one.ContentItemId).Distinct().Count());
            Assert.All((await ImportAsync(cms, reading)).Value, one => Assert.Equal(ImportState.Unchanged, one.State));
            taken++;
        }

        Assert.True(taken > 20 && refused > 20, $"{taken} taken, {refused} refused: one of the two was hardly tried.");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var change = random.Next(4); change > 0 && bytes.Count > 1; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, seed.Skip(random.Next(seed.Length)).Take(random.Next(40)));
                    break;
                default:
                    bytes.Insert(at, (byte)"\",:[]{}\n\\;#\0"[random.Next(12)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static async Task<MemoryCms> GuidesAsync()
    {
        var cms = new MemoryCms();
        await cms.RunRecipeFileAsync(Repository.GuidesRecipe);
        return cms;
    }

    private static TableReading Csv(string text) => CsvArticles.Read(Encoding.UTF8.GetBytes(text), ArticleMap.Standard);

    private static Task<Outcome<IReadOnlyList<ImportedArticle>>> ImportAsync(
        MemoryCms cms, TableReading table, bool dryRun = false, string type = "GuideArticle", ArticleMap? map = null) =>
        cms.RunAsync<ImportTable, Outcome<IReadOnlyList<ImportedArticle>>>(verb => verb.RunAsync(
            table.Articles, new ImportOptions(type, Publish: true, dryRun) { Map = map ?? ArticleMap.Standard }, TestSite.Anna, Cancel));

    private static Task<ContentItem?> FindAsync(MemoryCms cms, string id) => cms.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(id, Cancel));
}
