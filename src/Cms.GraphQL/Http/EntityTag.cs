namespace Cms.GraphQL.Http;

/// <summary>How entity tags name the encodings of an answer: a strong one names it byte for byte, so each encoding has its own (RFC 9110, section 8.8.3.3).</summary>
public static class EntityTag
{
    /// <summary>What stands between the tag and its encoding.</summary>
    public const string Mark = "--";

    /// <summary>The tag of the answer in this encoding: <c>"x"</c> becomes <c>"x--br"</c>.</summary>
    /// <param name="tag">A strong tag, with its quotes.</param>
    /// <param name="encoding">As <c>Content-Encoding</c> names it.</param>
    public static string In(string tag, string encoding) => $"{tag[..^1]}{Mark}{encoding}\"";
}
