namespace Cms.Site.Tests.Permissions;

/// <summary>
/// Every address where people deal with their own account, whatever their role. Tokens and keys are nobody's browser: their pages are those of visitors, and no form is taken from them.
/// </summary>
internal static class AccountRows
{
    private const string Authorize = "/connect/authorize?client_id=spa&response_type=code&redirect_uri=https%3A%2F%2Fspa.example%2Fback&scope=openid&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

    // visitor | users of whatever role | token key
    private const string
        OnlyUsers = "303 | 200 200 200 200 200 200 | 303 303",
        OnlyTheirForms = "303 | 422 422 422 422 422 422 | 400 400",
        OnlyTheirDeeds = "303 | 303 303 303 303 303 303 | 400 400",
        NotForThem = "200 | 302 302 302 302 302 302 | 200 200",
        WrongWhoeverSends = "422 | 422 422 422 422 422 422 | 400 400";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<PermissionRow> All { get; } =
    [
        Page("", "302 | 200 200 200 200 200 200 | 302 302"),
        Page("/style.css", "200"),
        Page("/sign-in", NotForThem),
        Form("/sign-in", "name=nobody&password=wrong", WrongWhoeverSends),
        Page("/sign-in/code", "303"),
        Form("/sign-in/code", "code=123456", "303 | 303 303 303 303 303 303 | 400 400"),
        Form("/sign-out", "", OnlyTheirDeeds) with { EndsSignIn = true },
        Page("/password", OnlyUsers),
        Form("/password", "present=x&wanted=one&repeated=other", OnlyTheirForms),
        Page("/forgot", "200"),
        Form("/forgot", "name=nobody", "200 | 200 200 200 200 200 200 | 400 400"),
        Page("/choose-password", "422"),
        Form("/choose-password", "token=x&wanted=one&repeated=one", WrongWhoeverSends),
        Page("/email", OnlyUsers),
        Form("/email", "email=x&password=", "303 | 200 200 200 200 200 200 | 400 400"), // Says that this site sends no mail.
        Page("/confirm-email", "422"),
        Form("/confirm-email", "token=x", WrongWhoeverSends),
        Page("/two-factor", OnlyUsers),
        Form("/two-factor/begin", "", OnlyTheirDeeds),
        Page("/two-factor/app", OnlyUsers),
        Form("/two-factor/app", "password=&code=1", OnlyTheirForms),
        Page("/two-factor/codes", OnlyUsers),
        Form("/two-factor/codes", "password=", OnlyTheirForms),
        Page("/two-factor/off", OnlyUsers),
        Form("/two-factor/off", "password=", OnlyTheirForms),
        Page("/sessions", OnlyUsers),
        Form("/sessions/end", "session=none", OnlyTheirDeeds),
        Form("/sessions/end-others", "", OnlyTheirDeeds),
        Page("/apps", OnlyUsers),
        Form("/apps/withdraw", "app=none", OnlyTheirDeeds),
        Page("/confirm", OnlyUsers),
        Form("/confirm", "password=", OnlyTheirForms),
        Form("/confirm/passkey/options", "", "401 | 200 200 200 200 200 200 | 400 400"),
        Form("/confirm/passkey", "credential=", OnlyTheirForms),
        Page("/passkeys", OnlyUsers),
        Page("/passkeys.js", "200"),
        Form("/passkeys/options", "", "401 | 200 200 200 200 200 200 | 400 400"),
        Form("/passkeys", "name=mine", OnlyTheirForms),
        Form("/passkeys/rename", "passkey=AAAA&name=mine", OnlyTheirForms),
        Form("/passkeys/remove", "passkey=AAAA", OnlyTheirDeeds),
        Page("/sign-in/passkey", NotForThem),
        Form("/sign-in/passkey/options", "", "200 | 200 200 200 200 200 200 | 400 400"),
        Form("/sign-in/passkey", "credential=", WrongWhoeverSends),

        Page("/external", OnlyUsers),
        new("POST /account/external/{provider}/begin", "/account/external/none/begin", "404 | 404 404 404 404 404 404 | 400 400") { Body = "", MediaType = "application/x-www-form-urlencoded" },
        new("GET /account/external/{provider}/finish", "/account/external/none/finish", "303"),
        new("POST /account/external/{provider}/disconnect", "/account/external/none/disconnect", OnlyTheirDeeds) { Body = "", MediaType = "application/x-www-form-urlencoded" },

        // Between apps and users; tokens are not looked at there.
        new("GET /connect/authorize", Authorize, "302 | 200 200 200 200 200 200 | 302 302"),
        new("HEAD /connect/authorize", Authorize, "400"),
        new("POST /connect/authorize", "/connect/authorize", "302 | 200 200 200 200 200 200 | 302 302") { Body = Authorize[(Authorize.IndexOf('?', StringComparison.Ordinal) + 1)..], MediaType = "application/x-www-form-urlencoded" },
        new("GET /connect/logout", "/connect/logout", "302 | 200 200 200 200 200 200 | 302 302"),
        new("HEAD /connect/logout", "/connect/logout", "400"),
        new("POST /connect/logout", "/connect/logout", "302 | 200 200 200 200 200 200 | 302 302") { Body = "", MediaType = "application/x-www-form-urlencoded" },
        new("GET /connect/continue", "/connect/continue", "200"),
    ];

    private static PermissionRow Page(string path, string expected) => new($"GET /account{path}", $"/account{path}", expected);

    private static PermissionRow Form(string path, string fields, string expected) => PermissionRow.Form($"/account{path}", fields, expected);
}
