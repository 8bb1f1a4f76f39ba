using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Cms.Host.Accounts;

/// <summary>
/// Seals keys for the operator's certificate by XML Encryption: AES-256 for the key, RSA-OAEP for what opens it. ASP.NET Core opens that, and its own encryptor
/// differs only in PKCS #1 v1.5, a padding that nothing new should use.
/// </summary>
internal sealed class CertificateSeal(X509Certificate2 certificate) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var document = new XmlDocument { XmlResolver = null };
        using (var reader = plaintextElement.CreateReader())
            document.Load(reader);

        using var content = Aes.Create();
        content.KeySize = 256;
        using var rsa = certificate.GetRSAPublicKey()!;
        var key = new EncryptedKey
        {
            EncryptionMethod = new EncryptionMethod(EncryptedXml.XmlEncRSAOAEPUrl),
            CipherData = new CipherData(EncryptedXml.EncryptKey(content.Key, rsa, useOAEP: true)),
        };
        key.KeyInfo.AddClause(new KeyInfoX509Data(certificate));
        var data = new EncryptedData
        {
            Type = EncryptedXml.XmlEncElementUrl,
            EncryptionMethod = new EncryptionMethod(EncryptedXml.XmlEncAES256Url),
            CipherData = new CipherData(new EncryptedXml().EncryptData(document.DocumentElement!, content, content: false)),
        };
        data.KeyInfo.AddClause(new KeyInfoEncryptedKey(key));
        return new EncryptedXmlInfo(XElement.Parse(data.GetXml().OuterXml), typeof(EncryptedXmlDecryptor));
    }
}
