namespace Cms.Admin.Pages.Keywords;

/// <summary>Addresses of the pages of keywords, relative to the tenant's.</summary>
public static class KeywordAddress
{
    /// <summary>A taxonomy with its terms.</summary>
    /// <param name="taxonomy">Its id.</param>
    /// <param name="text">What is looked for; empty or null for all.</param>
    /// <param name="number">The page, from 1.</param>
    public static string Of(string taxonomy, string? text = null, int number = 1)
    {
        string?[] query = [string.IsNullOrEmpty(text) ? null : $"q={Uri.EscapeDataString(text)}", number == 1 ? null : $"page={number}"];
        return $"admin/keywords/{Uri.EscapeDataString(taxonomy)}" + (string.Join('&', query.OfType<string>()) is { Length: > 0 } asked ? $"?{asked}" : "");
    }

    /// <summary>One term.</summary>
    public static string OfTerm(string taxonomy, string term) => $"admin/keywords/{Uri.EscapeDataString(taxonomy)}/{Uri.EscapeDataString(term)}";

    /// <summary>The items that have a term, in the list of content.</summary>
    public static string Items(string taxonomy, string term) => $"admin/content?keyword={Uri.EscapeDataString($"{taxonomy}:{term}")}";

    /// <summary>What refers to something.</summary>
    public static string Uses(string id) => $"admin/content/{Uri.EscapeDataString(id)}/uses";
}
