using System.Globalization;
using Cms.Content;
using Cms.Tenants;

namespace Cms.Setup;

/// <summary>What is said of a tenant beside what it holds; what is null is not said.</summary>
/// <param name="Name">Its name.</param>
public sealed record TenantDetails(string Name)
{
    private const int LongestName = 60, LongestText = 1_000;

    /// <summary>Host names that lead to it; empty for every host.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>First segments of the path that lead to it; empty for the root.</summary>
    public string? Prefix { get; init; }

    /// <summary>The recipe it was or is to be set up with.</summary>
    public string? RecipeName { get; init; }

    /// <summary>See <see cref="Tenant.Description"/>.</summary>
    public string? Description { get; init; }

    /// <summary>See <see cref="Tenant.Category"/>.</summary>
    public string? Category { get; init; }

    /// <summary>What is wrong with them, each a whole sentence with the member that it is about.</summary>
    public IEnumerable<Complaint> Complaints()
    {
        if (Name.Length is 0 or > LongestName || !char.IsAsciiLetter(Name[0]) || !Name.All(IsInName))
            yield return new Complaint(nameof(Name), $"A tenant's name begins with a letter and has at most {LongestName} letters, digits, _ and -; \"{Name}\" does not.");

        foreach (var host in Hosts ?? [])
        {
            var plain = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (Uri.CheckHostName(plain) == UriHostNameType.Unknown || FindRequestForm(host) is null)
                yield return new Complaint(nameof(Hosts), $"\"{host}\" is no host name; it is written without scheme and port, such as guides.example.org or *.example.org.");
        }

        if (Prefix?.Trim('/') is { Length: > 0 } prefix)
        {
            if (!prefix.All(character => IsInName(character) || character == '/') || prefix.Split('/').Any(segment => segment.Length == 0))
                yield return new Complaint(nameof(Prefix), $"A prefix has letters, digits, _ and - in segments parted by /; \"{Prefix}\" does not.");
            else if (RoutePath.IsReserved(prefix))
                yield return new Complaint(nameof(Prefix), $"A prefix must not begin with {prefix.Split('/')[0]}, which every site answers itself.");
        }

        if (Description?.Length > LongestText)
            yield return new Complaint(nameof(Description), $"A description has at most {LongestText} characters; this one has {Description.Length}.");

        if (Category?.Length > LongestText)
            yield return new Complaint(nameof(Category), $"A category has at most {LongestText} characters; this one has {Category.Length}.");
    }

    /// <summary>The tenant with what these details say; they must have no <see cref="Complaints"/>.</summary>
    public Tenant Of(Tenant tenant) => tenant with
    {
        Hosts = Hosts is null ? tenant.Hosts : [.. Hosts.Select(host => FindRequestForm(host)!).Distinct().Order(StringComparer.Ordinal)],
        Prefix = Prefix?.Trim('/') ?? tenant.Prefix,
        RecipeName = RecipeName ?? tenant.RecipeName,
        Description = Description ?? tenant.Description,
        Category = Category ?? tenant.Category,
    };

    /// <summary>Whose name or address it is that the tenant cannot have; of an address with the member.</summary>
    internal static async Task<Problem> TakenAsync(Tenant tenant, TenantStore store, CancellationToken cancel)
    {
        var others = (await store.ListAsync(cancel)).Where(other => other.Id != tenant.Id).ToList();
        if (others.Find(other => other.Name.Equals(tenant.Name, StringComparison.OrdinalIgnoreCase)) is { } named)
            return Problem.Conflict($"There is a tenant {named.Name} already ({named.State}).");

        var neighbour = others.Find(other => other.Prefix.Equals(tenant.Prefix, StringComparison.OrdinalIgnoreCase)
            && (other.Hosts.Count == 0 ? tenant.Hosts.Count == 0 : other.Hosts.Intersect(tenant.Hosts).Any()));
        var message = $"Tenant {neighbour?.Name ?? "(gone meanwhile)"} answers at this address already; give {tenant.Name} another host or prefix.";
        return new Problem(ProblemKind.Conflict, message, [new Complaint(nameof(Prefix), message)]);
    }

    private static bool IsInName(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    // Browsers ask with the ASCII form of a host with other letters (RFC 5891); null for what has none.
    private static string? FindRequestForm(string host)
    {
        try
        {
            return new IdnMapping().GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
