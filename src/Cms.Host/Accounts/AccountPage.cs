using System.Text.Encodings.Web;
using Cms.Settings;
using Microsoft.AspNetCore.Antiforgery;

namespace Cms.Host.Accounts;

/// <summary>A page of <c>/account</c>: plain HTML that works without a theme and, but for passkeys, without scripts.</summary>
/// <param name="Title">The page's heading.</param>
internal sealed record AccountPage(string Title)
{
    // No script unless the page says which, and nothing from elsewhere.
    private const string Policy = $"default-src 'none'; style-src 'self'; {FormsStay}; base-uri 'none'; frame-ancestors 'none'";
    private const string FormsStay = "form-action 'self'";
    private const string ScriptPolicy = "; script-src 'self'; connect-src 'self'";

    /// <summary>Why the form was refused; null when it was not.</summary>
    public string? Problem { get; init; }

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>What there is to read and to do, top to bottom.</summary>
    public IReadOnlyList<AccountSection> Sections { get; init; } = [];

    /// <summary>The path of its script below <c>/account</c>; null for none.</summary>
    public string? Script { get; init; }

    /// <summary>A list above the forms, and the sentence that begins it; null for none.</summary>
    public (string Sentence, IReadOnlyList<string> Points)? List { get; init; }

    /// <summary>Where browsers go on by themselves, below the tenant's path; null to stay.</summary>
    public string? GoesOnTo { get; init; }

    /// <summary>Where browsers go on by themselves, outside the site; null to stay.</summary>
    public Uri? GoesOutTo { get; init; }

    /// <summary>The address outside the site to which an answer to its forms leads, which browsers must be told; null for none.</summary>
    public Uri? LeadsTo { get; init; }

    /// <summary>Its forms below them, top to bottom.</summary>
    public IReadOnlyList<AccountForm> Forms { get; init; } = [];

    /// <summary>Links below them: the path below <c>/account</c> and the text.</summary>
    public IReadOnlyList<(string Path, string Text)> Links { get; init; } = [];

    /// <summary>Sends it; 422 when there is a problem and no other status was set.</summary>
    public async Task SendAsync(HttpContext http)
    {
        var site = await SiteSettings.LoadAsync(http.RequestServices.GetRequiredService<SettingsStore>(), http.RequestAborted);
        var token = Forms.Count > 0 || HasSeveralForms ? http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http) : null;
        var response = http.Response;
        if (Problem is not null && response.StatusCode == StatusCodes.Status200OK)
            response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var policy = LeadsTo is null ? Policy : Policy.Replace(FormsStay, $"{FormsStay} {SourceOf(LeadsTo)}", StringComparison.Ordinal);
        response.Headers.ContentSecurityPolicy = Script is null ? policy : policy + ScriptPolicy;
        response.Headers["Referrer-Policy"] = "same-origin";
        await response.WriteAsync(Html(http.Request.PathBase.Value ?? "", site.SiteName, token), http.RequestAborted);
    }

    private bool HasSeveralForms => Sections.Any(section => section.Forms.Count > 0);

    private string Html(string pathBase, string siteName, AntiforgeryTokenSet? token) => string.Concat(
    [
        .. Head(pathBase, siteName),
        .. Sections.SelectMany(section => Lines(section, pathBase, token)),
        .. Forms.SelectMany((form, index) => Lines(form, pathBase, token!, isFirst: index == 0 && !HasSeveralForms)),
        .. Links.Select(link => Link(link, pathBase)),
        "</main>\n</body>\n</html>\n",
    ]);

    private IEnumerable<string> Head(string pathBase, string siteName)
    {
        var next = GoesOutTo?.AbsoluteUri ?? (GoesOnTo is null ? null : pathBase + GoesOnTo);
        yield return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">{(next is null ? "" : $"""<meta http-equiv="refresh" content="0; url={Encode(next)}">""")}
            <title>{(Problem is null ? "" : "Problem: ")}{Encode(Title)} - {Encode(siteName)}</title>
            <link rel="stylesheet" href="{Encode(pathBase)}/account/style.css">{(Script is null ? "" : $"\n<script src=\"{Encode(pathBase)}/account{Script}\" defer></script>")}
            </head>
            <body>
            <main>
            <p class="site">{Encode(siteName)}</p>
            <h1>{Encode(Title)}</h1>

            """;
        if (Script is not null)
            yield return """<noscript><p class="problem">Passkeys need JavaScript, which is off in this browser.</p></noscript>""" + "\n";
        if (Problem is not null)
            yield return $"""<div class="problem" id="problem" role="alert"><p>{Encode(Problem)}</p></div>""" + "\n";
        if (Done is not null)
            yield return $"""<p class="done" role="status">{Encode(Done)}</p>""" + "\n";
        if (List is var (sentence, points))
            yield return $"<p>{Encode(sentence)}</p>\n<ul>{string.Concat(points.Select(point => $"<li>{Encode(point)}</li>"))}</ul>\n";
        if (next is not null)
            yield return $"""<p><a href="{Encode(next)}">Continue</a></p>""" + "\n";
    }

    private IEnumerable<string> Lines(AccountSection section, string pathBase, AntiforgeryTokenSet? token)
    {
        yield return "<section>\n";
        if (section.Heading is not null)
            yield return $"<h2>{Encode(section.Heading)}</h2>\n";
        foreach (var paragraph in section.Paragraphs)
            yield return $"<p>{Encode(paragraph)}</p>\n";
        if (section.Picture is not null)
            yield return $"""<div class="picture">{section.Picture}</div>""" + "\n";
        if (section.Codes.Count > 0)
            yield return $"""<ul class="codes">{string.Concat(section.Codes.Select(code => $"<li><code>{Encode(code)}</code></li>"))}</ul>""" + "\n";
        if (section.Facts.Count > 0)
            yield return $"<dl>{string.Concat(section.Facts.Select(fact => $"<dt>{Encode(fact.Name)}</dt><dd>{Encode(fact.Value)}</dd>"))}</dl>\n";
        foreach (var form in section.Forms)
        {
            foreach (var line in Lines(form, pathBase, token!, isFirst: false))
                yield return line;
        }

        yield return "</section>\n";
    }

    private IEnumerable<string> Lines(AccountForm form, string pathBase, AntiforgeryTokenSet token, bool isFirst)
    {
        yield return $"""
            <form method="post" action="{Encode(pathBase)}{form.Under}{form.Path}"{(form.Id is null ? "" : $" id=\"{form.Id}\"")}>
            <input type="hidden" name="{token.FormFieldName}" value="{Encode(token.RequestToken!)}">

            """;
        foreach (var (name, value) in form.Hidden)
            yield return $"""<input type="hidden" name="{Encode(name)}" value="{Encode(value)}">""" + "\n";
        foreach (var (index, field) in form.Fields.Index())
        {
            yield return $"""<label for="{field.Id}">{Encode(field.Label)}</label>""" + "\n";
            if (field.Hint is not null)
                yield return $"""<p class="hint" id="{field.Id}-hint">{Encode(field.Hint)}</p>""" + "\n";
            yield return Input(field, isFirst && index == 0);
        }

        var named = form.ButtonLabel is null ? "" : $" aria-label=\"{Encode(form.ButtonLabel)}\"";
        yield return $"""<button type="submit"{named}>{Encode(form.Button)}</button>""" + "\n</form>\n";
    }

    private string Input(AccountField field, bool isFirst)
    {
        // On a page with several forms the problem is said above all of them, and of none in particular.
        var isConcerned = Problem is not null && !HasSeveralForms;
        string?[] describing = [field.Hint is null ? null : $"{field.Id}-hint", isConcerned ? "problem" : null];
        var described = string.Join(' ', describing.OfType<string>());
        string[] more =
        [
            isFirst ? " autofocus" : "",
            isConcerned ? " aria-invalid=\"true\"" : "",
            described.Length > 0 ? $" aria-describedby=\"{described}\"" : "",
            field.Value.Length > 0 ? $" value=\"{Encode(field.Value)}\"" : "",
        ];
        return $"""<input id="{field.Id}" name="{field.Name}" type="{field.Type}" autocomplete="{field.Autocomplete}" autocapitalize="none" spellcheck="false" required{string.Concat(more)}>""" + "\n";
    }

    private static string Link((string Path, string Text) link, string pathBase) => $"""<p><a href="{Encode(pathBase)}/account{Encode(link.Path)}">{Encode(link.Text)}</a></p>""" + "\n";

    // An app on a telephone has a scheme of its own and no host.
    private static string SourceOf(Uri address) => address.Scheme is "https" or "http" ? address.GetLeftPart(UriPartial.Authority) : address.Scheme + ":";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>A part of such a page, with a heading of its own or none.</summary>
/// <param name="Heading">The heading; null for none.</param>
internal sealed record AccountSection(string? Heading = null)
{
    /// <summary>Sentences.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>A picture as SVG made by the program: the only part that is not encoded.</summary>
    public string? Picture { get; init; }

    /// <summary>What is to be copied letter by letter.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Facts about something: their names and values.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>Its forms.</summary>
    public IReadOnlyList<AccountForm> Forms { get; init; } = [];
}

/// <summary>A form of such a page.</summary>
/// <param name="Path">Where it is sent, below <c>/account</c>.</param>
/// <param name="Button">The text of its button.</param>
/// <param name="Fields">What is filled in.</param>
internal sealed record AccountForm(string Path, string Button, params IReadOnlyList<AccountField> Fields)
{
    /// <summary>What its script knows it by; null where there is none.</summary>
    public string? Id { get; init; }

    /// <summary>What the button is called to who does not see what it stands beside; begins with its text. Null where the text is enough.</summary>
    public string? ButtonLabel { get; init; }

    /// <summary>What <see cref="Path"/> is below.</summary>
    public string Under { get; init; } = "/account";

    /// <summary>What is sent along, by name.</summary>
    public IReadOnlyDictionary<string, string> Hidden { get; init; } = new Dictionary<string, string>();
}

/// <summary>A field of such a form; it must be filled in.</summary>
/// <param name="Name">Its name in what is sent.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Type"><c>text</c>, <c>email</c> or <c>password</c>.</param>
/// <param name="Autocomplete">What browsers and password safes know it as (HTML, section 4.10.18.7.1).</param>
internal sealed record AccountField(string Name, string Label, string Type, string Autocomplete)
{
    /// <summary>Its name in the page, where several forms have fields of one name.</summary>
    public string Id { get; init; } = Name;

    /// <summary>What it holds at first; never a password.</summary>
    public string Value { get; init; } = "";

    /// <summary>What people should know before they fill it in.</summary>
    public string? Hint { get; init; }
}
