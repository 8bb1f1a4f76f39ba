using Cms.Users;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Storage.Tests;

/// <summary>What every store of sessions, links, mails and passkeys promises.</summary>
public abstract class AccountStoresContract
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task Sessions_are_found_as_they_were_stored_and_listed_by_when_they_were_seen()
    {
        await using var open = Open();
        await AddUsersAsync(open, "anna", "bert");
        await AddAsync(open, Session("one", "anna", Noon));
        await AddAsync(open, Session("two", "anna", Noon.AddMinutes(1)));
        await AddAsync(open, Session("else", "bert", Noon));

        await open.RunAsync<UserSessionStore>(store => store.SeenAsync("one", Noon.AddMinutes(5), "192.0.2.7", Cancel));
        await open.RunAsync<UserSessionStore>(store => store.SeenAsync("gone", Noon, "", Cancel));

        Assert.Equal(["one", "two"], await SessionsAsync(open, "anna"));
        var found = (await open.AskAsync<UserSessionStore, UserSession?>(store => store.FindAsync("one", Cancel)))!;
        Assert.Equivalent(new { Id = "one", UserId = "anna", Method = "password", CreatedUtc = Noon, SeenUtc = Noon.AddMinutes(5), Address = "192.0.2.7", Browser = "a browser" }, found);
        Assert.Equal(DateTimeKind.Utc, found.SeenUtc.Kind);
        Assert.Null(await open.AskAsync<UserSessionStore, UserSession?>(store => store.FindAsync("gone", Cancel)));
    }

    [Fact]
    public async Task Sessions_end_one_by_one_all_but_one_or_when_they_were_seen_long_ago_and_never_somebody_elses()
    {
        await using var open = Open();
        await AddUsersAsync(open, "anna", "bert");
        foreach (var id in new[] { "one", "two", "three" })
            await AddAsync(open, Session(id, "anna", Noon));
        await AddAsync(open, Session("else", "bert", Noon));

        await open.RunAsync<UserSessionStore>(store => store.EndAsync("anna", "else", Cancel));
        await open.RunAsync<UserSessionStore>(store => store.EndAsync("anna", "one", Cancel));
        var afterOne = await SessionsAsync(open, "anna");
        await open.RunAsync<UserSessionStore>(store => store.EndAllAsync("anna", "two", Cancel));
        var afterOthers = await SessionsAsync(open, "anna");
        await open.RunAsync<UserSessionStore>(store => store.AddAsync(Session("new", "anna", Noon.AddDays(30)), forgetBeforeUtc: Noon.AddDays(16), Cancel));
        var afterNew = await SessionsAsync(open, "anna");
        await open.RunAsync<UserSessionStore>(store => store.EndAllAsync("anna", null, Cancel));

        Assert.Equal((2, "two", "new"), (afterOne.Length, afterOthers.Single(), afterNew.Single()));
        Assert.Empty(await SessionsAsync(open, "anna"));
        Assert.Equal(["else"], await SessionsAsync(open, "bert"));
    }

    [Fact]
    public async Task A_session_keeps_when_its_user_showed_last_who_they_are()
    {
        await using var open = Open();
        await AddUsersAsync(open, "anna");
        await AddAsync(open, Session("one", "anna", Noon));
        await AddAsync(open, Session("two", "anna", Noon));

        await open.RunAsync<UserSessionStore>(store => store.ProvenAsync("one", Noon.AddMinutes(5), Cancel));
        await open.RunAsync<UserSessionStore>(store => store.ProvenAsync("gone", Noon, Cancel));
        var found = await open.AskAsync<UserSessionStore, UserSession?[]>(async store => [await store.FindAsync("one", Cancel), await store.FindAsync("two", Cancel)]);

        Assert.Equal([Noon.AddMinutes(5), null], found.Select(session => session!.ProvenUtc));
        Assert.True(found[0]!.IsProven(Noon.AddMinutes(14)));
        Assert.False(found[0]!.IsProven(Noon.AddMinutes(15)));
        Assert.False(found[1]!.IsProven(Noon));
    }

    [Fact]
    public async Task Links_are_found_by_hash_listed_newest_first_and_the_ended_ones_go_when_another_is_made()
    {
        await using var open = Open();
        await AddUsersAsync(open, "anna", "bert");
        await AddAsync(open, Link("a", "anna", Noon, lasts: TimeSpan.FromHours(1)));
        await AddAsync(open, Link("b", "anna", Noon.AddMinutes(30), lasts: TimeSpan.FromHours(24)));
        await AddAsync(open, Link("c", "bert", Noon.AddMinutes(30), lasts: TimeSpan.FromHours(24)));

        var both = await open.AskAsync<AccountLinkStore, IReadOnlyList<AccountLink>>(store => store.ListAsync("anna", Cancel));
        await AddAsync(open, Link("d", "anna", Noon.AddHours(2), lasts: TimeSpan.FromHours(1)));
        var found = await open.AskAsync<AccountLinkStore, AccountLink?[]>(async store => [await store.FindAsync("a", Cancel), await store.FindAsync("b", Cancel), await store.FindAsync("c", Cancel)]);
        await open.RunAsync<AccountLinkStore>(store => store.RemoveAsync("anna", Cancel));

        Assert.Equal(["b", "a"], both.Select(link => link.TokenHash));
        Assert.Equal([null, "b", "c"], found.Select(link => link?.TokenHash));
        Assert.Equivalent(Link("b", "anna", Noon.AddMinutes(30), TimeSpan.FromHours(24)), found[1], strict: true);
        Assert.Null(await open.AskAsync<AccountLinkStore, AccountLink?>(store => store.FindAsync("b", Cancel)));
        Assert.NotNull(await open.AskAsync<AccountLinkStore, AccountLink?>(store => store.FindAsync("c", Cancel)));
    }

    [Fact]
    public async Task A_mail_waits_once_for_each_kind_and_person_and_is_due_at_its_moment()
    {
        await using var open = Open();
        await QueueAsync(open, Mail("anna", Noon));
        await QueueAsync(open, Mail("bert", Noon.AddMinutes(1)));
        await QueueAsync(open, Mail("anna", Noon.AddMinutes(2), "https://two.example.org"));
        await QueueAsync(open, Mail("anna", Noon.AddMinutes(3), kind: AccountMailKind.Invitation));

        Assert.Equal(["bert", "anna"], (await DueAsync(open, Noon.AddMinutes(2))).Select(mail => mail.Who));
        Assert.Equal("https://two.example.org", (await DueAsync(open, Noon.AddMinutes(2)))[1].SiteAddress);
        Assert.Equal(3, (await DueAsync(open, Noon.AddMinutes(9))).Count);
        Assert.Equal(Noon.AddMinutes(1), await open.AskAsync<AccountMailStore, DateTime?>(store => store.FindNextTryAsync(Cancel)));
    }

    [Fact]
    public async Task Of_two_who_take_a_mail_one_has_it_and_what_was_asked_for_meanwhile_stays()
    {
        await using var open = Open();
        await QueueAsync(open, Mail("anna", Noon));
        var mail = (await DueAsync(open, Noon)).Single();
        var taken = Noon.AddMinutes(5);
        Assert.Equal(0, await FailingAsync());

        var first = await open.AskAsync<AccountMailStore, bool>(store => store.PutOffAsync(mail, taken, failures: 1, Cancel));
        var second = await open.AskAsync<AccountMailStore, bool>(store => store.PutOffAsync(mail, taken, failures: 1, Cancel));
        var meanwhile = await DueAsync(open, Noon);
        await QueueAsync(open, Mail("anna", Noon.AddMinutes(1)));
        await open.RunAsync<AccountMailStore>(store => store.RemoveAsync(mail, taken, Cancel));
        var asked = (await DueAsync(open, Noon.AddMinutes(1))).Single();
        await open.AskAsync<AccountMailStore, bool>(store => store.PutOffAsync(asked, taken, failures: 1, Cancel));
        Assert.Equal(1, (await DueAsync(open, taken)).Single().Failures);
        Assert.Equal(1, await FailingAsync());
        await open.RunAsync<AccountMailStore>(store => store.RemoveAsync(asked, taken, Cancel));

        Assert.Equal((true, false, 0), (first, second, meanwhile.Count));
        Assert.Null(await open.AskAsync<AccountMailStore, DateTime?>(store => store.FindNextTryAsync(Cancel)));

        Task<int> FailingAsync() => open.AskAsync<AccountMailStore, int>(store => store.CountFailingAsync(Cancel));
    }

    [Fact]
    public async Task A_mail_that_waits_once_is_sent_once_more_when_it_was_asked_for_while_it_was_being_sent()
    {
        await using var open = Open();
        var first = await OnceAsync();
        var taken = Noon.AddMinutes(5);
        var mail = (await DueAsync(open, Noon)).Single();
        await open.AskAsync<AccountMailStore, bool>(store => store.PutOffAsync(mail, taken, failures: 0, Cancel));
        var second = await OnceAsync();
        await open.RunAsync<AccountMailStore>(store => store.RemoveAsync(mail, taken, Cancel));

        Assert.Equal((true, false), (first, second));
        var again = Assert.Single(await DueAsync(open, taken.AddMinutes(1)));
        Assert.Equal((Noon, taken.AddSeconds(-1)), (again.CreatedUtc, again.NextTryUtc));
        await open.RunAsync<AccountMailStore>(store => store.RemoveAsync(again, again.NextTryUtc, Cancel));
        Assert.Empty(await DueAsync(open, taken.AddMinutes(1)));

        Task<bool> OnceAsync() => open.AskAsync<AccountMailStore, bool>(store => store.QueueOnceAsync(Mail("anna", Noon, kind: AccountMailKind.Commented), Cancel));
    }

    [Fact]
    public async Task A_passkey_is_kept_with_everything_and_belongs_to_one_user()
    {
        await using var open = Open();
        await AddUsersAsync(open, "anna", "bert");
        var (anna, bert) = (await UserAsync(open, "anna"), await UserAsync(open, "bert"));
        await open.RunAsync<UserStore>(store => store.AddOrUpdatePasskeyAsync(anna, Passkey(1, "phone"), Cancel));
        await open.RunAsync<UserStore>(store => store.AddOrUpdatePasskeyAsync(anna, Passkey(2, "key"), Cancel));

        await open.RunAsync<UserStore>(store => store.AddOrUpdatePasskeyAsync(anna, Passkey(1, "old phone", signCount: 7), Cancel));
        await Assert.ThrowsAnyAsync<Exception>(() => open.RunAsync<UserStore>(store => store.AddOrUpdatePasskeyAsync(bert, Passkey(1, "stolen"), Cancel)));
        var found = await open.AskAsync<UserStore, UserPasskeyInfo?>(store => store.FindPasskeyAsync(anna, [1, 0], Cancel));

        Assert.Equivalent(Passkey(1, "old phone", signCount: 7), found, strict: true);
        Assert.Equal(["old phone", "key"], await PasskeysAsync(open, anna));
        Assert.Empty(await PasskeysAsync(open, bert));
        Assert.Equal("anna", (await open.AskAsync<UserStore, User?>(store => store.FindByPasskeyIdAsync([2, 0], Cancel)))?.Id);
        Assert.Null(await open.AskAsync<UserStore, User?>(store => store.FindByPasskeyIdAsync([9, 0], Cancel)));
        Assert.Null(await open.AskAsync<UserStore, UserPasskeyInfo?>(store => store.FindPasskeyAsync(bert, [1, 0], Cancel)));
        await open.RunAsync<UserStore>(store => store.RemovePasskeyAsync(bert, [2, 0], Cancel));
        await open.RunAsync<UserStore>(store => store.RemovePasskeyAsync(anna, [1, 0], Cancel));
        Assert.Equal(["key"], await PasskeysAsync(open, anna));
    }

    [Fact]
    public async Task What_belongs_to_an_account_goes_with_it_and_nothing_else()
    {
        await using var open = Open();
        await AddUsersAsync(open, "anna", "bert");
        var (anna, bert) = (await UserAsync(open, "anna"), await UserAsync(open, "bert"));
        foreach (var user in new[] { anna, bert })
        {
            await AddAsync(open, Session("session of " + user.Id, user.Id, Noon));
            await AddAsync(open, Link("link of " + user.Id, user.Id, Noon, TimeSpan.FromHours(1)));
            await open.RunAsync<UserStore>(store => store.AddOrUpdatePasskeyAsync(user, Passkey(user == anna ? (byte)1 : (byte)2, user.Id), Cancel));
        }

        await open.RunAsync<UserStore>(store => store.DeleteAsync(anna, Cancel));

        Assert.Equal((0, 1), ((await SessionsAsync(open, "anna")).Length, (await SessionsAsync(open, "bert")).Length));
        Assert.Null(await open.AskAsync<AccountLinkStore, AccountLink?>(store => store.FindAsync("link of anna", Cancel)));
        Assert.NotNull(await open.AskAsync<AccountLinkStore, AccountLink?>(store => store.FindAsync("link of bert", Cancel)));
        Assert.Equal((0, 1), ((await PasskeysAsync(open, anna)).Count, (await PasskeysAsync(open, bert)).Count));
    }

    private static Task AddAsync(OpenTenantServices open, UserSession session) => open.RunAsync<UserSessionStore>(store => store.AddAsync(session, DateTime.UnixEpoch, Cancel));

    private static Task AddAsync(OpenTenantServices open, AccountLink link) => open.RunAsync<AccountLinkStore>(store => store.AddAsync(link, Cancel));

    private static Task QueueAsync(OpenTenantServices open, AccountMail mail) => open.RunAsync<AccountMailStore>(store => store.QueueAsync(mail, Cancel));

    private static Task<IReadOnlyList<AccountMail>> DueAsync(OpenTenantServices open, DateTime now) => open.AskAsync<AccountMailStore, IReadOnlyList<AccountMail>>(store => store.ListDueAsync(now, 10, Cancel));

    private static async Task<string[]> SessionsAsync(OpenTenantServices open, string userId) =>
        [.. (await open.AskAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(userId, Cancel))).Select(session => session.Id)];

    private static async Task<IReadOnlyList<string?>> PasskeysAsync(OpenTenantServices open, User user) =>
        [.. (await open.AskAsync<UserStore, IList<UserPasskeyInfo>>(store => store.GetPasskeysAsync(user, Cancel))).Select(passkey => passkey.Name)];

    private static async Task<User> UserAsync(OpenTenantServices open, string id) => (await open.AskAsync<UserStore, User?>(store => store.FindByIdAsync(id, Cancel)))!;

    private static async Task AddUsersAsync(OpenTenantServices open, params string[] names)
    {
        foreach (var name in names)
        {
            await open.RunAsync<UserStore>(store => store.CreateAsync(
                new User { Id = name, UserName = name, NormalizedUserName = name.ToUpperInvariant(), SecurityStamp = "stamp", CreatedUtc = Noon }, Cancel));
        }
    }

    private static UserSession Session(string id, string userId, DateTime at) => new()
    {
        Id = id,
        UserId = userId,
        Method = "password",
        CreatedUtc = at,
        SeenUtc = at,
        Address = "192.0.2.1",
        Browser = "a browser",
    };

    private static AccountLink Link(string hash, string userId, DateTime at, TimeSpan lasts) => new()
    {
        TokenHash = hash,
        UserId = userId,
        Purpose = AccountLinkPurpose.ResetPassword,
        SecurityStamp = "stamp",
        Email = "anna@example.org",
        CreatedUtc = at,
        ExpiresUtc = at + lasts,
    };

    private static AccountMail Mail(string who, DateTime at, string address = "https://one.example.org", AccountMailKind kind = AccountMailKind.ResetPassword) =>
        new() { Kind = kind, Who = who, SiteAddress = address, CreatedUtc = at };

    private static UserPasskeyInfo Passkey(byte id, string name, uint signCount = 3_000_000_000) =>
        new([id, 0], [1, 2, 3], Noon.AddMinutes(id), signCount, ["internal", "hybrid"], isUserVerified: true, isBackupEligible: true, isBackedUp: false, [4, 5], [6]) { Name = name };
}

public sealed class MemoryAccountStoresTests : AccountStoresContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqliteAccountStoresTests : AccountStoresContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresAccountStoresTests : AccountStoresContract
{
    public PostgresAccountStoresTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
