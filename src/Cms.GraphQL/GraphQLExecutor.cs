using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.GraphQL.Documents;
using Cms.GraphQL.Keeping;
using Cms.GraphQL.Planning;
using Cms.GraphQL.Resolving;
using Cms.GraphQL.Schemas;
using Cms.Search;
using Cms.Settings;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;

namespace Cms.GraphQL;

/// <summary>Answers GraphQL requests to the current tenant.</summary>
public sealed class GraphQLExecutor(
    CurrentTenant current,
    PerTenant<TenantSchema> schemas,
    PerTenant<ContentDefinitions> definitions,
    PerTenant<TaxonomyTerms> terms,
    PerTenant<KeptSite> sites,
    PerTenant<RolePermissions> roles,
    PerTenant<GraphQLRules> audiences,
    Preview preview,
    ContentStore store,
    ContentSearch search,
    UserStore users,
    GraphQLLimits limits,
    ILogger<GraphQLExecutor> logger)
{
    // Definitions do not change faster than a request is answered, unless something is wrong with them.
    private const int MaxTries = 3;

    private static readonly BoundedExecuter Executer = new();

    /// <summary>
    /// The answer. Wrong documents, missing permissions and exceeded limits are errors in it; only cancellation throws.
    /// The caller's permission to ask at all (<see cref="Users.Permission.ExecuteGraphQL"/>) is the endpoint's concern.
    /// </summary>
    public Task<GraphQLAnswer> RunAsync(GraphQLRequest request, Caller caller, CancellationToken cancel) => RunAsync(request.Query, _ => request, caller, cancel);

    /// <summary>
    /// The <c>data</c> of a page's query, asked as a visitor. Variables that the document does not declare are left out. Throws
    /// <see cref="GraphQLQueryException"/> when there is any error, as the query is the theme's own.
    /// </summary>
    public Task<JsonObject> QueryAsync(string document, JsonObject variables, CancellationToken cancel) =>
        QueryAsync(document, variables, pathBase: null, cancel);

    /// <summary>As <see cref="QueryAsync(string, JsonObject, CancellationToken)"/>, for a host whose addresses begin with more than the tenant's prefix.</summary>
    public async Task<JsonObject> QueryAsync(string document, JsonObject variables, string? pathBase, CancellationToken cancel)
    {
        var answer = await RunAsync(document, Ask, (await roles.GetAsync(current.Tenant, cancel)).Visitor, cancel);
        if (answer.Errors.Count > 0)
            throw new GraphQLQueryException(document, answer.Errors);

        var data = (await answer.ToJsonAsync(cancel))["data"]!.AsObject();
        if (preview is { ShowsFields: true, Version: { } version })
            answer.AddPlaces(data, new FieldPlaces(version.Item, await definitions.GetAsync(current.Tenant, cancel)));
        return data;

        GraphQLRequest Ask(GraphQLDocument parsed)
        {
            var declared = parsed.Definitions.OfType<GraphQLOperationDefinition>()
                .SelectMany(operation => operation.Variables ?? Enumerable.Empty<GraphQLVariableDefinition>())
                .Select(variable => variable.Variable.Name.StringValue)
                .Distinct();
            var passed = new JsonObject(declared.Where(variables.ContainsKey).Select(name => KeyValuePair.Create(name, variables[name]?.DeepClone())));
            return new GraphQLRequest(document) { Variables = JsonSerializer.SerializeToElement(passed), PathBase = pathBase };
        }
    }

    /// <summary>The answer to a request whose document was valid before and asks for plain content only; null when <see cref="RunAsync(GraphQLRequest, Caller, CancellationToken)"/> is to give it.</summary>
    internal async Task<GraphQLAnswer?> FindPlannedAsync(GraphQLRequest request, Caller caller, CancellationToken cancel)
    {
        var schema = await schemas.GetAsync(current.Tenant, cancel);
        return schema.Documents.Find(request.Query) is { } kept ? await FindPlannedAsync(schema, kept, request, caller, cancel) : null;
    }

    // Items are read with the definitions of the moment. When these changed since the schema was found, the answer may be of both, so it is given again.
    private async Task<GraphQLAnswer> RunAsync(string query, Func<GraphQLDocument, GraphQLRequest> ask, Caller caller, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var schema = await schemas.GetAsync(current.Tenant, cancel);
            if (schema.Documents.Find(query) is { } kept && await FindPlannedAsync(schema, kept, ask(kept.Document), caller, cancel) is { } planned)
                return planned;

            if (Find(schema, query, out var document) is { } unreadable)
                return new GraphQLAnswer(unreadable);

            if (AskForSchema.IsIn(document) && (await audiences.GetAsync(current.Tenant, cancel)).Refuse(caller.IsSignedIn) is { } refused)
                return new GraphQLAnswer(GraphQLErrors.Of(caller.IsSignedIn ? GraphQLErrorCode.Forbidden : GraphQLErrorCode.Unauthenticated, refused.Message));

            var answer = await RunAsync(schema, document, ask(document), caller, cancel);
            if (await IsOfNowAsync(schema, cancel) || tries == MaxTries)
                return answer;
        }
    }

    private async ValueTask<bool> IsOfNowAsync(TenantSchema schema, CancellationToken cancel) => ReferenceEquals(await definitions.GetAsync(current.Tenant, cancel), schema.Definitions);

    private async Task<GraphQLAnswer?> FindPlannedAsync(TenantSchema schema, KeptDocument kept, GraphQLRequest request, Caller caller, CancellationToken cancel)
    {
        // What a plan makes of a version is kept for the next answer.
        if (preview.Version is not null)
            return null;

        if (kept.Plan is not { IsWorthTrying: true } plan || (request.OperationName is { } name && name != plan.Operation.Name?.StringValue))
            return null;

        var variables = VariablesOf(request);
        if (plan.HasVariableSizes && TooComplex(schema, kept.Document, request.OperationName, variables) is not null)
            return null;

        // GraphQL.NET stops by itself what runs too long.
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(limits.Timeout);
        try
        {
            var answer = await new PlannedAnswer(
                schema, kept.Document, plan, await terms.GetAsync(current.Tenant, cancel), tags => StateOf(schema, request, variables, caller, tags)).FindAsync(variables, inTime.Token);
            return answer is not null && await IsOfNowAsync(schema, cancel) ? answer : null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new GraphQLAnswer(new TimeoutError());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // GraphQL.NET meets it again, and tells what can be told of it.
            plan.Fail();
            logger.LogWarning(failure, "An answer could not be made by its plan.");
            return null;
        }
    }

    private ExecutionError? Find(TenantSchema schema, string query, out GraphQLDocument document)
    {
        document = schema.Documents.Find(query)?.Document!;
        if (document is not null)
            return null;

        try
        {
            document = schema.FormerTypes.Resolve(new DocumentReader(limits).Read(query));
            return document.Definitions.OfType<GraphQLOperationDefinition>().Any(operation => operation.Operation != OperationType.Query)
                ? GraphQLErrors.Of(GraphQLErrorCode.OperationNotSupported, "This site answers queries only; it has no mutations and no subscriptions.")
                : null;
        }
        catch (ExecutionError error)
        {
            document = null!;
            return error;
        }
    }

    private async Task<GraphQLAnswer> RunAsync(
        TenantSchema schema, GraphQLDocument document, GraphQLRequest request, Caller caller, CancellationToken cancel)
    {
        var isKept = schema.Documents.Find(request.Query) is not null;
        var variables = VariablesOf(request);
        if (TooComplex(schema, document, request.OperationName, variables) is { } tooComplex)
            return new GraphQLAnswer(tooComplex);

        var tags = new AnswerTags();
        var options = new ExecutionOptions
        {
            Schema = schema.Schema,
            Query = request.Query,
            Document = document,
            OperationName = request.OperationName,
            Variables = variables,
            CancellationToken = cancel,
            Timeout = limits.Timeout,
            TimeoutAction = TimeoutAction.ReturnTimeoutError,
            UnhandledExceptionDelegate = LogAsync,
            UserContext = StateOf(schema, request, variables, caller, tags),
        };

        // Arguments and variables are still checked without rules; the rules look at the document only.
        if (isKept)
            options.ValidationRules = [];

        var fields = ((RequestState)options.UserContext).Fields;
        VisibleFields.BeginFor(fields);
        var result = await Executer.ExecuteAsync(options);
        if (result.Executed && !isKept)
            schema.Documents.Keep(request.Query, new KeptDocument(document, limits.MaxKeptPieceBytes > 0 ? PlanReader.Read(schema.Schema, document) : null));
        if (!result.Executed && result.Errors is { } errors)
            result.Errors = DocumentErrors.Told(errors, mayBeHelped: fields.SeesAll && (await audiences.GetAsync(current.Tenant, cancel)).Refuse(caller.IsSignedIn) is null);
        return new GraphQLAnswer(result) { Tags = tags };
    }

    private static Inputs VariablesOf(GraphQLRequest request) =>
        request.Variables is { ValueKind: JsonValueKind.Object } given ? GraphQLAnswer.Serializer.ReadNode<Inputs>(given) ?? Inputs.Empty : Inputs.Empty;

    private RequestState StateOf(TenantSchema schema, GraphQLRequest request, Inputs variables, Caller caller, AnswerTags tags) => new(new ContentReads(store, search, terms, current.Tenant, tags, preview, schema.Definitions))
    {
        Caller = caller,
        Fields = FieldAccess.Of(schema.Definitions, caller),
        Definitions = schema.Definitions,
        Users = users,
        Tenant = current.Tenant,
        Sites = sites,
        Limits = limits,
        Variables = variables,
        PathBase = request.PathBase ?? (current.Tenant.Prefix is { Length: > 0 } prefix ? $"/{prefix}" : ""),
    };

    // Counted for each request: how long lists are may stand in variables.
    private ExecutionError? TooComplex(TenantSchema schema, GraphQLDocument document, string? operationName, Inputs variables)
    {
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>().Where(one => operationName is null || one.Name?.StringValue == operationName))
        {
            if (new DocumentComplexity(schema.Schema, document, operation, variables, limits).Count() is var count && count > limits.MaxComplexity)
            {
                return GraphQLErrors.Limit(
                    $"The answer may have {(count == int.MaxValue ? "billions of" : count.ToString(CultureInfo.InvariantCulture))} values; {limits.MaxComplexity} are allowed. Ask for fewer items with first, or for fewer lists in lists.");
            }
        }

        return null;
    }

    private Task LogAsync(UnhandledExceptionContext failure)
    {
        logger.LogError(failure.OriginalException, "A GraphQL request failed at {Field}.", failure.FieldContext?.FieldDefinition.Name);
        return Task.CompletedTask;
    }
}

/// <summary>A query of a theme is wrong or asks for what visitors may not see.</summary>
public sealed class GraphQLQueryException(string query, IReadOnlyList<GraphQLFailure> errors)
    : Exception($"The query cannot be answered: {string.Join(' ', errors.Select(error => error.Message))} The query: {query}")
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<GraphQLFailure> Errors { get; } = errors;
}
