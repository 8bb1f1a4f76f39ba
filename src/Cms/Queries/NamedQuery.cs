using System.Text.RegularExpressions;

namespace Cms.Queries;

/// <summary>A GraphQL document that clients ask for by its name instead of sending it.</summary>
/// <param name="Name">Its name; compared without letter case, as in Orchard Core.</param>
/// <param name="Document">Its text: one query and the fragments that it spreads.</param>
public sealed partial record NamedQuery(string Name, string Document)
{
    /// <summary>What a name may be; completes a sentence that begins with the name.</summary>
    public const string NameForm = "1 to 128 letters from A to Z, digits, - and _";

    /// <summary>True for what may be the name of a document.</summary>
    public static bool IsName(string text) => Form().IsMatch(text);

    // Letters that an address can hold as they are, as GraphQL over HTTP wants them.
    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex Form();
}

/// <summary>
/// Looks at a document before it is kept: null when it can be read and has exactly one operation, a query; else where and what is wrong:
/// <c>line 3, column 5: ...</c>. Given by Cms.GraphQL, as the product knows no GraphQL.
/// </summary>
public delegate string? CheckQueryDocument(string document);
