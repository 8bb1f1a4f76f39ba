namespace Cms.OpenId.Keys;

/// <summary>How new keys for tokens are made.</summary>
public sealed class TokenKeyOptions
{
    /// <summary>The bits of the key that signs: 3,072 are worth 128 bits of security (NIST SP 800-57 part 1, table 2). Keys that a tenant has stay as they are until they roll over.</summary>
    public int SigningBits { get; set; } = 3072;
}
