using System.Text.Json.Nodes;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Browser.Keeping;

/// <summary>The item that is being written: its parts as they are in the browser, and what is wrong with them.</summary>
public sealed class Draft(EditedItem item)
{
    private Dictionary<string, string> _complaints = [];

    /// <summary>Something was written, or put in the place of what was written.</summary>
    public event Action? Changed;

    /// <summary>Other complaints than before, or other parts by a merge: everything is shown anew.</summary>
    public event Action? Replaced;

    /// <summary>The server stored it.</summary>
    public event Action? StoredNow;

    /// <summary>The item as it was opened.</summary>
    public EditedItem Item { get; private set; } = item;

    /// <summary>The parts, which the fields write into.</summary>
    public JsonObject Parts { get; private set; } = item.Parts.DeepClone().AsObject();

    /// <summary>The parts of the version that the changes are made to.</summary>
    public JsonObject Base { get; private set; } = item.Parts.DeepClone().AsObject();

    /// <summary>That version; null for an item that was never stored.</summary>
    public string? BasedOn { get; private set; } = item.VersionId;

    /// <summary>Counts changes.</summary>
    public int Revision { get; private set; }

    /// <summary>The revision that is stored.</summary>
    public int StoredRevision { get; private set; }

    /// <summary>True while there are words that only this browser has.</summary>
    public bool HasUnsaved => Revision != StoredRevision;

    /// <summary>The form of a type of items inside; null for a type that is gone.</summary>
    public TypeForm? FormOf(string contentType) => Item.Inside.GetValueOrDefault(contentType);

    /// <summary>The part's JSON object, made if it is missing.</summary>
    public static JsonObject PartIn(JsonObject parts, string name)
    {
        if (parts[name] is JsonObject part)
            return part;

        var made = new JsonObject();
        parts[name] = made;
        return made;
    }

    /// <summary>What is wrong at this place; null when nothing is.</summary>
    public string? ComplaintAt(string place) => _complaints.GetValueOrDefault(place);

    /// <summary>All complaints by place.</summary>
    public IReadOnlyDictionary<string, string> Complaints => _complaints;

    /// <summary>Notes that something was written; nothing is where the user may only read.</summary>
    public void Touch()
    {
        if (!Item.May.Edit)
            return;

        Revision++;
        Changed?.Invoke();
    }

    /// <summary>Shows these complaints in the place of those before.</summary>
    public void Complain(IEnumerable<Complaint> complaints)
    {
        var now = complaints.GroupBy(one => one.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => string.Join(' ', group.Select(one => Sentence(one.Message))), StringComparer.Ordinal);
        if (now.Count == 0 && _complaints.Count == 0)
            return;

        _complaints = now;
        Replaced?.Invoke();
    }

    /// <summary>Notes that the parts of this revision were stored as this version.</summary>
    public void Stored(SavedDraft saved, JsonObject parts, int revision)
    {
        (BasedOn, Base, StoredRevision) = (saved.VersionId, parts, revision);
        Item = Item with
        {
            VersionId = saved.VersionId,
            DisplayText = saved.DisplayText,
            SavedUtc = saved.SavedUtc,
            Author = saved.Author,
            Path = saved.Path,
            HasPublished = saved.HasPublished,
            IsPublished = saved.IsPublished,
        };
        StoredNow?.Invoke();
    }

    /// <summary>Puts what somebody else saved in the place of what is here.</summary>
    /// <param name="theirs">What they saved.</param>
    /// <param name="merged">The parts with both changes; null takes theirs as they are.</param>
    public void Take(EditedItem theirs, JsonObject? merged)
    {
        Item = theirs;
        BasedOn = theirs.VersionId;
        Base = theirs.Parts.DeepClone().AsObject();
        Parts = merged ?? theirs.Parts.DeepClone().AsObject();
        Revision++;
        if (merged is null || JsonNode.DeepEquals(merged, Base))
            StoredRevision = Revision;
        Replaced?.Invoke();
        Changed?.Invoke();
    }

    /// <summary>Puts back what this browser kept of an earlier visit.</summary>
    /// <param name="kept">The parts.</param>
    public void PutBack(JsonObject kept)
    {
        Parts = kept;
        Revision++;
        Replaced?.Invoke();
        Changed?.Invoke();
    }

    private static string Sentence(string message) => message.Length == 0 ? message : char.ToUpperInvariant(message[0]) + message[1..] + (message.EndsWith('.') ? "" : ".");
}
