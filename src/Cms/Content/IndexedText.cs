using System.Security.Cryptography;
using System.Text;

namespace Cms.Content;

/// <summary>The words by which a version is found, folded, with a space between any two.</summary>
/// <param name="Hash">Another one for other words; it is kept with the version, the words are kept for searching only.</param>
/// <param name="Title">The words of its title, which weigh more.</param>
/// <param name="Body">The words of its texts.</param>
public sealed record IndexedText(string Hash, string Title, string Body)
{
    /// <summary>The text of these words.</summary>
    public static IndexedText Of(string title, string body) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{body}")).AsSpan(0, 8)), title, body);
}
