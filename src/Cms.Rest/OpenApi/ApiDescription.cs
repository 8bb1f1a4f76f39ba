using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Editing;
using Cms.Rest.Http;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;

namespace Cms.Rest.OpenApi;

/// <summary>Describes the REST API of a tenant as OpenAPI 3.1, as far as a caller may use it. Pure.</summary>
internal static class ApiDescription
{
    // What can happen to every request.
    private static readonly int[] Always = [401, 429, 503];

    /// <summary>The document.</summary>
    /// <param name="tenant">Whose API it is.</param>
    /// <param name="siteName">What its site is called.</param>
    /// <param name="pathBase">The tenant's prefix with its slash; empty for none.</param>
    /// <param name="isEncrypted">The request came encrypted.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="schemas">What the tenant's items look like.</param>
    /// <param name="fields">Which fields the caller may see.</param>
    public static JsonObject Write(Tenant tenant, string siteName, string pathBase, bool isEncrypted, Caller caller, TypeSchemas schemas, FieldAccess fields)
    {
        var open = RestArea.All.Where(area => area.IsOpenTo(tenant, caller)).ToList();
        var seen = schemas.Types.Where(type => caller.MayWithOwn(ContentAction.View, type)).ToList();
        var operations = Operations.All.Where(operation => open.Contains(operation.Area)
            && (operation.Needs is not { } needed || schemas.Types.Any(type => caller.MayWithOwn(needed, type))));
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = $"{siteName}: REST API", ["version"] = "1", ["description"] = "Content items as they are stored. Every failure is problem details (RFC 9457)." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = pathBase.Length > 0 ? pathBase : "/" }),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["cookie"] = new JsonArray() }, new JsonObject()),
            ["tags"] = new JsonArray([.. open.Select(area => new JsonObject { ["name"] = area.Name, ["description"] = area.Meaning })]),
            ["paths"] = Paths(operations),
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas(seen, schemas, fields, open.Contains(RestArea.Tenants)),
                ["parameters"] = Parameters(seen),
                ["responses"] = new JsonObject { ["Problem"] = Problem() },
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "For apps." },
                    ["cookie"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = CookieNames.PrefixOf(isEncrypted, pathBase) + CookieNames.Of(CookieNames.SignIn, tenant), ["description"] = "For people: the cookie of a sign-in." },
                },
            },
        };
    }

    private static JsonObject Paths(IEnumerable<Operation> operations)
    {
        var paths = new JsonObject();
        foreach (var address in operations.GroupBy(operation => operation.Area.Root + operation.Pattern))
        {
            var path = new JsonObject();
            foreach (var operation in address)
                path[operation.Method.ToLowerInvariant()] = Of(operation);
            paths[address.Key] = path;
        }

        return paths;
    }

    private static JsonObject Of(Operation operation)
    {
        var json = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary, ["tags"] = new JsonArray(operation.Area.Name) };
        var parameters = ParametersOf(operation).ToList();
        if (parameters.Count > 0)
            json["parameters"] = new JsonArray([.. parameters.Select(name => new JsonObject { ["$ref"] = "#/components/parameters/" + name })]);
        if (operation.BodyType is { } type)
            json["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = TypeSchemas.Ref(operation.Body) } } };
        var responses = new JsonObject();
        foreach (var (status, mediaType, schema, meaning) in operation.Answers)
            responses[status.ToString(CultureInfo.InvariantCulture)] = Answer(mediaType, schema, meaning, operation.HasTag);
        foreach (var problem in operation.Problems.Concat(Always).Order())
            responses[problem.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["$ref"] = "#/components/responses/Problem" };
        json["responses"] = responses;
        return json;
    }

    private static IEnumerable<string> ParametersOf(Operation operation)
    {
        foreach (var inPath in operation.Pattern.Split('/').Where(segment => segment.StartsWith('{')))
            yield return inPath.Trim('{', '}');
        foreach (var name in operation.Parameters)
            yield return name;
        if (operation.HasTag)
            yield return operation.Method == "GET" ? "If-None-Match" : "If-Match";
        if (operation.Method is "POST" or "PATCH")
            yield return IdempotencyKey.Name;
    }

    private static JsonObject Answer(string? mediaType, string schema, string meaning, bool hasTag)
    {
        var answer = new JsonObject { ["description"] = meaning };
        if (hasTag)
            answer["headers"] = new JsonObject { ["ETag"] = new JsonObject { ["description"] = "Names the answer in its state.", ["schema"] = new JsonObject { ["type"] = "string" } } };
        if (mediaType is not null)
            answer["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = TypeSchemas.Ref(schema) } };
        return answer;
    }

    private static JsonObject Problem() => new()
    {
        ["description"] = "Why nothing was done.",
        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = TypeSchemas.Ref("Problem") } },
    };

    private static JsonObject Schemas(List<string> seen, TypeSchemas schemas, FieldAccess fields, bool managesTenants)
    {
        var all = FixedSchemas.Read(FixedSchemas.Content);
        foreach (var (name, schema) in FixedSchemas.Read(FixedSchemas.Common).Concat(managesTenants ? FixedSchemas.Read(FixedSchemas.Tenants) : []))
            all[name] = schema?.DeepClone();
        if (managesTenants)
            all["Tenant"]!["properties"]!["state"]!["enum"] = NamesOf<TenantState>();
        all[Operations.AnyItem] = TypeSchemas.OneOf(seen);
        foreach (var (name, schema) in schemas.With(seen, fields))
            all[name] = schema;
        return all;
    }

    private static JsonObject Parameters(List<string> seen)
    {
        var parameters = FixedSchemas.Read(FixedSchemas.Parameters);
        if (seen.Count > 0)
            parameters["type"]!["schema"]!["enum"] = JsonText.Array(seen);
        parameters["category"]!["schema"]!["enum"] = NamesOf<AuditCategory>();
        return parameters;
    }

    private static JsonArray NamesOf<T>() where T : struct, Enum => JsonText.Array(Enum.GetNames<T>());
}
