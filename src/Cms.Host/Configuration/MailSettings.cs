using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Cms.Host.Configuration;

/// <summary>The server that takes mails to people; without one nothing is mailed, and administrators hand links over.</summary>
public sealed class MailSettings
{
    private const int LargestPort = 65_535;

    /// <summary>Name or address of the SMTP server; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public string Port { get; set; } = "587";

    /// <summary><c>StartTls</c>, <c>Tls</c> (from the first byte on) or <c>None</c>, in any case of letters.</summary>
    public string Security { get; set; } = "StartTls";

    /// <summary>The user to sign in to the server as; empty for none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The password of that user. Never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address that mails come from, with a name or without: <c>Guides &lt;guides@example.org&gt;</c>.</summary>
    public string From { get; set; } = "";

    internal bool IsSet => Host.Length > 0;

    internal int PortNumber => int.Parse(Port, CultureInfo.InvariantCulture);

    internal bool Is(string security) => Security.Equals(security, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with the settings, as a sentence; null when nothing is.</summary>
    internal string? Complaint()
    {
        if (!IsSet)
            return UserName.Length + Password.Length + From.Length > 0 ? "Cms:Mail:Host is empty; it must be the name of the SMTP server, or nothing of Cms:Mail may be set." : null;

        if (!int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > LargestPort)
            return $"Cms:Mail:Port \"{Port}\" is no port; it must be a number from 1 to {LargestPort}, such as 587.";

        if (!Is("StartTls") && !Is("Tls") && !Is("None"))
            return $"Cms:Mail:Security \"{Security}\" is not known; it must be StartTls, Tls or None.";

        if (!MailAddress.TryCreate(From, out _))
            return $"Cms:Mail:From must be the address that mails come from, such as Guides <guides@example.org>, not \"{From}\".";

        if ((UserName.Length > 0) != (Password.Length > 0))
            return "Cms:Mail:UserName and Cms:Mail:Password belong together; set both or neither.";

        return Is("None") && Password.Length > 0 && !ThisMachine.Is(Host)
            ? "Cms:Mail:Security None would send the password readable over the network; set StartTls or Tls."
            : null;
    }
}
