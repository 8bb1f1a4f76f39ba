using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Http;

namespace Cms.Admin.Editing;

/// <summary>The one place where what a verb says becomes an answer of the editor's API.</summary>
internal static class Answers
{
    /// <summary>The value, or why there is none.</summary>
    public static IResult Of<T>(Outcome<T> outcome) => outcome.Problem is { } problem ? Refused(problem) : Of(outcome.Value);

    /// <summary>What was asked for.</summary>
    public static IResult Of<T>(T value) => Results.Json(value, WireJson.Default.Options);

    /// <summary>Why something was not done.</summary>
    public static IResult Refused(Problem problem, EditedItem? theirs = null) => Results.Json(
        new Refusal(problem.Kind.ToString(), problem.Message, [.. problem.Complaints.Select(complaint => new Browser.Wire.Complaint(complaint.Path, complaint.Message))]) { Theirs = theirs },
        WireJson.Default.Options,
        statusCode: problem.Kind switch
        {
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
}
