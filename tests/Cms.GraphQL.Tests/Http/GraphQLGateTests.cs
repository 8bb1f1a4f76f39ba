using Cms.Events;
using Cms.Users;

namespace Cms.GraphQL.Tests.Http;

public sealed class GraphQLGateTests
{
    [Fact]
    public async Task Without_a_gate_of_the_host_a_visitor_may_what_the_role_for_visitors_may()
    {
        await using var site = Site.Recorded();
        site.Change(RolePermissions.Section, """{"Anonymous":{"Permissions":["ExecuteGraphQL","ViewContent"]}}""", new SettingsChanged(RolePermissions.Section));

        var caller = await site.AdmitAsync();

        Assert.Equal(
            (false, true, true, false),
            (caller!.IsSignedIn, caller.May(Permission.ExecuteGraphQL), caller.May(Permission.ViewContent), caller.May(Permission.EditContent)));
    }
}
