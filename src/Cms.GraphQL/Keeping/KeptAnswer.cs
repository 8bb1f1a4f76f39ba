using System.Collections.Concurrent;
using System.IO.Hashing;

namespace Cms.GraphQL.Keeping;

/// <summary>An answer without errors that may be given again.</summary>
internal sealed class KeptAnswer(ReadOnlyMemory<byte> json, string etag, string[] tags, long since)
{
    private ConcurrentDictionary<string, byte[]>? _encoded;

    /// <summary>The answer with these bytes.</summary>
    public static KeptAnswer Of(byte[] json, string[] tags, long since) =>
        new(json, $"\"{Convert.ToHexStringLower(XxHash128.Hash(json))}\"", tags, since);

    /// <summary>The answer in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>Its entity tag, with quotes (RFC 9110, section 8.8.3).</summary>
    public string ETag { get; } = etag;

    /// <summary>See <see cref="AnswerTags.ToHeader"/>.</summary>
    public string SurrogateKey { get; } = AnswerTags.ToHeader(tags);

    /// <summary>See <see cref="AnswerTags"/>.</summary>
    public string[] Tags { get; } = tags;

    /// <summary>The number of the tenant's last change when the first of it was read.</summary>
    public long Since { get; } = since;

    /// <summary>The number of the last change after which it was known to be right; several threads write it, each a true one.</summary>
    public long KnownGoodAt { get; set; } = since;

    /// <summary>The answer in this encoding; compressed once, by whoever asks for it first.</summary>
    /// <param name="encoding">As <c>Content-Encoding</c> names it.</param>
    /// <param name="compress">Gives a stream that compresses into another one.</param>
    public ReadOnlyMemory<byte> In(string encoding, Func<Stream, Stream> compress) => LazyInitializer.EnsureInitialized(ref _encoded, () => new(StringComparer.Ordinal)).GetOrAdd(encoding, _ =>
    {
        using var written = new MemoryStream();
        using (var compressing = compress(written))
            compressing.Write(Json.Span);
        return written.ToArray();
    });

    /// <summary>The bytes that it takes in memory, roughly.</summary>
    /// <remarks>Compressed ones, which come later, are counted as a third of it.</remarks>
    public long Size => (Json.Length * 4L / 3) + SurrogateKey.Length + Tags.Sum(tag => 2L * tag.Length) + 500;
}
