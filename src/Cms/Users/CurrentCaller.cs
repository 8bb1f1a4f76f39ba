using Cms.Tenants;

namespace Cms.Users;

/// <summary>Who the scope works for. A request says so before anything is asked; a scope that the program opened works for the program.</summary>
public sealed class CurrentCaller(CurrentTenant tenant)
{
    private Caller? _caller;

    /// <summary>The network address that the request came from, for the trail; null for the program, and where the tenant keeps no addresses.</summary>
    public string? Address { get; set; }

    /// <summary>The caller. Throws when a request has not said who it comes from: nobody is let in by a slip.</summary>
    public Caller Caller
    {
        get => _caller ?? (tenant.IsOpenedByProgram ? Caller.Program : throw new InvalidOperationException("Nobody said whose request this is; set the caller before asking."));
        set => _caller = value;
    }
}
