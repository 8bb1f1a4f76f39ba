namespace Cms.Host.Configuration;

/// <summary>What is asked of new passwords beside the rules that always hold.</summary>
public sealed class PasswordSettings
{
    /// <summary>
    /// The address of a range service of breached passwords, which the first five digits of a password's SHA-1 are put behind: <c>https://api.pwnedpasswords.com/range/</c>.
    /// Empty for none: then nobody outside is asked.
    /// </summary>
    public string BreachService { get; set; } = "";

    /// <summary>What is wrong with the settings, as a sentence; null when nothing is.</summary>
    internal string? Complaint() =>
        BreachService.Length == 0
        || (HttpsAddress.Is(BreachService) && BreachService.EndsWith('/'))
            ? null
            : $"Cms:Passwords:BreachService must be an https address that ends with / such as https://api.pwnedpasswords.com/range/ (http only on this machine), not \"{BreachService}\".";
}
