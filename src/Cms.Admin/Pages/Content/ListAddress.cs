using System.Globalization;
using Cms.Content;
using Cms.Editing.Lists;
using Microsoft.AspNetCore.WebUtilities;

namespace Cms.Admin.Pages.Content;

/// <summary>What the list of content shows, as its address says it: the same address shows the same, for whoever opens it again. What cannot be read counts as not said.</summary>
public sealed record ListAddress
{
    /// <summary>Where the list is.</summary>
    public const string Page = "admin/content";

    /// <summary>How many items a page has.</summary>
    public const int PageSize = 50;

    private const string Day = "yyyy-MM-dd";

    /// <summary>The columns that the list is ordered by, by their names in the address.</summary>
    public static readonly IReadOnlyList<(string Name, ContentColumn Column)> Orders =
        [("changed", ContentColumn.ModifiedUtc), ("title", ContentColumn.DisplayText), ("published", ContentColumn.PublishedUtc), ("created", ContentColumn.CreatedUtc)];

    /// <summary>What is looked for.</summary>
    public string Text { get; init; } = "";

    /// <summary>It is looked for in texts, not in titles.</summary>
    public bool InTexts { get; init; }

    /// <summary>The name of a type.</summary>
    public string? Type { get; init; }

    /// <summary>How the items stand.</summary>
    public WantedState? State { get; init; }

    /// <summary>A keyword.</summary>
    public TermUse? Term { get; init; }

    /// <summary>The name of who saved them last.</summary>
    public string? By { get; init; }

    /// <summary>Only one's own.</summary>
    public bool Mine { get; init; }

    /// <summary>Only those that are due for review.</summary>
    public bool Review { get; init; }

    /// <summary>Changed on this day or later.</summary>
    public DateOnly? ChangedFrom { get; init; }

    /// <summary>Changed on this day or before.</summary>
    public DateOnly? ChangedTo { get; init; }

    /// <summary>Published on this day or later.</summary>
    public DateOnly? PublishedFrom { get; init; }

    /// <summary>Published on this day or before.</summary>
    public DateOnly? PublishedTo { get; init; }

    /// <summary>What the list is ordered by.</summary>
    public ContentColumn OrderBy { get; init; } = ContentColumn.ModifiedUtc;

    /// <summary>The order is turned round.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>The page, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>How many filters are set beside what is looked for.</summary>
    public int Filters => new object?[] { Type, State, Term, By, Mine ? true : null, Review ? true : null, ChangedFrom, ChangedTo, PublishedFrom, PublishedTo }.Count(filter => filter is not null);

    /// <summary>Reads an address.</summary>
    public static ListAddress Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var order = Orders.FirstOrDefault(one => one.Name == Find("sort"), Orders[0]).Column;
        return new ListAddress
        {
            Text = Find("q") ?? "",
            InTexts = Find("in") == "texts",
            Type = Find("type"),
            State = Enum.TryParse<WantedState>(Find("state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            Term = Find("keyword")?.Split(':') is [{ Length: > 0 } taxonomy, { Length: > 0 } term] ? new TermUse(taxonomy, term) : null,
            By = Find("by"),
            Mine = Find("mine") is not null,
            Review = Find("review") is not null,
            ChangedFrom = FindDay("from"),
            ChangedTo = FindDay("to"),
            PublishedFrom = FindDay("publishedFrom"),
            PublishedTo = FindDay("publishedTo"),
            OrderBy = order,
            Descending = Find("dir") is { } direction ? direction != "asc" : IsDescendingFirst(order),
            Number = int.TryParse(Find("page"), CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000_000 ? number : 1,
        };

        string? Find(string name) => query.TryGetValue(name, out var values) && values[0] is { } value && value.Trim() is { Length: > 0 } text ? text : null;

        DateOnly? FindDay(string name) => DateOnly.TryParseExact(Find(name), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
    }

    /// <summary>Moments are shown latest first until somebody turns them round, titles from the beginning.</summary>
    public static bool IsDescendingFirst(ContentColumn order) => order != ContentColumn.DisplayText;

    /// <summary>The address, relative to the tenant's; what is as usual is left out.</summary>
    public string Write()
    {
        var query = new (string Name, string? Value)[]
        {
            ("q", Text), ("in", InTexts ? "texts" : null), ("type", Type), ("state", State?.ToString().ToLowerInvariant()), ("keyword", Term is null ? null : $"{Term.TaxonomyContentItemId}:{Term.TermContentItemId}"),
            ("by", By), ("mine", Mine ? "yes" : null), ("review", Review ? "due" : null), ("from", Write(ChangedFrom)), ("to", Write(ChangedTo)), ("publishedFrom", Write(PublishedFrom)), ("publishedTo", Write(PublishedTo)),
            ("sort", OrderBy == ContentColumn.ModifiedUtc ? null : Orders.First(one => one.Column == OrderBy).Name), ("dir", Descending == IsDescendingFirst(OrderBy) ? null : Descending ? "desc" : "asc"),
            ("page", Number == 1 ? null : Number.ToString(CultureInfo.InvariantCulture)),
        };
        return QueryHelpers.AddQueryString(Page, query.Where(one => one.Value is { Length: > 0 }).Select(one => KeyValuePair.Create(one.Name, one.Value)));

        static string? Write(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture);
    }

    /// <summary>The same as a question, with days of this time zone.</summary>
    public ItemsWanted ToWanted(TimeZoneInfo zone, DateOnly today) => new()
    {
        Text = Text,
        InTexts = InTexts,
        ContentType = Type,
        State = State,
        Term = Term,
        Author = By,
        Mine = Mine ? true : null,
        ReviewDue = Review ? today : null,
        ChangedFromUtc = Beginning(ChangedFrom, zone),
        ChangedBeforeUtc = Beginning(ChangedTo?.AddDays(1), zone),
        PublishedFromUtc = Beginning(PublishedFrom, zone),
        PublishedBeforeUtc = Beginning(PublishedTo?.AddDays(1), zone),
        OrderBy = OrderBy == ContentColumn.ModifiedUtc && Descending ? null : OrderBy,
        Descending = Descending,
        First = PageSize,
        Skip = (Number - 1) * PageSize,
    };

    // A day begins an hour later where its clocks are set forward at midnight.
    private static DateTime? Beginning(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } one)
            return null;

        var midnight = one.ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
