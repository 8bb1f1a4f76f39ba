using Cms.Rest.Http;
using Cms.Users;

namespace Cms.Rest.OpenApi;

/// <summary>What the description says of one request beside its address.</summary>
/// <param name="Area">Where it belongs.</param>
/// <param name="Method">Its method.</param>
/// <param name="Pattern">Its address in the area, as <see cref="RestRoute"/> has it.</param>
/// <param name="Id">A name for clients that are generated.</param>
/// <param name="Summary">What it does.</param>
internal sealed record Operation(RestArea Area, string Method, string Pattern, string Id, string Summary)
{
    /// <summary>What one must be allowed to do with some type at least, or null for nothing more than the area asks.</summary>
    public ContentAction? Needs { get; init; }

    /// <summary>Names of parameters of the document's components.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>The media type of the body, or null for none.</summary>
    public string? BodyType { get; init; }

    /// <summary>The schema of the body.</summary>
    public string Body { get; init; } = "";

    /// <summary>What it answers when all is well: status, media type (null for no body) and schema.</summary>
    public IReadOnlyList<(int Status, string? MediaType, string Schema, string Meaning)> Answers { get; init; } = [];

    /// <summary>What else can happen, as problem details.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>It has <c>ETag</c>, and conditions of requests count.</summary>
    public bool HasTag { get; init; }
}
