using Cms.Events;
using Cms.Settings;

namespace Cms.GraphQL.Tests.Documents;

/// <summary>Who is told what can be asked.</summary>
public sealed class GraphQLRulesTests : IAsyncDisposable
{
    private const string AskInFragment = "{ ...F } fragment F on Query { schema: __schema { queryType { name } } }";
    private const string AskType = "{ site { siteName } __type(name: \"Query\") { name } }";

    private readonly Site _site = Site.Recorded();

    [Theory]
    [InlineData(AskInFragment)]
    [InlineData(AskType)]
    public async Task A_tenant_may_tell_its_schema_to_nobody_or_to_those_who_sign_in(string query)
    {
        Assert.Empty((await _site.RunAsync(query)).Errors);

        Tell("SignedIn");
        var visitor = await _site.ErrorAsync(query);
        var editor = await _site.RunAsync(query, Site.Editor);
        Tell("Nobody");
        var nobody = await _site.ErrorAsync(query, Site.Editor);

        Assert.Equal(("UNAUTHENTICATED", "This site tells its schema only to those who sign in."), (visitor.Code, visitor.Message));
        Assert.Empty(editor.Errors);
        Assert.Equal(("FORBIDDEN", "This site does not tell its schema."), (nobody.Code, nobody.Message));
        Assert.Equal("{\"sample\":[{\"__typename\":\"Sample\"}]}", await _site.DataAsync("{ sample(first: 1) { __typename } }"));
    }

    [Fact]
    public async Task Where_the_schema_is_not_told_errors_do_not_tell_names_either()
    {
        var told = await _site.ErrorAsync("{ sampl { displayText } }");
        Tell("Nobody");

        var closed = await _site.ErrorAsync("{ sampl { displayText } }");

        Assert.Contains("Did you mean", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", closed.Message, StringComparison.Ordinal);
        Assert.Equal((told.Code, told.Message[..told.Message.IndexOf(" Did", StringComparison.Ordinal)]), (closed.Code, closed.Message));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void Tell(string audience) =>
        _site.Change(SiteSettings.Section, $$$"""{"{{{GraphQLRules.Member}}}":{"Introspection":"{{{audience}}}"}}""", new SettingsChanged(SiteSettings.Section));
}
