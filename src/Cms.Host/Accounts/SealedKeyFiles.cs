using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Cms.Host.Configuration;
using Cms.Tenants;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Cms.Host.Accounts;

/// <summary>
/// The key files as they were written before: those that lie there readable, or sealed for a former certificate, are sealed for the present one. ASP.NET Core
/// itself leaves what there is, so that a certificate would not protect the keys in use, and former ones could never go.
/// </summary>
internal static class SealedKeyFiles
{
    private static readonly XNamespace Keys = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XNamespace Signatures = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>Seals them; may run twice, and on several nodes at once. Throws <see cref="ConfigurationException"/> for one that no certificate opens.</summary>
    /// <param name="folders">Where they lie.</param>
    /// <param name="certificates">The present one first; none where there is none.</param>
    public static void Renew(DataFolders folders, IReadOnlyList<X509Certificate2> certificates)
    {
        if (!Directory.Exists(folders.Keys))
            return;

        // Else keys that cannot be opened would be passed over: everybody would be signed out, and what they sealed lost.
        using var services = new ServiceCollection().AddDataProtection().UnprotectKeysWithAnyCertificate([.. certificates]).Services.BuildServiceProvider();
        var opener = new EncryptedXmlDecryptor(services);
        foreach (var file in Directory.EnumerateFiles(folders.Keys, "key-*.xml"))
        {
            var key = XDocument.Load(file);
            var before = key.ToString();
            foreach (var closed in key.Descendants(Keys + "encryptedSecret").Where(IsOfCertificate).ToList())
            {
                var element = closed.Elements().Single();
                var secret = Open(opener, element, file);
                if (certificates.Count > 0 && !IsFor(element, certificates[0]))
                    closed.ReplaceWith(Close(secret, certificates[0]));
            }

            if (certificates.Count > 0)
            {
                foreach (var open in key.Descendants().Where(element => (bool?)element.Attribute(Keys + "requiresEncryption") == true).ToList())
                    open.ReplaceWith(Close(open, certificates[0]));
            }

            if (key.ToString() != before)
                Write(file, key);
        }
    }

    private static XElement Open(EncryptedXmlDecryptor opener, XElement element, string file)
    {
        try
        {
            return opener.Decrypt(element);
        }
        catch (CryptographicException exception)
        {
            throw new ConfigurationException(
                $"The key {file} was sealed with a certificate that neither Cms:Keys:Certificate nor Cms:Keys:FormerCertificates names; name it there, or remove the file, which ends what it sealed.", exception);
        }
    }

    private static XElement Close(XElement secret, X509Certificate2 certificate)
    {
        var sealedSecret = new CertificateSeal(certificate).Encrypt(secret);
        return new XElement(Keys + "encryptedSecret", new XAttribute("decryptorType", sealedSecret.DecryptorType.AssemblyQualifiedName!), sealedSecret.EncryptedElement);
    }

    private static bool IsOfCertificate(XElement closed) =>
        ((string?)closed.Attribute("decryptorType"))?.StartsWith(typeof(EncryptedXmlDecryptor).FullName!, StringComparison.Ordinal) == true;

    private static bool IsFor(XElement element, X509Certificate2 certificate) =>
        element.Descendants(Signatures + "X509Certificate").Any(named => Convert.FromBase64String(named.Value).AsSpan().SequenceEqual(certificate.RawData));

    // At once or not at all: another node may read it now.
    private static void Write(string file, XDocument key)
    {
        var next = $"{file}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(next, options))
            key.Save(stream);
        File.Move(next, file, overwrite: true);
    }
}
