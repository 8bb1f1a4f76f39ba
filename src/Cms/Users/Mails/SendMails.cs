using Cms.Content;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Users.Mails;

/// <summary>Sends the mails of a tenant that wait. Every node may run it: each mail is put off before it is sent, so one of them sends it.</summary>
public sealed class SendMails(TenantScopes scopes, MailServer server, TimeProvider clock, ILogger<SendMails> log)
{
    /// <summary>After so many failures a mail is given up.</summary>
    public const int MostFailures = 8;

    private const int InOneLook = 50;

    // A process that ends while it sends leaves the mail to another one after this.
    private static readonly TimeSpan SendingTakes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    // Until an operator names a server again.
    private static readonly TimeSpan WithoutServer = TimeSpan.FromHours(1);

    /// <summary>How many were sent. One that fails is put off, each time for longer, and given up at last; the others go on.</summary>
    public async Task<int> RunAsync(Tenant tenant, CancellationToken cancel)
    {
        var sent = 0;
        foreach (var mail in await InScopeAsync(tenant, store => store.ListDueAsync(clock.GetUtcNow().UtcDateTime, InOneLook, cancel)))
            sent += await SendAsync(tenant, mail, cancel) ? 1 : 0;
        return sent;
    }

    private async Task<bool> SendAsync(Tenant tenant, AccountMail mail, CancellationToken cancel)
    {
        var until = clock.GetUtcNow().UtcDateTime + (server.IsSet ? SendingTakes : WithoutServer);

        // As databases keep it: it is compared.
        until = new DateTime(until.Ticks - (until.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        if (await TakeAsync(tenant, mail, until, cancel) is not { } text)
            return false;

        try
        {
            await server.SendAsync(text, cancel);
        }
        catch (MailException failure)
        {
            await PutOffAsync(tenant, mail, until, failure, cancel);
            return false;
        }

        await InScopeAsync(tenant, store => RemoveAsync(store, mail, until, cancel));
        log.LogInformation("A mail ({Kind}) went out of tenant {Tenant}", mail.Kind, tenant.Name);
        return true;
    }

    // In one transaction, so that no other node writes it too.
    private async Task<MailText?> TakeAsync(Tenant tenant, AccountMail mail, DateTime until, CancellationToken cancel)
    {
        await using var scope = scopes.Open(tenant);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel);
        var store = scope.ServiceProvider.GetRequiredService<AccountMailStore>();
        if (!await store.PutOffAsync(mail, until, mail.Failures, cancel))
            return null;

        var text = server.IsSet ? await scope.ServiceProvider.GetServices<MailWriter>().Single(writer => writer.Writes(mail.Kind)).RunAsync(mail, cancel) : null;
        if (text is null && server.IsSet)
            await store.RemoveAsync(mail, until, cancel);
        await transaction.CommitAsync(cancel);
        return text;
    }

    private async Task PutOffAsync(Tenant tenant, AccountMail mail, DateTime taken, MailException failure, CancellationToken cancel)
    {
        var failures = mail.Failures + 1;
        if (failures >= MostFailures)
        {
            log.LogError("A mail ({Kind}) of tenant {Tenant} was given up after {Failures} failures: {Failure}", mail.Kind, tenant.Name, failures, failure.Message);
            await InScopeAsync(tenant, store => RemoveAsync(store, mail, taken, cancel));
            return;
        }

        var wait = FirstWait * Math.Pow(4, mail.Failures);
        var until = clock.GetUtcNow().UtcDateTime + (wait < LongestWait ? wait : LongestWait);
        log.LogWarning("A mail ({Kind}) of tenant {Tenant} could not be sent and is put off until {Until:u}: {Failure}", mail.Kind, tenant.Name, until, failure.Message);
        mail.NextTryUtc = taken;
        await InScopeAsync(tenant, store => store.PutOffAsync(mail, until, failures, cancel));
    }

    private static async Task<Done> RemoveAsync(AccountMailStore store, AccountMail mail, DateTime putOffUntil, CancellationToken cancel)
    {
        await store.RemoveAsync(mail, putOffUntil, cancel);
        return new Done();
    }

    private async Task<T> InScopeAsync<T>(Tenant tenant, Func<AccountMailStore, Task<T>> work)
    {
        await using var scope = scopes.Open(tenant);
        return await work(scope.ServiceProvider.GetRequiredService<AccountMailStore>());
    }
}
