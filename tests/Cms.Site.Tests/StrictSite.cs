using System.Globalization;

namespace Cms.Site.Tests;

/// <summary>A published site behind a proxy of this machine, with all that an operator may ask for beyond the standard.</summary>
public sealed class StrictSite : RunningSite, IAsyncDisposable
{
    /// <summary>Looks its files through.</summary>
    public FakeClamd Scanner { get; } = new();

    protected override string[] MoreArguments =>
    [
        "--environment", "Production", "--Cms:Proxies", "127.0.0.1, ::1", "--Cms:HstsSubdomains", "true", "--Cms:OwnHostsOnly", "true", "--Cms:Limits:ResetsPerAddress", "1",
        "--Cms:Media:AllowedFileExtensions", ".png, .txt .stl", "--Cms:Media:VirusScanner", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Scanner.Port}"),
    ];

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Scanner.DisposeAsync();
    }
}
