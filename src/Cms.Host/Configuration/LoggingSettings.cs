namespace Cms.Host.Configuration;

/// <summary>Where the log goes beside console and files: <c>Cms:Logging</c>.</summary>
public sealed class LoggingSettings
{
    private const string Address = $"{CmsSettings.Section}:{nameof(CmsSettings.Logging)}:{nameof(OtlpAddress)}";

    /// <summary>Address of a system that takes logs by the OpenTelemetry protocol; empty for none.</summary>
    public string OtlpAddress { get; set; } = "";

    /// <summary><c>HttpProtobuf</c> or <c>Grpc</c>, in any case of letters.</summary>
    public string OtlpProtocol { get; set; } = "HttpProtobuf";

    /// <summary>What that system wants to see in headers, such as <c>Authorization=Bearer ...</c>, several parted by commas. Never logged.</summary>
    public string OtlpHeaders { get; set; } = "";

    internal bool IsSet => OtlpAddress.Length > 0;

    internal bool IsGrpc => OtlpProtocol.Equals("Grpc", StringComparison.OrdinalIgnoreCase);

    /// <summary>The headers by their names. Those of settings with a complaint are not to be asked for.</summary>
    internal IReadOnlyDictionary<string, string> Headers => Parts.ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>What the log should say of it at the start; null when nothing is wrong.</summary>
    internal string? Warning => IsSet && IsReadable ? $"{Address} {OtlpAddress} sends the log readable over the network, with names and addresses of people; take https." : null;

    private bool IsReadable => new Uri(OtlpAddress) is { Scheme: "http" } address && !ThisMachine.Is(address.DnsSafeHost);

    private IEnumerable<string[]> Parts =>
        OtlpHeaders.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(header => header.Split('=', 2, StringSplitOptions.TrimEntries));

    /// <summary>What is wrong with the settings, as a sentence; null when nothing is.</summary>
    internal string? Complaint()
    {
        if (!IsSet)
            return OtlpHeaders.Length > 0 ? $"{Address} is empty; it must be the address of the system that takes logs, or nothing of Cms:Logging may be set." : null;

        if (!Uri.TryCreate(OtlpAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
            return $"{Address} must be an http or https address without user and query, such as https://logs.example.org:4318.";

        if (!IsGrpc && !OtlpProtocol.Equals("HttpProtobuf", StringComparison.OrdinalIgnoreCase))
            return $"Cms:Logging:OtlpProtocol \"{OtlpProtocol}\" is not known; it must be HttpProtobuf or Grpc.";

        if (!AreHeaders())
            return "Cms:Logging:OtlpHeaders must be names and values parted by commas, each name once, such as Authorization=Bearer ...";

        return OtlpHeaders.Length > 0 && IsReadable ? "Cms:Logging:OtlpHeaders would go readable over the network; Cms:Logging:OtlpAddress must begin with https." : null;
    }

    private bool AreHeaders()
    {
        using var request = new HttpRequestMessage();
        return Parts.All(part => part.Length == 2 && request.Headers.TryAddWithoutValidation(part[0], part[1]) && IsValue(part[1])) && Parts.Select(part => part[0].ToUpperInvariant()).Distinct().Count() == Parts.Count();
    }

    private static bool IsValue(string value) => value.Length > 0 && !value.Any(char.IsControl);
}
