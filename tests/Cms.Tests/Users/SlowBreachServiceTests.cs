using Cms.Content;
using Cms.Tests.Memory;
using Cms.Users;
using Cms.Users.Links;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Users;

public sealed class SlowBreachServiceTests
{
    private const string NewPassword = "another-lantern-at-sea";
    private const string Address = "https://guides.example.org";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private Func<Task>? _whileAsked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("add")]
    [InlineData("change")]
    [InlineData("set")]
    [InlineData("choose")]
    public async Task While_it_answers_others_can_write(string verb)
    {
        await using var site = Open();
        var (anna, token) = await AddAnnaAsync(site);
        Outcome<User>? other = null;
        _whileAsked = async () => other = await site.AddAsync("bert", password: null).WaitAsync(Longest, Cancel);

        var done = await GiveAsync(site, anna, token, verb);

        Assert.Equal((null, "bert"), (done.Problem, other?.Value.UserName));
        Assert.Null((await site.SignInAsync(verb == "add" ? "carla" : "anna", NewPassword)).Problem);
    }

    [Theory]
    [InlineData("change", ProblemKind.Conflict, "Somebody changed your account at the same time, and nothing was done. Sign in again.")]
    [InlineData("set", ProblemKind.Conflict, "Somebody changed anna at the same time, and no password was set; try again.")]
    [InlineData("choose", ProblemKind.NotFound, "This link is not good any more: it was used, it is too old, or something about the account changed since. Ask for a new one.")]
    public async Task What_others_do_to_the_user_while_it_answers_is_not_undone(string verb, ProblemKind kind, string message)
    {
        await using var site = Open();
        var (anna, token) = await AddAnnaAsync(site);
        _whileAsked = () => site.RunAsync<SetUserRoles>(change => change.RunAsync("anna", ["Editor"], Cancel)).WaitAsync(Longest, Cancel);

        var done = await GiveAsync(site, anna, token, verb);

        Assert.Equal((kind, message), (done.Problem?.Kind, done.Problem?.Message));
        var now = await site.GetAsync("anna");
        Assert.Equal((anna.PasswordHash, "Editor"), (now.PasswordHash, Assert.Single(now.RoleNames)));
    }

    [Fact]
    public async Task An_invitation_stays_good_when_the_user_is_changed_while_it_answers()
    {
        await using var site = Open();
        var invited = (await site.AskAsync<InviteUser, Outcome<Invitation>>(invite => invite.RunAsync(new NewUser("anna"), Address, byMail: false, Cancel))).Value;
        _whileAsked = () => site.RunAsync<SetUserRoles>(change => change.RunAsync("anna", ["Editor"], Cancel)).WaitAsync(Longest, Cancel);

        var meanwhile = await GiveAsync(site, invited.User, TokenOf(invited.Link!), "choose");
        var again = await GiveAsync(site, invited.User, TokenOf(invited.Link!), "choose");

        Assert.Equal((ProblemKind.Conflict, "Somebody changed your account at the same time, and no password was set. Try again."), (meanwhile.Problem?.Kind, meanwhile.Problem?.Message));
        Assert.Equal("Editor", Assert.Single(again.Value.RoleNames));
    }

    private UserSite Open() => new(services => services.AddSingleton(new SemaphoreSlim(1)).AddScoped<TenantWork, WorkOfOneWriter>().AddSingleton<FetchBreaches>(async (_, _) =>
    {
        // Once: whoever writes meanwhile may ask, too.
        if (Interlocked.Exchange(ref _whileAsked, null) is { } run)
            await run();
        return null;
    }));

    private static async Task<(User Anna, string Token)> AddAnnaAsync(UserSite site)
    {
        var anna = (await site.AddAsync("anna")).Value;
        var made = await site.AskAsync<MakeResetLink, Outcome<HandedLink>>(make => make.RunAsync("anna", Address, Cancel));
        return (anna, TokenOf(made.Value.Link));
    }

    private static string TokenOf(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static Task<Outcome<User>> GiveAsync(UserSite site, User anna, string token, string verb) => verb switch
    {
        "add" => site.AddAsync("carla", password: NewPassword),
        "change" => site.RunAsync<ChangePassword>(change => change.RunAsync(UserSite.Password, NewPassword, sessionId: null, Cancel), Caller.SignedIn(anna.Id, anna.UserName, [])),
        "set" => site.RunAsync<SetPassword>(set => set.RunAsync("anna", NewPassword, isMadeUp: false, Cancel)),
        _ => site.RunAsync<ChoosePassword>(choose => choose.RunAsync(token, NewPassword, Cancel)),
    };

    // As in a database: whoever begins waits for the one who writes.
    private sealed class WorkOfOneWriter(MemoryTenant tenant, SemaphoreSlim turn) : TenantWork
    {
        private readonly MemoryWork _work = new(tenant);
        private int _depth;

        public override async Task<Transaction> BeginAsync(CancellationToken cancel)
        {
            if (_depth == 0)
                await turn.WaitAsync(cancel);
            _depth++;
            return new Joined(await _work.BeginAsync(cancel), this, turn);
        }

        private sealed class Joined(Transaction inner, WorkOfOneWriter work, SemaphoreSlim turn) : Transaction
        {
            public override Task CommitAsync(CancellationToken cancel) => inner.CommitAsync(cancel);

            public override async ValueTask DisposeAsync()
            {
                await inner.DisposeAsync();
                if (--work._depth == 0)
                    turn.Release();
            }
        }
    }
}
