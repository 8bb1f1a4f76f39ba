using Cms.Content;
using Cms.Definitions;
using Cms.Modeling;
using static Cms.Admin.Browser.Texts;

namespace Cms.Admin.Pages.Definitions;

/// <summary>What the pieces of the form of one definition share.</summary>
public sealed class DefinitionContext(DefinitionForm form, ContentDefinitions known, bool isReadOnly, Func<Task> changed)
{
    /// <summary>The form.</summary>
    public DefinitionForm Form => form;

    /// <summary>The definitions as they were when it was opened.</summary>
    public ContentDefinitions Known => known;

    /// <summary>Whoever looks may not change it.</summary>
    public bool IsReadOnly => isReadOnly;

    /// <summary>All types with their names for people, as choices.</summary>
    public IReadOnlyList<(string Name, string Label)> Types { get; } = [.. known.Types.Select(type => (type.Name, type.DisplayName == type.Name ? type.Name : $"{type.DisplayName} ({type.Name})"))];

    /// <summary>The types whose items are taxonomies.</summary>
    public IReadOnlyList<string> Taxonomies { get; } = [.. known.Types.Where(type => type.Parts.Any(part => part.PartName == "TaxonomyPart")).Select(type => type.Name)];

    /// <summary>What is wrong with what is written, of this moment.</summary>
    public IReadOnlyList<Complaint> Complaints { get; private set; } = EditChecks.Of(form.ToEdit(), known);

    /// <summary>Everything that is wrong is shown, also what nobody has come to yet.</summary>
    public bool ShowsAll { get; set; }

    /// <summary>What is wrong at a place, as a sentence; null for nothing.</summary>
    public string? ComplaintAt(string place) => Complaints.FirstOrDefault(complaint => complaint.Path == place) is { } found && (ShowsAll || found.Message != "is required") ? T("Def.Wrong", found.Message) : null;

    /// <summary>Something was written.</summary>
    public Task ChangedAsync()
    {
        Complaints = EditChecks.Of(form.ToEdit(), known);
        return changed();
    }
}
