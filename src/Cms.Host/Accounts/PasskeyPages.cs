using System.Buffers.Text;
using System.Globalization;
using Cms.Host.Limits;
using Cms.Users;
using Cms.Users.Passkeys;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Host.Accounts;

/// <summary>The own passkeys, and signing in with one.</summary>
internal static class PasskeyPages
{
    private const string Adding = "add";
    private const string SigningIn = "sign-in";

    /// <summary>The path of the script below <c>/account</c>.</summary>
    public const string Script = "/passkeys.js";

    /// <summary>What is said when the browser did not answer.</summary>
    public const string NoAnswer = "Your browser gave no passkey, or it took too long. Try it again.";

    /// <summary>Maps them.</summary>
    public static void MapPasskeys(this RouteGroupBuilder account)
    {
        account.MapMethods("/passkeys", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/passkeys/options", MakeOptionsAsync).LimitAs(Attempt.Nothing);
        account.MapPost("/passkeys", AddAsync).LimitAs(Attempt.Nothing);
        account.MapPost("/passkeys/rename", RenameAsync).LimitAs(Attempt.Nothing);
        account.MapPost("/passkeys/remove", RemoveAsync).LimitAs(Attempt.Nothing);
        account.MapMethods("/sign-in/passkey", AccountEndpoints.Reading, ShowSignInAsync);
        account.MapPost("/sign-in/passkey/options", MakeSignInOptionsAsync);
        account.MapPost("/sign-in/passkey", SignInAsync);
        account.MapMethods(Script, AccountEndpoints.Reading, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Text(PasskeyScript.Js, "text/javascript; charset=utf-8");
        });
    }

    private static async Task ShowAsync(HttpContext http, UserStore store)
    {
        if (!http.LeadsToProof("/passkeys"))
            await SendPageAsync(http, store, problem: null);
    }

    private static async Task<IResult> MakeOptionsAsync(HttpContext http, UserStore store, IPasskeyHandler<User> passkeys)
    {
        if (await store.FindByIdAsync(SignedInUser.IdOf(http.User) ?? "", http.RequestAborted) is not { } user)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (!SignedInUser.IsProven(http.User))
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        var made = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = user.UserName, DisplayName = user.UserName }, http);
        http.KeepChallenge(Adding, made.AttestationState);
        return Json(http, made.CreationOptionsJson);
    }

    private static async Task AddAsync(HttpContext http, UserStore store, IPasskeyHandler<User> passkeys, AddPasskey add)
    {
        if (http.LeadsToProof("/passkeys"))
            return;

        var form = await http.FormAsync();
        if (http.TakeChallenge(Adding) is not { } state || form["credential"].ToString() is not { Length: > 0 } answer)
        {
            await SendPageAsync(http, store, "Your browser made no passkey, or it took too long. Try it again.");
            return;
        }

        var attested = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = answer, AttestationState = state });
        if (!attested.Succeeded || attested.UserEntity.Id != SignedInUser.IdOf(http.User))
        {
            await SendPageAsync(http, store, "The passkey that your browser made does not fit this site. Try it again.");
            return;
        }

        var added = await add.RunAsync(attested.Passkey, form["name"].ToString().Trim(), http.RequestAborted);
        await AnswerAsync(http, store, added, "added");
    }

    private static async Task RenameAsync(HttpContext http, UserStore store, RenamePasskey rename)
    {
        if (http.LeadsToSignIn("/passkeys"))
            return;

        var form = await http.FormAsync();
        await AnswerAsync(http, store, await rename.RunAsync(IdOf(form), form["name"].ToString().Trim(), http.RequestAborted), "renamed");
    }

    private static async Task RemoveAsync(HttpContext http, UserStore store, RemovePasskey remove)
    {
        if (http.LeadsToProof("/passkeys"))
            return;

        await AnswerAsync(http, store, await remove.RunAsync(IdOf(await http.FormAsync()), http.RequestAborted), "removed");
    }

    private static async Task ShowSignInAsync(HttpContext http)
    {
        var returnUrl = ReturnUrl.Find(http.Request.Query[ReturnUrl.Name], http.Request);
        if (!http.IsSignedIn())
            await SignInPage(returnUrl, problem: null).SendAsync(http);
        else if (!http.LeadsToDebt(SignedInUser.DebtOf(http.User), returnUrl ?? http.AccountAddress("")))
            http.Response.Redirect(returnUrl ?? http.AccountAddress(""));
    }

    // For nobody in particular: a list of somebody's passkeys would tell who has an account.
    private static Task<IResult> MakeSignInOptionsAsync(HttpContext http, IPasskeyHandler<User> passkeys) => AskAsync(http, passkeys, user: null, SigningIn);

    private static async Task SignInAsync(HttpContext http, IPasskeyHandler<User> passkeys, SignInWithPasskey signIn)
    {
        var form = await http.FormAsync();
        var returnUrl = ReturnUrl.Find(form[ReturnUrl.Name], http.Request);
        if (await FindAnswerAsync(http, passkeys, form, SigningIn) is not { } asserted)
        {
            await SignInPage(returnUrl, NoAnswer).SendAsync(http);
            return;
        }

        var signedIn = await signIn.RunAsync(asserted.User?.Id, asserted.Passkey, http.RequestAborted);
        if (signedIn.Problem is { } problem)
        {
            await SignInPage(returnUrl, problem.Message).SendAsync(http);
            return;
        }

        await http.SignInAsync(signedIn.Value, UserSession.ByPasskey, returnUrl);
    }

    /// <summary>Lets the browser ask for a passkey.</summary>
    /// <param name="http">The request.</param>
    /// <param name="passkeys">What knows WebAuthn.</param>
    /// <param name="user">Whose; null for anybody's.</param>
    /// <param name="purpose">What for; the answer is good for nothing else.</param>
    public static async Task<IResult> AskAsync(HttpContext http, IPasskeyHandler<User> passkeys, User? user, string purpose)
    {
        var made = await passkeys.MakeRequestOptionsAsync(user, http);
        http.KeepChallenge(purpose, made.AssertionState);
        return Json(http, made.RequestOptionsJson);
    }

    /// <summary>What the browser answered to <see cref="AskAsync"/>; null when there is no answer, or it took too long.</summary>
    public static async Task<PasskeyAssertionResult<User>?> FindAnswerAsync(HttpContext http, IPasskeyHandler<User> passkeys, IFormCollection form, string purpose) =>
        http.TakeChallenge(purpose) is { } state && form["credential"].ToString() is { Length: > 0 } answer
            ? await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer, AssertionState = state })
            : null;

    /// <summary>A form that the browser's passkey is sent with, by <see cref="Script"/>.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="label">What people read on the button.</param>
    /// <param name="returnUrl">Where the user goes on; null for the account.</param>
    public static AccountForm FormTo(string path, string label, string? returnUrl) =>
        new(path, label) { Id = "use-passkey", Hidden = new Dictionary<string, string>(ReturnUrl.Hidden(returnUrl)) { ["credential"] = "" } };

    private static async Task AnswerAsync(HttpContext http, UserStore store, Outcome<Done> outcome, string done)
    {
        if (outcome.Problem is { } problem)
            await SendPageAsync(http, store, problem.Message);
        else
            http.SeeOther(http.AccountAddress($"/passkeys?{done}"));
    }

    private static async Task SendPageAsync(HttpContext http, UserStore store, string? problem)
    {
        var passkeys = await store.GetPasskeysAsync(await http.OwnUserAsync(), http.RequestAborted);
        var query = http.Request.Query;
        await new AccountPage("Passkeys")
        {
            Problem = problem,
            Done = query.ContainsKey("added") ? "The passkey was added." : query.ContainsKey("renamed") ? "The passkey has another name now." : query.ContainsKey("removed") ? "The passkey was removed." : null,
            Script = Script,
            Sections =
            [
                new AccountSection
                {
                    Paragraphs =
                    [
                        "With a passkey you sign in by finger, face or the code of your device, without password and code.",
                        passkeys.Count == 0 ? "You have none yet." : passkeys.Count == 1 ? "You have one." : $"You have {passkeys.Count}.",
                    ],
                },
                .. passkeys.Select(SectionOf),
            ],
            Forms =
            [
                new AccountForm("/passkeys", "Add a passkey", new AccountField("name", "Name of the new passkey", "text", "off") { Hint = "Such as the device that it is on." })
                {
                    Id = "add-passkey",
                    Hidden = new Dictionary<string, string> { ["credential"] = "" },
                },
            ],
            Links = [("", "Back to your account")],
        }.SendAsync(http);
    }

    private static AccountSection SectionOf(UserPasskeyInfo passkey, int index)
    {
        var (id, name) = (Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "Passkey");
        var hidden = new Dictionary<string, string> { ["passkey"] = id };
        return new AccountSection(name)
        {
            Facts = [("Added", passkey.CreatedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))],
            Forms =
            [
                new AccountForm("/passkeys/rename", "Rename", new AccountField("name", "New name", "text", "off") { Id = $"name-{index}", Value = name }) { ButtonLabel = $"Rename {name}", Hidden = hidden },
                new AccountForm("/passkeys/remove", "Remove") { ButtonLabel = $"Remove {name}", Hidden = hidden },
            ],
        };
    }

    private static AccountPage SignInPage(string? returnUrl, string? problem) => new("Sign in with a passkey")
    {
        Problem = problem,
        Script = Script,
        Sections = [new AccountSection { Paragraphs = ["Your browser asks which passkey to take. You can make one under \"Passkeys\" of your account."] }],
        Forms = [FormTo("/sign-in/passkey", "Go on", returnUrl)],
        Links = [("/sign-in", "Sign in with a password")],
    };

    private static IResult Json(HttpContext http, string json)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(json, "application/json; charset=utf-8");
    }

    private static byte[] IdOf(IFormCollection form) => Base64Url.IsValid(form["passkey"].ToString()) ? Base64Url.DecodeFromChars(form["passkey"].ToString()) : [];
}
