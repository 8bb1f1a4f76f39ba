using Cms.Settings;
using Cms.Users;

namespace Cms.Apps;

/// <summary>Says how the tenant gives tokens.</summary>
public sealed class SaveTokenSettings(SettingsStore settings, CurrentCaller current)
{
    /// <summary>The settings. <see cref="ProblemKind.Invalid"/> with all that is wrong with them.</summary>
    public async Task<Outcome<TokenSettings>> RunAsync(TokenSettings wanted, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageApplications, "say how tokens are given") is { } refused)
            return refused;

        var complaints = wanted.Complaints().ToList();
        if (complaints.Count > 0)
            return Problem.Invalid(string.Join(' ', complaints));

        await wanted.SaveAsync(settings, cancel);
        return wanted;
    }
}
