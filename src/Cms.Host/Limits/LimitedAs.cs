namespace Cms.Host.Limits;

/// <summary>What requests to an endpoint of accounts are an attempt at.</summary>
internal enum Attempt
{
    /// <summary>To find out a password, or a second factor.</summary>
    SignIn,

    /// <summary>To get into an account by a message that is sent to its user.</summary>
    Reset,

    /// <summary>Nothing that anybody could guess.</summary>
    Nothing,
}

/// <summary>Marks endpoints of accounts. One that takes forms and has no mark counts as an attempt to sign in, so that a forgotten mark opens nothing.</summary>
/// <param name="Attempt">What requests to it are an attempt at.</param>
/// <param name="UserField">The field of the form that says which user it is about, or null for none.</param>
internal sealed record LimitedAs(Attempt Attempt, string? UserField = null);

/// <summary>Puts the mark on endpoints.</summary>
internal static class LimitedEndpoints
{
    /// <summary>Requests to the endpoint are an attempt at this.</summary>
    public static TBuilder LimitAs<TBuilder>(this TBuilder endpoint, Attempt attempt, string? userField = null) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new LimitedAs(attempt, userField)));
        return endpoint;
    }
}
