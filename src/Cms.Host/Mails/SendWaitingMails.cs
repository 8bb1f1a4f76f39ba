using Cms.Events;
using Cms.Tenants;
using Cms.Users.Mails;

namespace Cms.Host.Mails;

/// <summary>Sends the mails that wait in tenants, as long as the server runs: at once where one was queued in a tenant that is in use, else when something is due there.</summary>
internal sealed class SendWaitingMails(MailsToSend mails, SendMails send, TenantChanges changes, TenantRegistry registry, ILogger<SendWaitingMails> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Happened += AskAfterChange;
        try
        {
            await foreach (var tenant in mails.ReadAllAsync(stoppingToken))
                await SendAsync(tenant, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; what was not sent goes out after the next start.
        }
        finally
        {
            changes.Happened -= AskAfterChange;
        }
    }

    private void AskAfterChange(Tenant tenant, TenantEvent happened)
    {
        if (happened is MailQueued)
            mails.Ask(tenant);
    }

    private async Task SendAsync(Tenant tenant, CancellationToken cancel)
    {
        // Removed or switched off meanwhile: its database is nobody's business any more.
        if (registry.Find(tenant.Name) is not { State: TenantState.Running } known || known.Id != tenant.Id)
            return;

        try
        {
            await send.RunAsync(tenant, cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database may answer again when something is due there next.
            log.LogError(exception, "The mails of tenant {Tenant} could not be sent", tenant.Name);
        }
    }
}
