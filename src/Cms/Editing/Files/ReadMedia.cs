using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Media;
using Cms.Parts;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>What is known of a media file.</summary>
/// <param name="File">The file.</param>
/// <param name="Size">Its size in pixels; null for what is no picture or does not say it.</param>
/// <param name="AlternativeTexts">What it shows, as the items that have it say: each text once, the most used first.</param>
public sealed record MediaDetails(MediaFile File, PictureSize? Size, IReadOnlyList<string> AlternativeTexts);

/// <summary>Reads what is known of a media file, for whoever manages files.</summary>
public sealed class ReadMedia(CurrentCaller current, ContentAccess access, ContentStore store, TenantDefinitions definitions, MediaFiles files)
{
    private const int MostUses = 200, MostTexts = 10;

    /// <summary>What is known of it; texts of items and fields that the caller may not see are left out. <see cref="ProblemKind.NotFound"/> when there is no such file.</summary>
    public async Task<Outcome<MediaDetails>> RunAsync(string path, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "manage media files") is { } refused)
            return refused;

        if (files.Find(path) is not { } file)
            return Missing(path);

        return new MediaDetails(MediaFile.Of(path, file), MediaPath.IsPicture(path) ? await PictureSize.FindAsync(file, cancel) : null, await ListTextsAsync(path, cancel));
    }

    /// <summary>What is said of a file that is not there.</summary>
    internal static Problem Missing(string path) => Problem.NotFound($"There is no media file \"{path}\".");

    private async Task<IReadOnlyList<string>> ListTextsAsync(string path, CancellationToken cancel)
    {
        var uses = await access.VisibleAsync(await store.ListReferencesAsync(new ReferenceQuery { Kinds = [ReferenceKind.Media], Targets = [path], First = MostUses }, cancel), cancel);
        var known = await definitions.GetAsync(cancel);
        var fields = await access.FieldsAsync(cancel);
        var versions = await store.ListByIdsAsync([.. uses.Select(use => use.ContentItemId).Distinct()], ContentStatus.All, cancel);
        var texts = versions.Where(access.MaySee).Select(fields.Visible).SelectMany(version => TextsIn(version, path, known));
        return [.. texts.GroupBy(text => text, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).Take(MostTexts).Select(same => same.Key)];
    }

    private static IEnumerable<string> TextsIn(ContentItem version, string path, ContentDefinitions known) =>
        from part in PlacedParts.In(version, known)
        from field in known.FieldsOf(part.Attached.PartName)
        where FieldTypes.Find(field.FieldName)?.Shape is MediaShape
        let value = part.Find(field)
        let at = JsonText.List(value, "Paths").ToList().IndexOf(path)
        where at >= 0
        let text = JsonText.List(value, "MediaTexts").ElementAtOrDefault(at)
        where !string.IsNullOrWhiteSpace(text)
        select text;
}
