using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cms.Host.Configuration;

/// <summary>The certificate that seals the keys in the data directory: <c>Cms:Keys</c>. Without one they lie there as they are.</summary>
public sealed class KeySettings
{
    private const string Present = $"{CmsSettings.Section}:{nameof(CmsSettings.Keys)}:{nameof(Certificate)}";

    /// <summary>A PFX file, or a PEM file with certificate and private key (RSA); empty for none.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>The password of these files; empty for none. Never logged.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>Such files of certificates that were named here before, parted by commas: what they sealed is opened and sealed anew.</summary>
    public string FormerCertificates { get; set; } = "";

    /// <summary>The certificates, the present one first; none when none is named. Throws <see cref="ConfigurationException"/> for one that cannot be used.</summary>
    internal IReadOnlyList<X509Certificate2> Load()
    {
        if (Certificate.Length == 0)
        {
            return CertificatePassword.Length + FormerCertificates.Length > 0
                ? throw new ConfigurationException($"{Present} is empty; it must be the file of a certificate, or nothing of Cms:Keys may be set.")
                : [];
        }

        var former = FormerCertificates.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [Load(Present, Certificate), .. former.Select(file => Load($"{CmsSettings.Section}:{nameof(CmsSettings.Keys)}:{nameof(FormerCertificates)}", file))];
    }

    private X509Certificate2 Load(string setting, string file)
    {
        if (!Path.IsPathFullyQualified(file))
            throw new ConfigurationException($"{setting} \"{file}\" must be the whole path of a file, such as /run/secrets/keys.pfx.");

        X509Certificate2 certificate;
        try
        {
            certificate = file.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".p12", StringComparison.OrdinalIgnoreCase)
                ? X509CertificateLoader.LoadPkcs12FromFile(file, CertificatePassword)
                : CertificatePassword.Length > 0 ? X509Certificate2.CreateFromEncryptedPemFile(file, CertificatePassword) : X509Certificate2.CreateFromPemFile(file);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"{setting} {file} cannot be used: it must be a PFX file, or a PEM file with a certificate and its private key, and Cms:Keys:CertificatePassword its password. {exception.Message}", exception);
        }

        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new ConfigurationException($"{setting} {file} has no private RSA key, which is what opens the keys again.");
    }
}
