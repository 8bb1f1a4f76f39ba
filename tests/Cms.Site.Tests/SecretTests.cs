using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cms.Host;
using Cms.Host.Configuration;
using Cms.Users;
using Cms.Users.Mails;
using Cms.Users.TwoFactor;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

/// <summary>A site whose further configuration changes from start to start.</summary>
public sealed class SiteWithCertificates : RunningSite
{
    /// <summary>That of the next start.</summary>
    public string[] NextArguments { get; set; } = [];

    protected override string SetupRecipe => "blank";

    protected override string[] MoreArguments => NextArguments;
}

/// <summary>Where secrets come from, and how those are kept that the program makes itself.</summary>
public sealed class SecretTests(SiteWithCertificates site) : IClassFixture<SiteWithCertificates>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-secrets-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_are_sealed_for_the_certificate_and_for_the_next_one_and_go_on_opening_what_they_sealed()
    {
        var (first, second) = (WriteCertificate("first.pfx"), WriteCertificate("second.pem"));
        var letter = Ring().Protect("letter");
        var readable = ReadKeys();

        await RestartAsync("--Cms:Keys:Certificate", first, "--Cms:Keys:CertificatePassword", "of the files");
        var (afterFirst, sealedByFirst) = (Ring().Unprotect(letter), ReadKeys());
        await RestartAsync("--Cms:Keys:Certificate", second, "--Cms:Keys:FormerCertificates", first, "--Cms:Keys:CertificatePassword", "of the files");
        var afterSecond = Ring().Unprotect(letter);
        var byFirst = await CommandAsync("--Cms:Keys:Certificate", first, "--Cms:Keys:CertificatePassword", "of the files");
        var without = await CommandAsync();
        await RestartAsync("--Cms:Keys:Certificate", second, "--Cms:Keys:CertificatePassword", "of the files");

        Assert.Equal(("letter", "letter", "letter"), (afterFirst, afterSecond, Ring().Unprotect(letter)));
        Assert.Contains("<value>", readable, StringComparison.Ordinal);
        Assert.DoesNotContain("<value>", sealedByFirst, StringComparison.Ordinal);
        Assert.Contains("rsa-oaep", sealedByFirst, StringComparison.Ordinal);
        Assert.All([byFirst.Refused(), without.Refused()], said => Assert.Contains("was sealed with a certificate that neither Cms:Keys:Certificate nor Cms:Keys:FormerCertificates names", said, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.Combine(site.DataDirectory, "Keys"), "*.tmp"));
    }

    [Fact]
    public async Task A_key_that_is_made_with_a_certificate_is_never_readable()
    {
        var folder = Path.Combine(_folder, "new");
        string[] arguments = ["--environment", "Development", "--Cms:DataDirectory", folder, "--Cms:Keys:Certificate", WriteCertificate("own.pem"), "--Cms:Keys:CertificatePassword", "of the files"];
        await using var program = CmsHost.CreateBuilder(arguments, isCommand: true).Build();

        var letter = program.Services.GetDataProtector("test").Protect("letter");

        var key = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder, "Keys"))), Cancel);
        Assert.DoesNotContain("<value>", key, StringComparison.Ordinal);
        await using var next = CmsHost.CreateBuilder(arguments, isCommand: true).Build();
        Assert.Equal("letter", next.Services.GetDataProtector("test").Unprotect(letter));
    }

    [Fact]
    public async Task The_key_of_an_authenticator_app_is_sealed_in_the_database_for_its_tenant()
    {
        await site.CreateTenantAsync("Sealed", "sealed");
        await site.AddUserAsync("anna", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("anna");

        await browser.SendAsync("/account/two-factor", "/account/two-factor/begin");
        var page = await browser.GetAsync("/account/two-factor/app");

        var anna = (await site.RunAsync<UserStore, User?>(store => store.FindByNameAsync("ANNA", Cancel)))!;
        var here = await site.RunAsync<AuthenticatorKeys, string?>(keys => Task.FromResult(keys.Find(anna)));
        var elsewhere = await site.RunAsync<AuthenticatorKeys, string?>(keys => Task.FromResult(keys.Find(anna)), "Sealed");
        Assert.Contains(AuthenticatorCode.InGroups(here!), page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(here!, anna.AuthenticatorKey, StringComparison.Ordinal);
        Assert.Null(elsewhere);
    }

    [Fact]
    public async Task A_password_of_the_mail_server_that_changed_is_read_anew()
    {
        await using var smtp = new SmtpSink();
        Write("password", "before\n");
        await using var program = CmsHost.CreateBuilder(
            ["--environment", "Development", "--Cms:DataDirectory", Path.Combine(_folder, "data"), "--Cms:Mail:Host", "127.0.0.1", "--Cms:Mail:Port", $"{smtp.Port}", "--Cms:Mail:Security", "None",
             "--Cms:Mail:UserName", "guides", "--Cms:Mail:PasswordFile", Path.Combine(_folder, "password"), "--Cms:Mail:From", "guides@example.org"],
            isCommand: true).Build();
        var server = program.Services.GetRequiredService<MailServer>();

        await server.SendAsync(new MailText("anna@example.org", "First", "Text"), Cancel);
        Write("password", "after\n");
        await server.SendAsync(new MailText("anna@example.org", "Second", "Text"), Cancel);
        File.Delete(Path.Combine(_folder, "password"));
        await Assert.ThrowsAsync<MailException>(() => server.SendAsync(new MailText("anna@example.org", "Third", "Text"), Cancel));

        Assert.Equal(["/guides/before", "/guides/after"], smtp.Mails.Select(mail => mail.User));
    }

    [Fact]
    public void A_folder_of_secrets_counts_more_than_the_environment_and_less_than_the_command_line()
    {
        Write("Cms__Mail__Password", "of the folder\n");
        Write("Cms__Mail__UserName", "robot");
        Write("Cms__Mail__Host", "mail.example.org");
        Write("Cms__Mail__From", "guides@example.org");
        Write("unrelated", "x");

        var settings = Configure("--Cms:SecretsFolder", _folder, "--Cms:Mail:UserName", "somebody");

        Assert.Equal(("of the folder", "somebody", "mail.example.org"), (settings.Mail.Password, settings.Mail.UserName, settings.Mail.Host));
    }

    [Fact]
    public void A_misspelt_secret_is_named()
    {
        Write("Cms__Mail__Passwort", "hidden");

        var refusal = Assert.Throws<ConfigurationException>(() => Configure("--Cms:SecretsFolder", _folder));

        Assert.StartsWith("Cms:Mail:Passwort is not a setting of Cms; Cms:Mail has Host, ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cms:SecretsFolder \"secrets\" must be the whole path of a folder that exists, such as /run/secrets.", "--Cms:SecretsFolder", "secrets")]
    [InlineData("Cms:Keys:Certificate \"keys.pfx\" must be the whole path of a file, such as /run/secrets/keys.pfx.", "--Cms:Keys:Certificate", "keys.pfx")]
    [InlineData("Cms:Keys:Certificate /nowhere/keys.pem cannot be used: it must be a PFX file, or a PEM file with a certificate and its private key, and Cms:Keys:CertificatePassword its password.", "--Cms:Keys:Certificate", "/nowhere/keys.pem")]
    [InlineData("Cms:Keys:Certificate is empty; it must be the file of a certificate, or nothing of Cms:Keys may be set.", "--Cms:Keys:FormerCertificates", "/old.pfx")]
    [InlineData("Cms:Database:PasswordFile is not used with Sqlite; it is the password of PostgreSQL's user.", "--Cms:Database:PasswordFile", "/password")]
    [InlineData("Cms:Database:PasswordFile cannot be read: ", "--Cms:Database:Provider", "PostgreSql", "--Cms:Database:ConnectionString", "Host=localhost", "--Cms:Database:PasswordFile", "/nowhere/password")]
    [InlineData("Cms:Database:PasswordFile \"password\" must be the whole path of a file, such as /run/secrets/password.", "--Cms:Database:Provider", "PostgreSql", "--Cms:Database:ConnectionString", "Host=localhost", "--Cms:Database:PasswordFile", "password")]
    [InlineData("Cms:Mail:Password and Cms:Mail:PasswordFile are two passwords; set one of them.", "--Cms:Mail:Host", "h", "--Cms:Mail:From", "a@example.org", "--Cms:Mail:UserName", "u", "--Cms:Mail:Password", "hidden", "--Cms:Mail:PasswordFile", "/p")]
    [InlineData("Cms:Logging:OtlpAddress must be an http or https address without user and query, such as https://logs.example.org:4318.", "--Cms:Logging:OtlpAddress", "logs.example.org:4318")]
    [InlineData("Cms:Logging:OtlpAddress must be an http or https address without user and query, such as https://logs.example.org:4318.", "--Cms:Logging:OtlpAddress", "https://robot:hidden@logs.example.org")]
    [InlineData("Cms:Logging:OtlpAddress is empty; it must be the address of the system that takes logs, or nothing of Cms:Logging may be set.", "--Cms:Logging:OtlpHeaders", "a=hidden")]
    [InlineData("Cms:Logging:OtlpProtocol \"Json\" is not known; it must be HttpProtobuf or Grpc.", "--Cms:Logging:OtlpAddress", "https://logs.example.org", "--Cms:Logging:OtlpProtocol", "Json")]
    [InlineData("Cms:Logging:OtlpHeaders must be names and values parted by commas, each name once, such as Authorization=Bearer ...", "--Cms:Logging:OtlpAddress", "https://logs.example.org", "--Cms:Logging:OtlpHeaders", "Bearer hidden")]
    [InlineData("Cms:Logging:OtlpHeaders must be names and values parted by commas, each name once, such as Authorization=Bearer ...", "--Cms:Logging:OtlpAddress", "https://logs.example.org", "--Cms:Logging:OtlpHeaders", "a=hidden,A=hidden")]
    [InlineData("Cms:Logging:OtlpHeaders would go readable over the network; Cms:Logging:OtlpAddress must begin with https.", "--Cms:Logging:OtlpAddress", "http://logs.example.org", "--Cms:Logging:OtlpHeaders", "a=hidden")]
    public void What_cannot_be_used_is_named_in_one_sentence_without_the_secret(string message, params string[] arguments)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Configure(arguments));

        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_a_private_key_is_refused()
    {
        var file = WriteCertificate("public.pem", withKey: false);

        var refusal = Assert.Throws<ConfigurationException>(() => Configure("--Cms:Keys:Certificate", file));

        Assert.StartsWith($"Cms:Keys:Certificate {file} cannot be used: it must be a PFX file, or a PEM file with a certificate and its private key", refusal.Message, StringComparison.Ordinal);
    }

    private Task RestartAsync(params string[] arguments)
    {
        site.NextArguments = arguments;
        return site.RestartAsync();
    }

    private Task<CommandResult> CommandAsync(params string[] arguments) =>
        CommandResult.RunInsideAsync(["tenants", "list", "--environment", "Development", "--Cms:DataDirectory", site.DataDirectory, .. arguments]);

    private CmsSettings Configure(params string[] arguments)
    {
        var builder = CmsHost.CreateBuilder(["--environment", "Development", "--Cms:DataDirectory", Path.Combine(_folder, "data"), .. arguments], isCommand: true);
        return (CmsSettings)builder.Services.Single(service => service.ServiceType == typeof(CmsSettings)).ImplementationInstance!;
    }

    private IDataProtector Ring() => site.Services.GetDataProtector("test");

    private string ReadKeys() => string.Concat(Directory.GetFiles(Path.Combine(site.DataDirectory, "Keys"), "key-*.xml").Select(File.ReadAllText));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string WriteCertificate(string name, bool withKey = true)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(_folder, name);
        if (name.EndsWith(".pfx", StringComparison.Ordinal))
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "of the files"));
        else
            File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + (withKey ? key.ExportEncryptedPkcs8PrivateKeyPem("of the files", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)) : ""));
        return file;
    }
}
