using System.Text.RegularExpressions;
using GraphQL;

namespace Cms.GraphQL.Documents;

/// <summary>What is told about a document that is not valid.</summary>
internal static partial class DocumentErrors
{
    // A short document can have thousands of mistakes, and the answer would be many times as long.
    private const int Most = 20;

    /// <summary>
    /// The first of the errors. To whoever may not see all of the schema they do not say which names would be right: among those would be names that introspection does not tell.
    /// </summary>
    public static ExecutionErrors Told(ExecutionErrors errors, bool mayBeHelped)
    {
        if (errors.Count <= Most && mayBeHelped)
            return errors;

        var told = new ExecutionErrors();
        foreach (var error in errors.Take(Most))
            told.Add(mayBeHelped ? error : WithoutNames(error));
        if (errors.Count > Most)
            told.Add(GraphQLErrors.Limit($"{errors.Count - Most} more errors are left out."));
        return told;
    }

    private static ExecutionError WithoutNames(ExecutionError error)
    {
        if (!Names().IsMatch(error.Message))
            return error;

        var plain = GraphQLErrors.Of(error.Code ?? GraphQLErrorCode.BadRequest, Names().Replace(error.Message, ""));
        foreach (var place in error.Locations ?? [])
            plain.AddLocation(place);
        return plain;
    }

    [GeneratedRegex(@"\s*Did you mean[^?]*\?")]
    private static partial Regex Names();
}
