using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Modeling;
using Cms.Search;
using Cms.Storage.Content;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

/// <summary>A site that is older than the table of references and the columns of parts gets them at its first use.</summary>
public abstract class IndexOfOlderVersionsTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-older-").FullName;
    private ServiceProvider? _services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract Tenant Tenant { get; }

    protected abstract ServiceProvider Open(string folder);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.GetRequiredService<TenantStorage>().DeleteAsync(Tenant, CancellationToken.None);
            await _services.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Versions_that_were_saved_before_say_what_they_refer_to()
    {
        _services = Open(_folder);
        await InScopeAsync(DefineAsync);
        await InScopeAsync(scope => scope.GetRequiredService<ContentStore>().SaveAsync(Note("published", "anna", publish: true), Cancel));
        await InScopeAsync(scope => scope.GetRequiredService<ContentStore>().SaveAsync(Note("draft", "ben", publish: false), Cancel));

        await ForgetAsync();

        await InScopeAsync(async scope =>
        {
            var uses = await scope.GetRequiredService<ContentStore>().ListReferencesAsync(new ReferenceQuery { Targets = ["anna", "ben"] }, Cancel);
            Assert.Equal(
                [("draft", false, new Reference(ReferenceKind.Item, "ben", "Authors")), ("published", true, new Reference(ReferenceKind.Item, "anna", "Authors"))],
                uses.Select(use => (use.ContentItemId, use.Published, use.Reference)));
        });
    }

    [Fact]
    public async Task Versions_that_were_saved_before_are_found_by_what_their_parts_say()
    {
        _services = Open(_folder);
        await InScopeAsync(DefineAsync);
        await InScopeAsync(scope => scope.GetRequiredService<ContentStore>().SaveAsync(Note("published", "anna", publish: true), Cancel));
        await InScopeAsync(async scope => Assert.Null(await scope.GetRequiredService<ContentStore>().FindPublishedByAliasAsync("about-anna", Cancel)));

        await ForgetAsync();

        await InScopeAsync(async scope =>
            Assert.Equal("published", (await scope.GetRequiredService<ContentStore>().FindPublishedByAliasAsync("about-anna", Cancel))?.ContentItemId));
    }

    [Fact]
    public async Task Of_two_items_with_one_alias_the_one_that_was_saved_first_is_found_by_it()
    {
        _services = Open(_folder);
        await InScopeAsync(DefineAsync);
        foreach (var id in new[] { "first", "second" })
            await InScopeAsync(scope => scope.GetRequiredService<ContentStore>().SaveAsync(Note(id, "anna", publish: true), Cancel));

        await ForgetAsync();

        await InScopeAsync(async scope =>
        {
            var store = scope.GetRequiredService<ContentStore>();
            Assert.Equal("first", (await store.FindPublishedByAliasAsync("about-anna", Cancel))?.ContentItemId);
            Assert.NotNull(await store.FindPublishedAsync("second", Cancel));
        });
    }

    [Fact]
    public async Task Versions_that_were_saved_before_are_found_by_their_words_after_the_batches_that_follow()
    {
        _services = Open(_folder);
        await InScopeAsync(DefineAsync);
        await InScopeAsync(scope => scope.GetRequiredService<ContentStore>().SaveAsync(Note("published", "anna", publish: true), Cancel));
        await InScopeAsync(scope => scope.GetRequiredService<ContentStore>().SaveAsync(Note("draft", "ben", publish: false), Cancel));
        await InScopeAsync(async scope => Assert.Empty(await FindAsync(scope)));

        await ForgetAsync();

        await InScopeAsync(async scope => Assert.Equal(["words-1"], (await scope.GetRequiredService<ContinueRewrites>().ListAsync(Cancel)).Select(pending => pending.Rewrite.Id)));
        await InScopeAsync(scope => scope.GetRequiredService<ContinueRewrites>().RunToEndAsync(progress: null, Cancel));
        await InScopeAsync(async scope => Assert.Equal(["published"], await FindAsync(scope)));

        static async Task<IEnumerable<string>> FindAsync(IServiceProvider scope) =>
            (await scope.GetRequiredService<ContentSearch>().ListAsync(new SearchQuery(SearchTerm.Read("published").Value, new VisibleItems(["Note"], [], "")), Cancel)).Select(hit => hit.Item.ContentItemId);
    }

    // As a program from before the table left it.
    private async Task ForgetAsync()
    {
        await using (var db = await _services!.GetRequiredService<TenantDatabases>().OpenAsync(Tenant, Cancel))
        {
            await db.References.ExecuteDeleteAsync(Cancel);
            Assert.Equal(1, await db.Settings.Where(row => row.Section == IndexForm.Section).ExecuteDeleteAsync(Cancel));
        }

        _services!.GetRequiredService<TenantChanges>().Retire(Tenant);
    }

    private static async Task DefineAsync(IServiceProvider scope)
    {
        var note = new ContentType("Note", "Note", DefinitionSettings.None, [new TypePart("Note", "Note", DefinitionSettings.None), new TypePart("AliasPart", "AliasPart", DefinitionSettings.None)]);
        var part = new ContentPart("Note", DefinitionSettings.None, [new PartField("ContentPickerField", "Authors", DefinitionSettings.None)]);
        await scope.GetRequiredService<TenantDefinitions>().SaveAsync(ContentDefinitions.Empty.With(note).With(part), Cancel);
    }

    private static ContentChange Note(string id, string author, bool publish)
    {
        var item = An.Article(id, type: "Note") with { ContentItemId = id, PartsJson = $$"""{"Note":{"Authors":{"ContentItemIds":["{{author}}"] } },"AliasPart":{"Alias":"About-{{author}}"} }""" };
        var indexed = new IndexedVersion(item, [], []);
        return new ContentChange
        {
            ContentItemId = id,
            ExpectedVersionId = null,
            NewVersion = item,
            Latest = indexed,
            Published = publish ? indexed : null,
            KeepHistory = true,
            Event = new DraftSaved(id, "Note"),
        };
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _services!.GetRequiredService<TenantScopes>().Open(Tenant);
        await work(scope.ServiceProvider);
    }
}

public sealed class IndexOfOlderVersionsOnSqliteTests : IndexOfOlderVersionsTests
{
    protected override Tenant Tenant => SqliteStore.Tenant;

    protected override ServiceProvider Open(string folder) => SqliteStore.Services(folder);
}

public sealed class IndexOfOlderVersionsOnPostgresTests : IndexOfOlderVersionsTests
{
    public IndexOfOlderVersionsOnPostgresTests() => PostgresStore.SkipWithoutServer();

    protected override Tenant Tenant { get; } = PostgresStore.NewTenant();

    protected override ServiceProvider Open(string folder)
    {
        PostgresStore.Made(Tenant);
        return PostgresStore.Services(folder);
    }
}
