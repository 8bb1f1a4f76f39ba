using System.Collections.Concurrent;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Reviewing;
using Cms.Editing.Trash;
using Cms.Retries;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users.Mails;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Jobs;

/// <summary>
/// Does in every running tenant what is due: publishes and takes away what was scheduled, throws away what lay in the trash, stood in the trail and was kept for
/// repeated requests long enough, reminds of reviews that are due, asks for mails to be sent. Tenants in which nothing is due are not opened.
/// </summary>
/// <remarks>Every node may run it: each item is taken in the tenant's transaction, so one of them does it.</remarks>
public sealed class DoWhatIsDue(TenantStore tenants, TenantRegistry registry, TenantScopes scopes, MailsToSend mails, TimeProvider clock, ILogger<DoWhatIsDue> log)
{
    private const int ItemsInOneLook = 100;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _broken = new(StringComparer.Ordinal);

    /// <summary>
    /// One look. What fails is put off, each time for longer, with its error kept; the other items and tenants go on. How many items were
    /// published, taken away or purged.
    /// </summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var done = 0;
        foreach (var id in await tenants.ListDueAsync(now.UtcDateTime, cancel))
        {
            if (registry.Tenants.FirstOrDefault(tenant => tenant.Id == id) is not { State: TenantState.Running } tenant || (_broken.TryGetValue(id, out var until) && now < until))
                continue;

            try
            {
                done += await LookIntoAsync(tenant, cancel);
                _broken.TryRemove(id, out _);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One broken database must not keep the others waiting, nor fill the log at every look.
                _broken[id] = now + FirstWait;
                log.LogError(exception, "What is due in tenant {Tenant} could not be done; it is tried again in a minute", tenant.Name);
            }
        }

        return done;
    }

    private async Task<int> LookIntoAsync(Tenant tenant, CancellationToken cancel)
    {
        var due = await InScopeAsync<ContentStore, IReadOnlyList<ScheduledChange>>(
            tenant, store => store.ListScheduledAsync(new ScheduleQuery { UntilUtc = clock.GetUtcNow().UtcDateTime, First = ItemsInOneLook }, cancel));
        var done = 0;
        foreach (var scheduled in due)
            done += await DoAsync(tenant, scheduled, cancel) ? 1 : 0;

        done += await InScopeAsync<PurgeExpired, int>(tenant, verb => verb.RunAsync(cancel));
        if (await InScopeAsync<TrimAuditTrail, int>(tenant, verb => verb.RunAsync(cancel)) is > 0 and var trimmed)
            log.LogInformation("{Count} entries of the trail in tenant {Tenant} were old enough to be thrown away", trimmed, tenant.Name);
        await InScopeAsync<ForgetAnswers, int>(tenant, verb => verb.RunAsync(cancel));
        await InScopeAsync<RemindOfReviews, int>(tenant, verb => verb.RunAsync(cancel));
        if (await SetNextLookAsync(tenant, cancel) <= clock.GetUtcNow().UtcDateTime)
            mails.Ask(tenant);
        return done;
    }

    private async Task<bool> DoAsync(Tenant tenant, ScheduledChange scheduled, CancellationToken cancel)
    {
        string error;
        try
        {
            await using var scope = scopes.Open(tenant);
            await using var transaction = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel);

            // Another node may have done it, or an editor changed his mind.
            var store = scope.ServiceProvider.GetRequiredService<ContentStore>();
            if (await store.FindScheduledAsync(scheduled.ContentItemId, scheduled.Due.Kind, cancel) is not { } now || now.NextTryUtc > clock.GetUtcNow().UtcDateTime)
                return false;

            var problem = scheduled.Due.Kind == ScheduledKind.Publish
                ? (await scope.ServiceProvider.GetRequiredService<Publish>().RunAsync(scheduled.ContentItemId, cancel)).Problem
                : (await scope.ServiceProvider.GetRequiredService<Unpublish>().RunAsync(scheduled.ContentItemId, cancel)).Problem;
            if (problem is null)
            {
                await transaction.CommitAsync(cancel);
                log.LogInformation("{Kind} of \"{Title}\" ({ContentItemId}) in tenant {Tenant}, as scheduled", scheduled.Due.Kind, scheduled.DisplayText, scheduled.ContentItemId, tenant.Name);
                return true;
            }

            error = problem.Message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "{Kind} of \"{Title}\" ({ContentItemId}) in tenant {Tenant} failed", scheduled.Due.Kind, scheduled.DisplayText, scheduled.ContentItemId, tenant.Name);
            error = $"It failed: {exception.Message}";
        }

        await PutOffAsync(tenant, scheduled, error, cancel);
        return false;
    }

    private async Task PutOffAsync(Tenant tenant, ScheduledChange scheduled, string error, CancellationToken cancel)
    {
        var wait = FirstWait * Math.Pow(4, Math.Min(scheduled.Failures, 10));
        var until = clock.GetUtcNow().UtcDateTime + (wait < LongestWait ? wait : LongestWait);
        log.LogWarning("{Kind} of \"{Title}\" ({ContentItemId}) in tenant {Tenant} is put off until {Until:u}: {Error}", scheduled.Due.Kind, scheduled.DisplayText, scheduled.ContentItemId, tenant.Name, until, error);
        await InScopeAsync<ContentStore, Done>(tenant, async store =>
        {
            await store.PutOffAsync(scheduled, until, error, cancel);
            return new Done();
        });
    }

    // In a transaction, so that no moment that somebody else sets meanwhile is overwritten by this picture.
    // Gives back when the next mail is to be tried.
    private async Task<DateTime?> SetNextLookAsync(Tenant tenant, CancellationToken cancel)
    {
        await using var scope = scopes.Open(tenant);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel);
        var store = scope.ServiceProvider.GetRequiredService<ContentStore>();
        var trail = scope.ServiceProvider.GetRequiredService<TrimAuditTrail>();
        var scheduled = await store.ListScheduledAsync(new ScheduleQuery { First = 1 }, cancel);
        var site = await SiteSettings.LoadAsync(scope.ServiceProvider.GetRequiredService<SettingsStore>(), cancel);
        var mail = await scope.ServiceProvider.GetRequiredService<AccountMailStore>().FindNextTryAsync(cancel);
        var oldestAnswer = await scope.ServiceProvider.GetRequiredService<AnswerStore>().FindOldestAsync(cancel);
        DateTime?[] moments =
        [
            .. scheduled.Select(one => (DateTime?)one.NextTryUtc),
            mail,
            (await store.FindOldestRemovalAsync(cancel))?.AddDays(site.DaysInTrash),
            await trail.FindNextAsync(cancel),
            await scope.ServiceProvider.GetRequiredService<RemindOfReviews>().FindNextAsync(cancel),
            oldestAnswer is { } oldest ? ForgetAnswers.NextLook(oldest) : null,
        ];
        await store.SetNextLookAsync(moments.Min(), cancel);
        await transaction.CommitAsync(cancel);
        return mail;
    }

    private async Task<T> InScopeAsync<TService, T>(Tenant tenant, Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = scopes.Open(tenant);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
