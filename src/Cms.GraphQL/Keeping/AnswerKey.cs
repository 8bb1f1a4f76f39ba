namespace Cms.GraphQL.Keeping;

/// <summary>Requests with equal keys have the same answer as long as nothing changes.</summary>
/// <param name="PathBase">What stands before the site's paths in links, as the client wrote it.</param>
/// <param name="Reach">What the caller may do, and who it is unless it is a visitor: see <see cref="Users.Caller.Reach"/>.</param>
/// <param name="Form">How <paramref name="Request"/> is to be read: as JSON, as a document or as a query string.</param>
/// <param name="Request">The request as it was sent, byte for byte.</param>
internal readonly record struct AnswerKey(string PathBase, string Reach, RequestForm Form, ReadOnlyMemory<byte> Request)
{
    /// <inheritdoc/>
    public bool Equals(AnswerKey other) =>
        Form == other.Form && PathBase == other.PathBase && Reach == other.Reach && Request.Span.SequenceEqual(other.Request.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Request.Span);
        hash.Add(Reach.Length);
        hash.Add(Form);
        return hash.ToHashCode();
    }
}

/// <summary>The forms in which a request is sent.</summary>
internal enum RequestForm
{
    /// <summary>A body of <c>application/json</c>.</summary>
    Json,

    /// <summary>A body of <c>application/graphql</c>.</summary>
    Document,

    /// <summary>Parameters in the address.</summary>
    Address,
}
