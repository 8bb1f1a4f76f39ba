namespace Cms.Storage.Users;

/// <summary>A passkey of a user.</summary>
internal sealed class PasskeyRow
{
    public required byte[] CredentialId { get; set; }

    public required string UserId { get; set; }

    public required string? Name { get; set; }

    public required byte[] PublicKey { get; set; }

    public required DateTime CreatedUtc { get; set; }

    public required long SignCount { get; set; }

    /// <summary>Parted by spaces; null when the browser did not say.</summary>
    public required string? Transports { get; set; }

    public required bool IsUserVerified { get; set; }

    public required bool IsBackupEligible { get; set; }

    public required bool IsBackedUp { get; set; }

    public required byte[] AttestationObject { get; set; }

    public required byte[] ClientDataJson { get; set; }
}
