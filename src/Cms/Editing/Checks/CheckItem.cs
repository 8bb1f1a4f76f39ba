using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Linking;
using Cms.Media;
using Cms.Parts;
using Cms.Users;

namespace Cms.Editing.Checks;

/// <summary>Something to look at before an item is published.</summary>
/// <param name="Path">Where, as complaints say it; empty for the item as a whole.</param>
/// <param name="Message">Completes a sentence that begins with the name of the place: <c>none is chosen yet.</c></param>
/// <param name="IsRefused">True when the item cannot be published so; false when somebody may publish it all the same.</param>
public sealed record Finding(string Path, string Message, bool IsRefused);

/// <summary>Looks an item over before it is published: what the rules refuse, and what a good editor would ask about.</summary>
public sealed class CheckItem(ContentAccess access, ContentStore store, TenantDefinitions definitions, Compose compose, MediaFiles media)
{
    /// <summary>What was found in the latest version, refusals first, in the order of the item; empty when all is well.</summary>
    public async Task<Outcome<IReadOnlyList<Finding>>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        var known = await definitions.GetAsync(cancel);
        var fields = await access.FieldsAsync(cancel);
        var complaints = await compose.CheckAsync(latest, cancel);
        var findings = complaints.Where(complaint => fields.MaySeePlace(complaint.Path)).Select(complaint => new Finding(complaint.Path, complaint.Message, true)).ToList();
        if (findings.Count < complaints.Count)
            findings.Add(new Finding("", "something that you may not see is not right yet; somebody who sees every field can put it right.", true));
        findings.AddRange(Ask(fields.Visible(latest), known));
        findings.AddRange(await FindDeadLinksAsync(fields.Visible(latest), known, cancel));
        return findings.DistinctBy(finding => (finding.Path, finding.Message)).OrderByDescending(finding => finding.IsRefused).ToList();
    }

    private static IEnumerable<Finding> Ask(ContentItem item, ContentDefinitions known)
    {
        foreach (var placed in PlacedParts.In(item, known))
        {
            var shape = PartTypes.Find(placed.Attached.PartName)?.Shape;
            if (shape is ContainedItemsShape holds && IsEmpty(placed.Json, holds.Member))
                yield return new Finding(placed.Place, "there are none yet.", false);

            foreach (var field in known.FieldsOf(placed.Attached.PartName))
            {
                var place = placed.PlaceOf(field);
                foreach (var message in Ask(placed.Find(field), field))
                    yield return new Finding(place, message, false);
            }
        }
    }

    // One place that meets the shapes; what a field must have, its own check says.
    private static IEnumerable<string> Ask(JsonElement value, PartField field)
    {
        switch (FieldTypes.Find(field.FieldName)?.Shape)
        {
            case TermsShape when IsEmpty(value, "TermContentItemIds"):
                yield return "none is chosen, so readers will not find this by them.";
                break;
            case ReferencesShape references when field.Hint is not null && IsEmpty(value, references.Member):
                yield return "none is chosen yet.";
                break;
            case MediaShape when !IsEmpty(value, "Paths"):
                var (pictures, texts) = (JsonText.List(value, "Paths").Count(), JsonText.List(value, "MediaTexts").ToList());
                if (Enumerable.Range(0, pictures).Any(at => string.IsNullOrWhiteSpace(texts.ElementAtOrDefault(at))))
                    yield return "a picture has no text for readers who cannot see it.";
                break;
            case FormattedTextShape formatted when JsonText.Find(value, formatted.Member) is { } source && HeadingOrder.Complaint(source, formatted.Format) is { } complaint:
                yield return complaint;
                break;
        }
    }

    private async Task<IEnumerable<Finding>> FindDeadLinksAsync(ContentItem item, ContentDefinitions known, CancellationToken cancel)
    {
        var references = References.In(item, known);
        string[] items = [.. references.Where(one => one.Kind is ReferenceKind.Item or ReferenceKind.Link).Select(one => one.Target).Distinct(StringComparer.Ordinal)];

        // A link may also lead to a term, which has a page and is no item of its own.
        var shown = (await store.ListByIdsAsync(items, ContentStatus.Published, cancel)).Select(found => found.ContentItemId).ToHashSet(StringComparer.Ordinal);
        shown.UnionWith((await PublicPaths.OfAsync(store, items, cancel)).Keys);
        return references.Where(one => one.Kind switch
        {
            ReferenceKind.Item or ReferenceKind.Link => !shown.Contains(one.Target),
            ReferenceKind.Media => media.Find(one.Target) is null,
            _ => false,
        }).Select(one => new Finding(one.Path, one.Kind == ReferenceKind.Media ? $"the file {one.Target} is not there any more." : "leads to something that visitors do not see.", false));
    }

    private static bool IsEmpty(JsonElement json, string member) => JsonText.Member(json, member) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0;
}
