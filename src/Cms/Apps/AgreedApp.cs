namespace Cms.Apps;

/// <summary>An app that may act for a user, as the user agreed or as it has tokens to do so.</summary>
/// <param name="App">The app.</param>
/// <param name="ScopeNames">The scopes that the user agreed to; empty where none are known.</param>
/// <param name="SinceUtc">When that began.</param>
/// <param name="LastTokenUtc">When it was given a token for the user last; null when that is not known any more.</param>
public sealed record AgreedApp(App App, IReadOnlyList<string> ScopeNames, DateTime SinceUtc, DateTime? LastTokenUtc);
