using System.Net.Sockets;
using Cms.Host.Configuration;
using Cms.Users.Mails;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Cms.Host.Mails;

/// <summary>Takes mails to the SMTP server that the operator names.</summary>
internal sealed class SmtpServer(CmsSettings settings) : MailServer
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public override bool IsSet => settings.Mail.IsSet;

    public override async Task SendAsync(MailText mail, CancellationToken cancel)
    {
        var server = settings.Mail;
        using var message = new MimeMessage { Subject = mail.Subject, Body = new TextPart("plain") { Text = mail.Text } };
        try
        {
            message.From.Add(MailboxAddress.Parse(server.From));
            message.To.Add(MailboxAddress.Parse(mail.To));
            using var client = new SmtpClient { Timeout = (int)LongestWait.TotalMilliseconds };
            await client.ConnectAsync(server.Host, server.PortNumber, SecurityOf(server), cancel);
            if (server.UserName.Length > 0)
                await client.AuthenticateAsync(server.UserName, server.ReadPassword(), cancel);
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception exception) when (IsOfTheServer(exception))
        {
            // The kind of failure beside the server's own words, as some say nothing; neither holds the password or the mail.
            throw new MailException($"{server.Host}:{server.Port} did not take it ({exception.GetType().Name}): {exception.Message}", exception);
        }
    }

    private static SecureSocketOptions SecurityOf(MailSettings server) =>
        server.Is("Tls") ? SecureSocketOptions.SslOnConnect : server.Is("StartTls") ? SecureSocketOptions.StartTls : SecureSocketOptions.None;

    private static bool IsOfTheServer(Exception exception) => exception
        is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        or SocketException or IOException or TimeoutException or NotSupportedException or MimeKit.ParseException;
}
