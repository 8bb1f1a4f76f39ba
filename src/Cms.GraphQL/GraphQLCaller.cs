using Cms.Users;

namespace Cms.GraphQL;

/// <summary>Who asks, as far as GraphQL must know.</summary>
/// <param name="may">Whether the caller has a permission of <see cref="Permission"/>; asked often, so it must answer from memory.</param>
/// <param name="isSignedIn">False for a visitor, who could sign in to get more.</param>
public sealed class GraphQLCaller(Func<string, bool> may, bool isSignedIn)
{
    /// <summary>Somebody who may see what is published and nothing else: the site's own pages ask as this one.</summary>
    public static GraphQLCaller Visitor { get; } = new(permission => permission == Permission.ViewContent, isSignedIn: false);

    /// <summary>False for a visitor.</summary>
    public bool IsSignedIn { get; } = isSignedIn;

    /// <summary>True when the caller has this permission.</summary>
    public bool May(string permission) => may(permission);
}
