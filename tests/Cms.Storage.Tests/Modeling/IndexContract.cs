using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Modeling;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>A site with notes whose definitions a test changes, and what the index says then. Small batches begin at once.</summary>
public abstract class IndexContract
{
    protected static readonly RewriteLimits Batches = new(Batch: 3) { Grace = TimeSpan.Zero };

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ServiceProvider Start(string folder, RewriteLimits limits);

    protected static JsonObject Parts(string json) => JsonNode.Parse(json)!.AsObject();

    // The type with its field, and what else it is to have.
    protected static ReplaceDefinitions Note(string fields = """{"FieldName":"TextField","Name":"Author"}""", params string[] parts) => new(Parts($$"""
        {"ContentTypes":[{"Name":"Note","Settings":{"ContentTypeSettings":{"Draftable":true,"Versionable":true} },
          "ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"},{"PartName":"Note"}{{string.Concat(parts.Select(part => $$""",{"PartName":"{{part}}"}"""))}}]}],
         "ContentParts":[{"Name":"Note","ContentPartFieldDefinitionRecords":[{{fields}}]}]}
        """));

    private protected static Task<Route?> RouteAsync(Site site, string path) => site.DoAsync<ContentStore, Route?>(store => store.FindRouteAsync(path, Cancel));

    private protected static Task<ReindexedContent> ReindexAsync(Site site) => site.DoAsync<ReindexContent, ReindexedContent>(verb => verb.RunAsync(progress: null, Cancel));

    private protected async Task<Site> OpenAsync()
    {
        var site = await Site.OpenAsync(Start, Batches);
        await site.ChangeAsync(Note());
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Memo","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"}]}]}""")));
        return site;
    }
}
