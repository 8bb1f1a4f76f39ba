using Cms.Content;
using Cms.Definitions;
using Cms.Media;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>A page of a media folder, or of what was looked for.</summary>
/// <param name="Folders">The names of the folders in it; none on later pages and where something was looked for.</param>
/// <param name="Files">The files of the page.</param>
/// <param name="Count">How many files there are on all pages.</param>
public sealed record ListedMedia(IReadOnlyList<string> Folders, IReadOnlyList<MediaFile> Files, int Count);

/// <summary>Which media files to list.</summary>
/// <param name="Folder">The folder; empty for the media folder itself.</param>
public sealed record MediaWanted(string Folder)
{
    /// <summary>A piece of the path of files in the folder and those in it; null or empty lists the folder.</summary>
    public string? Text { get; init; }

    /// <summary>The endings of the files, with a dot, in whatever letter case; empty for any.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];

    /// <summary>How many files at most.</summary>
    public int First { get; init; } = 48;

    /// <summary>How many to leave out before.</summary>
    public int Skip { get; init; }
}

/// <summary>Lists media files in the order in which people look for them (<see cref="NaturalOrder"/>), for whoever manages files or writes content that may show them.</summary>
public sealed class ListMedia(CurrentCaller current, TenantDefinitions definitions, MediaFiles files)
{
    /// <summary>The page. <see cref="ProblemKind.NotFound"/> for a folder that is not there, <see cref="ProblemKind.Forbidden"/> for whoever neither manages files nor writes content.</summary>
    public async Task<Outcome<ListedMedia>> RunAsync(MediaWanted wanted, CancellationToken cancel)
    {
        if (await RefuseAsync(cancel) is { } refused)
            return refused;

        if (!files.HasFolder(wanted.Folder))
            return Problem.NotFound($"There is no media folder \"{wanted.Folder}\".");

        if (wanted.Text?.Trim() is { Length: > 0 } text)
        {
            var beginning = MediaPath.Join(wanted.Folder, "");
            var found = files.List().Where(path => path.StartsWith(beginning, StringComparison.Ordinal) && path.Contains(text, StringComparison.CurrentCultureIgnoreCase) && IsWanted(path, wanted)).Order(NaturalOrder.Instance).ToList();
            var page = found.Skip(wanted.Skip).Take(wanted.First).Select(path => (Path: path, File: files.Find(path)));
            return new ListedMedia([], [.. page.Where(one => one.File is not null).Select(one => MediaFile.Of(one.Path, one.File!))], found.Count);
        }

        var (folders, all) = files.ListFolder(wanted.Folder);
        var inFolder = all.Where(file => IsWanted(file.Name, wanted)).ToList();
        var shown = inFolder.OrderBy(file => file.Name, NaturalOrder.Instance).Skip(wanted.Skip).Take(wanted.First);
        return new ListedMedia(
            wanted.Skip > 0 ? [] : [.. folders.Order(NaturalOrder.Instance)],
            [.. shown.Select(file => MediaFile.Of(MediaPath.Join(wanted.Folder, file.Name), file))],
            inFolder.Count);
    }

    private static bool IsWanted(string name, MediaWanted wanted) => wanted.Endings.Count == 0 || wanted.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private async Task<Problem?> RefuseAsync(CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "see the media files") is not { } refused)
            return null;

        return (await definitions.GetAsync(cancel)).Types.Any(type => current.Caller.MayWithOwn(ContentAction.Edit, type.Name)) ? null : refused;
    }
}
