namespace Cms.Rest.Http;

/// <summary>Why an HTTP request holds nothing that could be done.</summary>
internal sealed class BadRestRequestException(int status, string detail, string? path = null) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>The place in the request that is wrong, or null for all of it.</summary>
    public string? Path { get; } = path;
}
