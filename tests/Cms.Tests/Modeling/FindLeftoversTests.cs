using Cms.Modeling;

namespace Cms.Tests.Modeling;

public sealed class FindLeftoversTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_part_keeps_that_is_attached_and_not_known_here_is_no_leftover()
    {
        await using var site = await TestSite.OpenAsync("""{"name":"ContentDefinition","ContentTypes":[{"Name":"Page","ContentTypePartDefinitionRecords":[{"PartName":"FlowPart","Name":"FlowPart"}]}]}""");
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Imprint"},"FlowPart":{"Widgets":[]}}"""));

        var found = (await site.Cms.RunAsync<FindLeftovers, Outcome<IReadOnlyList<Leftover>>>(verb => verb.RunAsync(Cancel))).Value;

        Assert.DoesNotContain(found, one => one.Purge.Owner == "FlowPart");
    }

    [Fact]
    public async Task What_removed_types_parts_and_fields_left_is_found_at_every_depth_and_gone_once_it_is_purged()
    {
        await using var site = await TestSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("Sleep", """
            "Article":{"Summary":{"Text":"Rest"},"Price":{"Value":3}},
            "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"One"}},"Bullets":{"ContentItems":[{"ContentType":"Bullet","Bullet":{"Label":{"Text":"a"}}}]}}]}
            """));
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Imprint"}}"""));
        Assert.Empty(await FindAsync());

        await ChangeAsync(
            new RemoveDefinition(DefinitionKind.Field, "Article", "Price"), new RemoveDefinition(DefinitionKind.Field, "Bullet", "Label"),
            new RemoveDefinition(DefinitionKind.AttachedPart, "Section", "Bullets"), new DeleteDefinitions(["Page"], []));
        var found = await FindAsync();
        await ChangeAsync([.. found.Select(one => one.Purge)]);
        await site.Cms.RunAsync<ContinueRewrites, bool>(async verb =>
        {
            await verb.RunToEndAsync(null, Cancel);
            return true;
        });

        Assert.Equal(
            [(DefinitionKind.Type, "", "Page", 1), (DefinitionKind.AttachedPart, "Section", "Bullets", 1), (DefinitionKind.Field, "Article", "Price", 1), (DefinitionKind.Field, "Bullet", "Label", 1)],
            found.Select(one => (one.Purge.Kind, one.Purge.Owner, one.Purge.Name, one.Items)));
        Assert.Empty(await FindAsync());

        async Task<IReadOnlyList<Leftover>> FindAsync() => (await site.Cms.RunAsync<FindLeftovers, Outcome<IReadOnlyList<Leftover>>>(verb => verb.RunAsync(Cancel))).Value;

        async Task ChangeAsync(params DefinitionChange[] changes) => Assert.Null((await site.Cms.RunAsync<ChangeDefinitions, Outcome<DefinitionPlan>>(verb => verb.RunAsync(changes, null, Cancel))).Problem);
    }
}
