using GraphQL;
using GraphQL.Execution;
using GraphQLParser;

namespace Cms.GraphQL;

/// <summary>Codes in <c>extensions.code</c> of errors, besides those that GraphQL.NET gives to documents that are not valid.</summary>
public static class GraphQLErrorCode
{
    /// <summary>The caller lacks a permission; says nothing about whether content exists.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The caller is not signed in and would have to be.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The request asks for more than <see cref="GraphQLLimits"/> allow.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>An argument has a value that makes no sense.</summary>
    public const string BadArgument = "BAD_ARGUMENT";

    /// <summary>What was read changed meanwhile; the same request may be sent again.</summary>
    public const string Conflict = "CONFLICT";

    /// <summary>The HTTP request holds no GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The tenant has no document of the name that was asked for.</summary>
    public const string DocumentNotFound = "DOCUMENT_NOT_FOUND";

    /// <summary>The document asks for a mutation or subscription, and there are none.</summary>
    public const string OperationNotSupported = "OPERATION_NOT_SUPPORTED";

    /// <summary>The request ran longer than <see cref="GraphQLLimits.Timeout"/>.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A bug or broken machine; details are in the log only.</summary>
    public const string Internal = "INTERNAL_ERROR";
}

/// <summary>Makes the errors that callers are meant to see.</summary>
internal static class GraphQLErrors
{
    public static ExecutionError Of(string code, string message) => new(message) { Code = code };

    public static ExecutionError Limit(string message) => Of(GraphQLErrorCode.LimitExceeded, message);

    public static ExecutionError AnswerTooBig(GraphQLLimits limits) => Limit($"The answer would have more than {limits.MaxAnswerBytes} bytes.");
}

/// <summary>Writes an error as message, locations, path and one code; never anything of the exception behind it.</summary>
internal sealed class PlainErrors : IErrorInfoProvider
{
    public const string Generic = "Something went wrong on the server; its log says what.";

    public ErrorInfo GetInfo(ExecutionError executionError) => new()
    {
        Message = executionError is UnhandledError ? Generic : executionError.Message,
        Extensions = new Dictionary<string, object?>
        {
            ["code"] = executionError is UnhandledError ? GraphQLErrorCode.Internal : executionError.Code ?? GraphQLErrorCode.BadRequest,
        },
    };
}
