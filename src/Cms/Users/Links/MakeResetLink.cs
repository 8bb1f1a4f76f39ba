using Cms.Content;

namespace Cms.Users.Links;

/// <summary>A link to a new password, which an administrator hands over.</summary>
/// <param name="User">Whose password.</param>
/// <param name="Link">The whole address, which is not kept.</param>
public sealed record HandedLink(User User, string Link);

/// <summary>Makes a link by which somebody who forgot the password chooses a new one, for an administrator to hand over. The present password stays until then.</summary>
public sealed class MakeResetLink(AccountLinks links, ChangeUser change, TenantWork work)
{
    /// <summary>The link. <see cref="ProblemKind.Conflict"/> for a disabled user, <see cref="ProblemKind.Forbidden"/> for one who may do more than the caller.</summary>
    /// <param name="nameOrEmail">Who.</param>
    /// <param name="siteAddress">Public address of the site's home page, without a slash at its end.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<HandedLink>> RunAsync(string nameOrEmail, string siteAddress, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await change.FindAsync(nameOrEmail, "set passwords of users", cancel);
        if (found.Problem is { } problem)
            return problem;

        var user = found.Value;
        if (!user.IsEnabled)
            return Problem.Conflict($"{user.UserName} is disabled; enable the user first.");

        var link = await links.MakeAsync(user, AccountLinkPurpose.ResetPassword, siteAddress, mailedTo: null, cancel);
        await transaction.CommitAsync(cancel);
        return new HandedLink(user, link);
    }
}
