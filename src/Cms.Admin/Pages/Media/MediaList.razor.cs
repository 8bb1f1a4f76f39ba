using System.Globalization;
using Cms.Editing;
using Cms.Editing.Files;
using Cms.Media;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace Cms.Admin.Pages.Media;

/// <summary>The media files, folder by folder.</summary>
public partial class MediaList
{
    private const int PageSize = 48, MostAtOnce = 100;

    /// <summary>The largest file that is taken, as the editor takes it.</summary>
    internal const long Largest = 20 * 1024 * 1024;

    private readonly List<(string? Path, string? Refused)> _done = [];
    private ListedMedia? _listed;
    private string? _text, _uploading, _folderName;
    private (string Folder, string? Text, int Page)? _shown;
    private int _uploads;
    private bool _isNaming;

    /// <summary>The folder; null or empty for the media folder itself.</summary>
    [SupplyParameterFromQuery]
    public string? Folder { get; set; }

    /// <summary>What is looked for.</summary>
    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Number { get; set; }

    private string Here => Folder ?? "";

    private bool IsSearch => Text is { Length: > 0 };

    private int Page => int.TryParse(Number, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : 1;

    // The folders from the outermost to this one.
    private IEnumerable<string> Above => Here.Split('/').Index().Select(one => string.Join('/', Here.Split('/').Take(one.Index + 1)));

    /// <summary>The bytes of a file that somebody chose.</summary>
    internal static async Task<byte[]> ReadAsync(IBrowserFile file)
    {
        using var bytes = new MemoryStream((int)file.Size);
        await using var stream = file.OpenReadStream(Largest);
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Here, Text, Page);
        if (_shown == wanted)
            return;

        // What was uploaded is said where it was uploaded to.
        if (_shown?.Folder != Here)
            _done.Clear();
        (_shown, _text, _isNaming, _listed) = (wanted, Text, false, null);
        await LookAsync();
    }

    private async Task LookAsync() =>
        _listed = await GetAsync<ListMedia, ListedMedia>(verb => verb.RunAsync(new MediaWanted(Here) { Text = Text, First = PageSize, Skip = (Page - 1) * PageSize }, CancellationToken.None));

    private void Search() => Navigation.NavigateTo(MediaAddress.Of(Here, _text?.Trim()));

    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        _done.Clear();
        if (chosen.FileCount > MostAtOnce)
        {
            Problem = Cms.Problem.Invalid(Browser.Texts.T("MediaList.TooMany", chosen.FileCount, MostAtOnce));
            return;
        }

        foreach (var file in chosen.GetMultipleFiles(MostAtOnce))
        {
            _uploading = file.Name;
            StateHasChanged();
            await UploadAsync(file);
        }

        _uploading = null;

        // A box of its own for the next ones: browsers do not tell of the same file twice.
        _uploads++;
        await LookAsync();
    }

    private async Task UploadAsync(IBrowserFile file)
    {
        if (file.Size > Largest)
        {
            _done.Add((null, $"{file.Name}: {Browser.Texts.T("Media.TooLarge", Largest / 1024 / 1024)}"));
            return;
        }

        byte[] bytes;
        try
        {
            bytes = await ReadAsync(file);
        }
        catch (IOException)
        {
            _done.Add((null, $"{file.Name}: {Browser.Texts.T("MediaList.Unread")}"));
            return;
        }

        if (await DoAsync<UploadMedia, Outcome<string>>(verb => verb.RunAsync(file.Name, bytes, CancellationToken.None, Here)) is { } uploaded)
            _done.Add((uploaded.Problem is null ? uploaded.Value : null, uploaded.Problem?.Message));
    }

    private async Task MakeFolderAsync()
    {
        var path = MediaPath.Join(Here, (_folderName ?? "").Trim());
        if (!await TryAsync<MakeMediaFolder, string>(verb => Task.FromResult(verb.Run(path))))
            return;

        _folderName = "";
        Navigation.NavigateTo(MediaAddress.Of(path));
    }

    private async Task RemoveFolderAsync()
    {
        if (await TryAsync<RemoveMediaFolder, string>(verb => Task.FromResult(verb.Run(Here)), Browser.Texts.T("MediaList.FolderRemoved", Here)))
            Navigation.NavigateTo(MediaAddress.Of(MediaPath.FolderOf(Here)));
    }
}
