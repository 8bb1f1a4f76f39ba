using System.Globalization;
using Cms.Admin.Comparing;
using Cms.Content;
using Cms.Editing.Versions;
using Microsoft.AspNetCore.Components;
using static Cms.Admin.Browser.Texts;

namespace Cms.Admin.Pages.Content;

/// <summary>The versions of an item.</summary>
public sealed partial class History : ContentPage
{
    private const int Size = 30;

    private VersionPage? _versions;
    private DescribedComparison? _compared;
    private string? _before, _after;

    /// <summary>The item.</summary>
    [Parameter]
    public string ContentItemId { get; set; } = "";

    /// <summary>The earlier version of those that are compared; null for the one before the later one.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    /// <summary>The later version; null for the latest.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    private int Number => Math.Clamp(PageNumber ?? 1, 1, 1_000_000);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _versions = await GetAsync<ListVersions, VersionPage>(verb => verb.RunAsync(ContentItemId, (Number - 1) * Size, Size, CancellationToken.None));
        if (_versions is not { } page)
            return;

        _after = After ?? page.Latest.ContentItemVersionId;
        _before = Before ?? page.Versions.SkipWhile(version => version.ContentItemVersionId != _after).Skip(1).FirstOrDefault()?.ContentItemVersionId;
        _compared = _before is { } before && _after is { } after
            ? await GetAsync<DescribeComparison, DescribedComparison>(verb => verb.RunAsync(ContentItemId, before, after, CancellationToken.None))
            : null;
    }

    private async Task RestoreAsync(ContentItem version)
    {
        var restored = await GetAsync<RestoreVersion, ContentItem>(verb =>
            verb.RunAsync(ContentItemId, version.ContentItemVersionId, Me, CancellationToken.None, basedOn: _versions!.Latest.ContentItemVersionId, isUnfinished: true));
        if (restored is null)
            return;

        Said.Add(T(restored.Published ? "History.RestoredPublished" : "History.Restored", WhenOf(version)), MudBlazor.Severity.Success);
        await ShowAsync(_versions!.Latest.ContentItemVersionId, restored.ContentItemVersionId);
    }

    private async Task RestoreAsync(ComparedRow row)
    {
        var from = _compared!.Before.ContentItemVersionId;
        var restored = await GetAsync<RestoreField, ContentItem>(verb => verb.RunAsync(ContentItemId, from, row.Place!, _versions!.Latest.ContentItemVersionId, Me, CancellationToken.None));
        if (restored is null)
            return;

        Said.Add(T("Compare.Restored", row.Label), MudBlazor.Severity.Success);
        await ShowAsync(from, restored.ContentItemVersionId);
    }

    // The address may be the same, and then nothing would be read anew by itself.
    private async Task ShowAsync(string before, string after)
    {
        var address = AddressOf(1, before, after);
        if (Navigation.ToAbsoluteUri(address).ToString() == Navigation.Uri)
            await LoadAsync();
        else
            Navigation.NavigateTo(address);
    }

    private string AddressOf(int number, string? before, string? after) => Navigation.GetUriWithQueryParameters(
        HistoryOf(ContentItemId), new Dictionary<string, object?> { ["before"] = before, ["after"] = after, ["page"] = number > 1 ? number : null });

    private string WhenOf(ContentItem version) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(version.ModifiedUtc, DateTimeKind.Utc), Desk.Site.TimeZone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);
}
