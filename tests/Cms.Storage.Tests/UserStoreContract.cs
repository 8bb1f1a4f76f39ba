using Cms.Content;
using Cms.Users;
using Cms.Users.External;

namespace Cms.Storage.Tests;

/// <summary>What every store of users promises.</summary>
public abstract class UserStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task A_user_is_found_by_id_name_and_email_with_everything_that_was_stored()
    {
        await using var open = Open();
        var anna = A("anna");
        anna.RoleNames = ["Editor", "Author"];
        (anna.PasswordHash, anna.EmailConfirmed, anna.IsEnabled, anna.FailedSignIns, anna.LockedUntilUtc) = ("hash", true, false, 3, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        (anna.TwoFactorEnabled, anna.AuthenticatorKey, anna.LastCodeStep, anna.RecoveryCodeHashes) = (true, "KEY", 59_000_000, "one two");
        anna.FirstPasswordEndsUtc = new DateTime(2026, 1, 9, 3, 4, 5, DateTimeKind.Utc);
        await AddAsync(open, anna);
        await AddAsync(open, A("bert", email: null));

        User?[] found = await open.AskAsync<UserStore, User?[]>(async store =>
            [await store.FindByIdAsync(anna.Id, Cancel), await store.FindByNameAsync("ANNA", Cancel), await store.FindByEmailAsync("ANNA@EXAMPLE.ORG", Cancel)]);

        Assert.All(found, user => Assert.Equivalent(anna, user, strict: true));
        Assert.Equal(DateTimeKind.Utc, found[0]!.LockedUntilUtc!.Value.Kind);
        Assert.Null(await open.AskAsync<UserStore, User?>(store => store.FindByNameAsync("anna", Cancel)));
    }

    [Fact]
    public async Task Users_are_listed_by_name_and_it_is_known_whether_anybody_has_a_password()
    {
        await using var open = Open();
        await AddAsync(open, A("carla", email: null));
        await AddAsync(open, A("anna", email: null));

        Assert.False(await open.AskAsync<UserStore, bool>(store => store.HasPasswordsAsync(Cancel)));
        var bert = A("Bert");
        bert.PasswordHash = "hash";
        await AddAsync(open, bert);

        Assert.Equal([bert.Id], (await open.AskAsync<UserStore, IReadOnlyList<User>>(store => store.ListByIdsAsync([bert.Id, "nobody"], Cancel))).Select(user => user.Id));
        Assert.Equal(["anna", "Bert", "carla"], (await open.AskAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel))).Select(user => user.UserName));
        Assert.True(await open.AskAsync<UserStore, bool>(store => store.HasPasswordsAsync(Cancel)));
    }

    [Fact]
    public async Task A_changed_user_is_stored_as_a_whole_and_a_removed_one_is_gone()
    {
        await using var open = Open();
        var anna = A("anna");
        await AddAsync(open, anna);

        (anna.UserName, anna.NormalizedUserName, anna.RoleNames) = ("anne", "ANNE", ["Editor"]);
        await open.RunAsync<UserStore>(store => store.UpdateAsync(anna, Cancel));

        var changed = await open.AskAsync<UserStore, User?>(store => store.FindByNameAsync("ANNE", Cancel));
        Assert.Equal((anna.Id, "Editor"), (changed?.Id, changed?.RoleNames.Single()));
        await open.RunAsync<UserStore>(store => store.DeleteAsync(anna, Cancel));
        await open.RunAsync<UserStore>(store => store.DeleteAsync(anna, Cancel));
        Assert.Empty(await open.AskAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_found_is_a_copy()
    {
        await using var open = Open();
        await AddAsync(open, A("anna"));

        await open.RunAsync<UserStore>(async store => (await store.FindByNameAsync("ANNA", Cancel))!.RoleNames.Add("Administrator"));

        Assert.Empty((await open.AskAsync<UserStore, User?>(store => store.FindByNameAsync("ANNA", Cancel)))!.RoleNames);
    }

    [Theory]
    [InlineData("ANNA", "OTHER@EXAMPLE.ORG")]
    [InlineData("OTHER", "ANNA@EXAMPLE.ORG")]
    public async Task No_name_and_no_email_is_stored_twice(string name, string email)
    {
        await using var open = Open();
        await AddAsync(open, A("anna"));
        var other = A("other");
        (other.NormalizedUserName, other.NormalizedEmail) = (name, email);

        await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(open, other));

        Assert.Single(await open.AskAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)));
    }

    [Fact]
    public async Task Users_are_part_of_the_transaction_around_them()
    {
        await using var open = Open();

        await open.RunAsync<UserStore>(async store =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await store.CreateAsync(A("anna"), Cancel);
            Assert.NotNull(await store.FindByNameAsync("ANNA", Cancel));
        });

        Assert.Empty(await open.AskAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)));
    }

    [Fact]
    public async Task An_account_elsewhere_is_found_by_provider_issuer_and_subject_as_they_are_written()
    {
        await using var open = Open();
        var anna = A("anna");
        await AddAsync(open, anna);
        var (first, second) = (Login(anna, "s1"), Login(anna, "S1", day: 2));

        await open.RunAsync<UserStore>(store => store.AddExternalLoginAsync(anna, second, Cancel));
        await open.RunAsync<UserStore>(store => store.AddExternalLoginAsync(anna, first, Cancel));

        Assert.Equivalent(first, await FindLoginAsync(open, "s1"), strict: true);
        Assert.Null(await FindLoginAsync(open, "s1", provider: "other"));
        Assert.Null(await FindLoginAsync(open, "s1", issuer: "https://other.example"));
        Assert.Equal(["s1", "S1"], (await ListLoginsAsync(open, anna)).Select(login => login.Subject));
    }

    [Fact]
    public async Task An_account_elsewhere_is_one_users_who_alone_can_lose_it_and_it_goes_with_the_user()
    {
        await using var open = Open();
        var (anna, bert) = (A("anna"), A("bert"));
        await AddAsync(open, anna);
        await AddAsync(open, bert);
        await open.RunAsync<UserStore>(store => store.AddExternalLoginAsync(anna, Login(anna, "s1"), Cancel));
        await open.RunAsync<UserStore>(store => store.AddExternalLoginAsync(anna, Login(anna, "s2"), Cancel));

        await Assert.ThrowsAnyAsync<Exception>(() => open.RunAsync<UserStore>(store => store.AddExternalLoginAsync(bert, Login(bert, "s1"), Cancel)));
        await open.RunAsync<UserStore>(store => store.RemoveExternalLoginAsync(bert, Login(bert, "s1"), Cancel));
        Assert.Equal(anna.Id, (await FindLoginAsync(open, "s1"))?.UserId);
        await open.RunAsync<UserStore>(store => store.RemoveExternalLoginAsync(anna, Login(anna, "s1"), Cancel));
        await open.RunAsync<UserStore>(store => store.RemoveExternalLoginAsync(anna, Login(anna, "s1"), Cancel));
        Assert.Equal("s2", Assert.Single(await ListLoginsAsync(open, anna)).Subject);

        await open.RunAsync<UserStore>(store => store.DeleteAsync(anna, Cancel));
        Assert.Null(await FindLoginAsync(open, "s2"));
    }

    private static Task<ExternalLogin?> FindLoginAsync(OpenTenantServices open, string subject, string provider = "work", string issuer = "https://id.example") =>
        open.AskAsync<UserStore, ExternalLogin?>(store => store.FindExternalLoginAsync(provider, issuer, subject, Cancel));

    private static Task<IReadOnlyList<ExternalLogin>> ListLoginsAsync(OpenTenantServices open, User user) =>
        open.AskAsync<UserStore, IReadOnlyList<ExternalLogin>>(store => store.ListExternalLoginsAsync(user.Id, Cancel));

    private static ExternalLogin Login(User user, string subject, int day = 1) => new()
    {
        Provider = "work",
        Issuer = "https://id.example",
        Subject = subject,
        UserId = user.Id,
        Account = $"{user.UserName}@id.example",
        CreatedUtc = new DateTime(2026, 1, day, 0, 0, 0, DateTimeKind.Utc),
    };

    private static Task AddAsync(OpenTenantServices open, User user) => open.RunAsync<UserStore>(store => store.CreateAsync(user, Cancel));

    private static User A(string name, string? email = "") => new()
    {
        Id = ContentId.New(),
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        Email = email is null ? null : $"{name}@example.org",
        NormalizedEmail = email is null ? null : $"{name}@example.org".ToUpperInvariant(),
        SecurityStamp = "stamp",
        CreatedUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}

public sealed class MemoryUserStoreTests : UserStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqliteUserStoreTests : UserStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresUserStoreTests : UserStoreContract
{
    public PostgresUserStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
