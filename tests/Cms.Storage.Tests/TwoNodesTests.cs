using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Reviewing;
using Cms.Editing.Scheduling;
using Cms.Events;
using Cms.Jobs;
using Cms.Tenants;
using Cms.Tests;
using Cms.Tests.Memory;
using Cms.Users;
using Cms.Users.Mails;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

/// <summary>Two processes on one database look for what is due at the same time, and each item is done once.</summary>
public abstract class TwoNodesTests : IAsyncLifetime
{
    private const string Definitions = """
        {"ContentTypes":[{"Name":"Article","Settings":{"ContentTypeSettings":{"Draftable":true,"Versionable":true}},"ContentTypePartDefinitionRecords":[
          {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"PublishLaterPart","Name":"PublishLaterPart","Settings":{}}]}]}
        """;

    private const string Reviewed = """
        {"ContentTypes":[{"Name":"Guide","Settings":{"ContentTypeSettings":{"Draftable":true,"Versionable":true}},"ContentTypePartDefinitionRecords":[
          {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"Guide","Name":"Guide","Settings":{}}]}],
         "ContentParts":[{"Name":"Guide","Settings":{},"ContentPartFieldDefinitionRecords":[{"FieldName":"DateField","Name":"NextReviewDue","Settings":{"ContentIndexSettings":{"Included":true}}}]}]}
        """;

    private const int Items = 8;

    private readonly TestClock _clock = new();
    private readonly ConcurrentBag<ContentPublished> _published = [];
    private readonly Tenant _tenant = new() { Id = ContentId.New(), Name = $"Two{Guid.NewGuid():N}", Prefix = Guid.NewGuid().ToString("N"), State = TenantState.Running, RecipeName = "none" };
    private ServiceProvider[] _nodes = [];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("cms-nodes-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract void AddStorage(IServiceCollection services);

    public async ValueTask InitializeAsync()
    {
        _nodes = [Node(), Node()];
        await _nodes[0].GetRequiredService<TenantStore>().AddAsync(_tenant, Cancel);
        await _nodes[0].GetRequiredService<TenantStorage>().CreateAsync(_tenant, Cancel);
        foreach (var node in _nodes)
        {
            await node.GetRequiredService<TenantRegistry>().LoadAsync(Cancel);
            node.GetRequiredService<TenantChanges>().Happened += (_, happened) =>
            {
                if (happened is ContentPublished published)
                    _published.Add(published);
            };
        }

        await using var scope = Scope(0);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<TenantDefinitions>().SaveAsync(DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse(Definitions)!.AsObject()), Cancel);
        await transaction.CommitAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nodes.Length > 0)
        {
            await _nodes[0].GetRequiredService<TenantStorage>().DeleteAsync(_tenant, CancellationToken.None);
            await _nodes[0].GetRequiredService<TenantStore>().RemoveAsync(_tenant, CancellationToken.None);
            foreach (var node in _nodes)
                await node.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_item_is_published_by_one_of_them()
    {
        var ids = new List<string>();
        for (var number = 0; number < Items; number++)
            ids.Add(await ScheduledAsync(node: number % 2, $"Item {number}", TimeSpan.FromHours(1)));
        var early = await Task.WhenAll(_nodes.Select(LookAsync));

        _clock.Advance(TimeSpan.FromHours(2));
        var done = await Task.WhenAll(_nodes.Select(LookAsync));

        Assert.Equal((0, Items), (early.Sum(), done.Sum()));
        Assert.Equal(ids.Order(), _published.Select(one => one.ContentItemId).Order());
        await using var scope = Scope(0);
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<ContentStore>().ListScheduledAsync(new ScheduleQuery(), Cancel));

        // After a year the trail is trimmed.
        Assert.DoesNotContain(_tenant.Id, await _nodes[0].GetRequiredService<TenantStore>().ListDueAsync(_clock.GetUtcNow().UtcDateTime.AddDays(300), Cancel));
    }

    [Fact]
    public async Task A_tenant_that_a_node_has_not_opened_is_looked_into_when_another_one_scheduled_something_there()
    {
        var id = await ScheduledAsync(node: 0, "Rest", TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await LookAsync(_nodes[1]));

        await using var scope = Scope(0);
        Assert.NotNull(await scope.ServiceProvider.GetRequiredService<ContentStore>().FindPublishedAsync(id, Cancel));
    }

    [Fact]
    public async Task What_one_schedules_while_the_other_looks_is_not_forgotten()
    {
        var first = await ScheduledAsync(node: 0, "First", TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromHours(2));

        var looking = LookAsync(_nodes[1]);
        var second = await ScheduledAsync(node: 0, "Second", TimeSpan.FromHours(1));
        await looking;
        _clock.Advance(TimeSpan.FromHours(2));
        await LookAsync(_nodes[1]);

        Assert.Equal(new[] { first, second }.Order(), _published.Select(one => one.ContentItemId).Order());
    }

    [Fact]
    public async Task A_mail_that_could_not_be_sent_is_looked_for_when_it_is_to_be_tried_again()
    {
        var now = new DateTime(_clock.GetUtcNow().UtcDateTime.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        await using var scope = Scope(0);
        var mails = scope.ServiceProvider.GetRequiredService<AccountMailStore>();
        await mails.QueueAsync(new AccountMail { Kind = AccountMailKind.ResetPassword, Who = "anna", SiteAddress = "https://guides.example.org", CreatedUtc = now }, Cancel);
        var mail = Assert.Single(await mails.ListDueAsync(now, 10, Cancel));
        await mails.PutOffAsync(mail, now.AddMinutes(5), failures: 0, Cancel);
        await scope.ServiceProvider.GetRequiredService<ContentStore>().SetNextLookAsync(now.AddMinutes(5), Cancel);

        mail.NextTryUtc = now.AddMinutes(5);
        await mails.PutOffAsync(mail, now.AddMinutes(1), failures: 1, Cancel);

        Assert.Contains(_tenant.Id, await _nodes[1].GetRequiredService<TenantStore>().ListDueAsync(now.AddMinutes(1), Cancel));
    }

    [Fact]
    public async Task Two_editors_whom_different_nodes_answer_see_each_other_while_somebody_writes()
    {
        var id = await ScheduledAsync(node: 0, "Rest", TimeSpan.FromHours(1));
        await WatchAsync(node: 0, id, "anna");
        var (seen, back) = (await WatchAsync(node: 1, id, "bert"), await WatchAsync(node: 0, id, "anna"));

        // A beat that has nothing to write waits for nobody who does.
        await using (var scope = Scope(0))
        await using (await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(Cancel))
            Assert.Equal(["anna"], (await WatchAsync(node: 1, id, "bert")).Others.Select(other => other.UserName));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => WatchAsync(number % 2, id, $"user{number}")));
        await LeaveAsync(node: 1, "user3");

        Assert.Equal(["anna"], seen.Others.Select(other => other.UserName));
        Assert.Equal(["bert"], back.Others.Select(other => other.UserName));
        Assert.Equal(11, (await WatchAsync(node: 0, id, "late")).Others.Count);
    }

    [Fact]
    public async Task What_is_due_for_review_is_reminded_of_by_one_of_them()
    {
        await DefineReviewsAsync();
        for (var number = 0; number < 3; number++)
            await DueAsync($"Guide {number}");

        var reminded = await Task.WhenAll(_nodes.Select(RemindAsync));

        Assert.Equal([0, 1], reminded.Order());
        await using var scope = Scope(1);
        var mail = Assert.Single(await scope.ServiceProvider.GetRequiredService<AccountMailStore>().ListDueAsync(_clock.GetUtcNow().UtcDateTime, 10, Cancel));
        Assert.Equal((AccountMailKind.ReviewDue, "anna"), (mail.Kind, mail.Who));
    }

    private async Task<WatchedItem> WatchAsync(int node, string id, string user)
    {
        await using var scope = Scope(node);
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller.SignedIn(user, user, [Permission.EditContent]);
        return (await scope.ServiceProvider.GetRequiredService<WatchItem>().RunAsync(id, user, null, Cancel)).Value;
    }

    private async Task LeaveAsync(int node, string user)
    {
        await using var scope = Scope(node);
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller.SignedIn(user, user, [Permission.EditContent]);
        await scope.ServiceProvider.GetRequiredService<LeaveItem>().RunAsync(user, Cancel);
    }

    private async Task DefineReviewsAsync()
    {
        await using var scope = Scope(0);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(Cancel);
        var definitions = scope.ServiceProvider.GetRequiredService<TenantDefinitions>();
        await definitions.SaveAsync(DefinitionsJson.Merge(await definitions.GetAsync(Cancel), JsonNode.Parse(Reviewed)!.AsObject()), Cancel);
        await scope.ServiceProvider.GetRequiredService<UserStore>().CreateAsync(new User { Id = "anna", UserName = "anna", NormalizedUserName = "ANNA", Email = "anna@example.org", NormalizedEmail = "ANNA@EXAMPLE.ORG", RoleNames = [RolePermissions.Administrator] }, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private async Task DueAsync(string title)
    {
        await using var scope = Scope(0);
        var parts = JsonNode.Parse($$$"""{"TitlePart":{"Title":"{{{title}}}"},"Guide":{"NextReviewDue":{"Value":"2020-01-01T00:00:00Z"} } }""")!.AsObject();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<SaveDraft>().RunAsync(new ContentDraft { ContentType = "Guide", Parts = parts }, new Editor("anna", "anna"), Cancel)).Problem);
    }

    private Task<int> RemindAsync(ServiceProvider node) => Task.Run(async () =>
    {
        await using var scope = node.GetRequiredService<TenantScopes>().Open(_tenant);
        return await scope.ServiceProvider.GetRequiredService<RemindOfReviews>().RunAsync(Cancel);
    });

    private ServiceProvider Node()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddCms();
        AddStorage(services);
        return services.AddSingleton<TimeProvider>(_clock).AddSingleton(new DataFolders(Folder)).AddSingleton<MailServer>(new MemoryMailServer()).BuildServiceProvider();
    }

    private AsyncServiceScope Scope(int node) => _nodes[node].GetRequiredService<TenantScopes>().Open(_tenant);

    private static Task<int> LookAsync(ServiceProvider node) => Task.Run(() => node.GetRequiredService<DoWhatIsDue>().RunAsync(Cancel));

    private async Task<string> ScheduledAsync(int node, string title, TimeSpan ahead)
    {
        await using var scope = Scope(node);
        var draft = new ContentDraft { ContentType = "Article", Parts = JsonNode.Parse($$"""{"TitlePart":{"Title":"{{title}}"} }""")!.AsObject() };
        var saved = (await scope.ServiceProvider.GetRequiredService<SaveDraft>().RunAsync(draft, Editor.System, Cancel)).Value;
        var moment = new ScheduledMoment(_clock.GetUtcNow().UtcDateTime + ahead, "UTC");
        return (await scope.ServiceProvider.GetRequiredService<SchedulePublish>().RunAsync(saved.ContentItemId, moment, Editor.System, Cancel)).Value.ContentItemId;
    }
}

public sealed class TwoNodesOnSqliteTests : TwoNodesTests
{
    protected override void AddStorage(IServiceCollection services) => services.AddSqliteStorage();
}

public sealed class TwoNodesOnPostgresTests : TwoNodesTests
{
    public TwoNodesOnPostgresTests() => PostgresStore.SkipWithoutServer();

    protected override void AddStorage(IServiceCollection services) => services.AddPostgresStorage(PostgresStore.ConnectionString);
}
