using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Rest.Http;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Tenants;

/// <summary>
/// What a request says of a tenant: texts under Orchard Core's names, in any letter case. A name that means nothing here is refused, as whoever sent it counts
/// on it.
/// </summary>
internal sealed class TenantBody
{
    public const string Name = "name", Host = "requestUrlHost", Prefix = "requestUrlPrefix", RecipeName = "recipeName", Description = "description", Category = "category";
    public const string SiteName = "siteName", UserName = "userName", Email = "email", Password = "password", TimeZone = "siteTimeZone", Recipe = "recipe", Provider = "databaseProvider";

    // A tenant has a database of its own beside the program's others, so there is nothing to say about it.
    private static readonly string[] Placed = ["connectionString", "tablePrefix", "schema"];

    // Orchard Core's own clients send it with everything, and it says nothing.
    private const string IsNew = "isNewTenant";
    private const string Profiles = "featureProfiles";

    private readonly Dictionary<string, string> _texts = new(StringComparer.OrdinalIgnoreCase);

    private TenantBody(JsonObject body, IReadOnlyCollection<string> known)
    {
        var complaints = new List<Complaint>();
        foreach (var (name, value) in body)
        {
            if (Complaint(name, value, known) is { } complaint)
                complaints.Add(new Complaint(ErrorName(name), complaint));
            else if (value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text && !_texts.TryAdd(name, text))
                complaints.Add(new Complaint(ErrorName(name), "is given twice, in other letter case; send it once"));
        }

        Complaints = complaints;
    }

    /// <summary>What is wrong with it as it was sent; each completes a sentence that begins with the member.</summary>
    public IReadOnlyList<Complaint> Complaints { get; }

    /// <summary>Reads it. Throws <see cref="BadRestRequestException"/> when it is no JSON object.</summary>
    /// <param name="call">The request.</param>
    /// <param name="known">The members that mean something to this request, beside those about databases.</param>
    public static async Task<TenantBody> ReadAsync(RestCall call, params IReadOnlyCollection<string> known)
    {
        _ = call.Query();
        return new TenantBody(await call.ReadObjectAsync(RequestBody.Json), known);
    }

    /// <summary>The text under this name, or null when it is missing or empty.</summary>
    public string? this[string name] => _texts.GetValueOrDefault(name);

    /// <summary>The member as errors name it: as Orchard Core does, beginning with a capital.</summary>
    public static string ErrorName(string member) => member.Length == 0 ? member : char.ToUpperInvariant(member[0]) + member[1..];

    /// <summary>Problem details about members, whole sentences each.</summary>
    public static Answer Refuse(params IReadOnlyList<Complaint> complaints) => Answer.Refused(
        StatusCodes.Status400BadRequest, string.Join(' ', complaints.Select(complaint => char.IsLower(complaint.Message[0]) ? complaint.ToString() : complaint.Message)), complaints);

    private static string? Complaint(string name, JsonNode? value, IReadOnlyCollection<string> known)
    {
        if (name.Equals(IsNew, StringComparison.OrdinalIgnoreCase))
            return null;

        var isEmpty = value is null or JsonArray { Count: 0 } || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0);
        if (Placed.Contains(name, StringComparer.OrdinalIgnoreCase))
            return isEmpty ? null : "must be left out: every tenant has a database or schema of its own, in the database of the program's settings";

        if (name.Equals(Profiles, StringComparison.OrdinalIgnoreCase))
            return isEmpty ? null : "must be left out: every tenant may switch on every feature";

        if (!known.Append(Provider).Contains(name, StringComparer.OrdinalIgnoreCase))
            return $"is not known here; known are {string.Join(", ", known)}";

        return isEmpty || value!.GetValueKind() == JsonValueKind.String ? null : "must be a text";
    }
}
