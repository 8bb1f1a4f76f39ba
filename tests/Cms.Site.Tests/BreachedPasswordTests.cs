using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cms.Site.Tests;

/// <summary>A site that asks a service of breached passwords, which knows one and can be out of order.</summary>
public sealed class SiteThatAsksForBreaches : RunningSite, IAsyncLifetime
{
    public const string Known = "four-quiet-green-boats";

    private WebApplication _service = null!;

    /// <summary>What the service was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public bool IsOutOfOrder { get; set; }

    // In production the log is a file that can be read here.
    protected override string[] MoreArguments => ["--environment", "Production", "--Cms:Passwords:BreachService", _service.Urls.First() + "/range/"];

    public new async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _service = builder.Build();
        _service.MapGet("/range/{digits}", (HttpRequest request, string digits) =>
        {
            Asked.Enqueue($"{digits} padded:{request.Headers["Add-Padding"]}");
            var hash = Hash(Known);
            var padding = $"{Hash(AdminPassword)[5..]}:0";
            return IsOutOfOrder ? Results.StatusCode(503) : Results.Text($"{padding}\r\n{(digits == hash[..5] ? $"{hash[5..]}:7" : "0018A45C4D1DEF81644B54AB7F969B88D65:1")}\r\n");
        });
        await _service.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _service.DisposeAsync();
    }

    /// <summary>What was logged.</summary>
    public async Task<string> LogAsync()
    {
        var log = "";
        foreach (var file in Directory.GetFiles(Path.Combine(DataDirectory, "Logs")))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open);
            log += await reader.ReadToEndAsync();
        }

        return log;
    }

    [SuppressMessage("Security", "CA5350", Justification = "Such services are asked by SHA-1.")]
    public static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
}

public sealed class BreachedPasswordTests(SiteThatAsksForBreaches site) : IClassFixture<SiteThatAsksForBreaches>
{
    [Fact]
    public async Task A_password_that_a_breach_made_known_is_refused_and_only_five_digits_are_told()
    {
        var refused = await site.RunCommandAsync("users", "add", "anna", "--password", SiteThatAsksForBreaches.Known);
        var padded = await site.RunCommandAsync("users", "add", "anna", "--password", RunningSite.AdminPassword);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("became known", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, padded.ExitCode);
        Assert.Contains($"{SiteThatAsksForBreaches.Hash(SiteThatAsksForBreaches.Known)[..5]} padded:true", site.Asked);
        Assert.All(site.Asked, asked => Assert.Matches("^[0-9A-F]{5} padded:true$", asked));
    }

    [Fact]
    public async Task While_the_service_does_not_answer_passwords_are_taken_and_a_warning_is_logged()
    {
        site.IsOutOfOrder = true;

        var taken = await site.RunCommandAsync("users", "add", "bert", "--password", SiteThatAsksForBreaches.Known);
        site.IsOutOfOrder = false;

        Assert.Equal(0, taken.ExitCode);
        var log = await site.LogAsync();
        Assert.Contains("did not answer, so a password was taken without it", log, StringComparison.Ordinal);
        Assert.DoesNotContain(SiteThatAsksForBreaches.Known, log, StringComparison.Ordinal);
    }
}
