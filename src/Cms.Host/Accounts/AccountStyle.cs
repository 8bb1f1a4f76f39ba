namespace Cms.Host.Accounts;

/// <summary>How the pages of <c>/account</c> look: the same in every tenant, with or without a theme, in light and dark.</summary>
internal static class AccountStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root { color-scheme: light dark; --text: #1b1f24; --page: #f4f5f7; --card: #fff; --line: #6b7280; --mark: #0b57a4; --on-mark: #fff; --problem: #a4160b; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --page: #14171a; --card: #1e2227; --line: #98a1ad; --mark: #8cc2ff; --on-mark: #10151b; --problem: #ff9c92; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 26rem; margin: 8vh auto 0; padding: 1.5rem; background: var(--card); border-radius: .5rem; overflow-wrap: anywhere; }
        h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
        h2 { margin: 1.5rem 0 .5rem; font-size: 1.1rem; line-height: 1.25; }
        section + section, section + form { margin-top: 1.5rem; padding-top: .25rem; border-top: 1px solid var(--line); }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; margin: 0; }
        dt { font-weight: 600; }
        dd { margin: 0; }
        code { font: 1rem/1.5 ui-monospace, monospace; }
        .codes { margin: 1rem 0 0; padding: 0; list-style: none; }
        .picture { margin: 1rem 0; padding: .5rem; background: #fff; border-radius: .25rem; width: min(100%, 15rem); }
        .picture svg { display: block; width: 100%; height: auto; }
        .site { margin: 0; }
        label { display: block; margin-top: 1rem; font-weight: 600; }
        .hint { margin: 0; font-size: .9rem; }
        input:not([type=hidden]) { width: 100%; min-height: 2.75rem; padding: .5rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .25rem; }
        button { min-height: 2.75rem; margin-top: 1.5rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; color: var(--on-mark); background: var(--mark); border: 1px solid transparent; border-radius: .25rem; cursor: pointer; }
        section button { margin-top: .75rem; color: var(--mark); background: transparent; border-color: var(--mark); }
        a { color: var(--mark); }
        :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
        .problem { padding: .25rem 1rem; border: 1px solid var(--problem); border-left-width: .5rem; border-radius: .25rem; color: var(--problem); }
        .done { padding: .5rem 1rem; border: 1px solid var(--line); border-left-width: .5rem; border-radius: .25rem; }
        """;
}
