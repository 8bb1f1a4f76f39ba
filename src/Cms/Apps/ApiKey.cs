namespace Cms.Apps;

/// <summary>A key with which a program asks the tenant without asking for tokens first. The key itself is not stored, only its hash.</summary>
public sealed class ApiKey
{
    /// <summary>What every key begins with, so that people and scanners for secrets know one.</summary>
    public const string Mark = "cms_";

    /// <summary>The header of a request that holds one.</summary>
    public const string Header = "X-Api-Key";

    private const int ShownCharacters = 8;

    /// <summary>Names the key for good; what items that are made with it have as their owner.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; unique in the tenant, letter case aside.</summary>
    public required string Name { get; init; }

    /// <summary>The beginning of the key, by which people tell keys apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key. Enough for a text of 256 random bits, which nobody can guess.</summary>
    public required string Hash { get; init; }

    /// <summary>The roles that whoever sends the key has.</summary>
    public List<string> RoleNames { get; init; } = [];

    /// <summary>The scopes of the key; where it has roles too, they say how much of them.</summary>
    public List<string> ScopeNames { get; init; } = [];

    /// <summary>The addresses and networks from which the key may be sent; empty for all.</summary>
    public List<string> Addresses { get; init; } = [];

    /// <summary>When the key was made.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>Until when the key is good; null for always.</summary>
    public DateTime? ExpiresUtc { get; init; }

    /// <summary>When the key was sent last, give or take a minute; null for never.</summary>
    public DateTime? LastUsedUtc { get; init; }

    /// <summary>How many requests a minute may be sent with the key; null for as many as anybody may.</summary>
    public int? RequestsAMinute { get; init; }

    /// <summary>A new key with 256 random bits, and what is stored of it.</summary>
    public static (string Key, string Prefix, string Hash) New()
    {
        var key = Mark + SecretText.New();
        return (key, key[..(Mark.Length + ShownCharacters)], SecretText.HashOf(key));
    }
}
