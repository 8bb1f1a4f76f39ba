using System.Globalization;
using Cms.Admin.Components;
using Cms.Editing;
using Cms.Editing.Files;
using Cms.Media;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace Cms.Admin.Pages.Media;

/// <summary>One media file: what it is, what shows it, and what can be done with it.</summary>
public partial class MediaFilePage
{
    private AskFirst? _ask;
    private MediaDetails? _details;
    private string? _to, _instead, _shown;
    private int _used, _looks;
    private bool _isBusy;

    /// <summary>The file's path below the media folder.</summary>
    [Parameter]
    public string? Target { get; set; }

    /// <summary>The page of what refers to it, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Number { get; set; }

    private string File => Target ?? "";

    private bool IsUsed => _used > 0;

    private int Page => int.TryParse(Number, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : 1;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == File)
            return;

        (_shown, _details, _instead) = (File, null, null);
        await LookAsync();
    }

    private async Task LookAsync()
    {
        _details = await GetAsync<ReadMedia, MediaDetails>(verb => verb.RunAsync(File, CancellationToken.None));
        if (_details is null)
            return;

        var uses = await DoAsync<ListUses, Outcome<FoundUses>>(verb => verb.RunAsync(File, 0, 0, CancellationToken.None));
        _used = uses is { Problem: null } ? uses.Value.Count + uses.Value.Hidden : 0;
        _to = File;
        _looks++;
    }

    private async Task ReplaceAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > MediaList.Largest)
        {
            Problem = Cms.Problem.Invalid(Browser.Texts.T("Media.TooLarge", MediaList.Largest / 1024 / 1024));
            return;
        }

        await WorkAsync(async () =>
        {
            byte[] bytes;
            try
            {
                bytes = await MediaList.ReadAsync(chosen.File);
            }
            catch (IOException)
            {
                Problem = Cms.Problem.Invalid(Browser.Texts.T("MediaList.Unread"));
                return;
            }

            if (await TryAsync<ReplaceMedia, MediaFile>(verb => verb.RunAsync(File, bytes, CancellationToken.None), Browser.Texts.T("MediaFile.Replaced")))
                await LookAsync();
        });
    }

    private Task MoveAsync() => WorkAsync(async () =>
    {
        var to = (_to ?? "").Trim();
        if (await GetAsync<MoveMedia, MediaFile>(verb => verb.RunAsync(File, to, Editor.Of(Desk.Caller), CancellationToken.None)) is not { } moved)
            return;

        Said.Add(Browser.Texts.T("MediaFile.Moved", moved.Path), Severity.Success);
        Navigation.NavigateTo(MediaAddress.OfFile(moved.Path));
    });

    private Task RemoveAsync() => WorkAsync(async () =>
    {
        if (await TryAsync<RemoveMedia, string>(verb => verb.RunAsync(File, _instead, takesOut: IsUsed, Editor.Of(Desk.Caller), CancellationToken.None), Browser.Texts.T("MediaFile.Removed", File)))
            Navigation.NavigateTo(MediaAddress.Of(MediaPath.FolderOf(File)));
    });

    private async Task WorkAsync(Func<Task> work)
    {
        if (_isBusy)
            return;

        _isBusy = true;
        await work();
        _isBusy = false;
    }
}
