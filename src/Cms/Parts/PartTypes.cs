namespace Cms.Parts;

/// <summary>The ready-made parts that Cms knows.</summary>
public static class PartTypes
{
    private static readonly Dictionary<string, PartType> ByName =
        new PartType[]
        {
            new TitlePart(), new AutoroutePart(), new AliasPart(), new CommonPart(), new LocalizationPart(), new SeoMetaPart(), new PreviewPart(), new ListPart(), new ContainedPart(),
            new HtmlBodyPart(), new MarkdownBodyPart(), new BagPart(), new TaxonomyPart(), new TermPart(), new PublishLaterPart(), new ArchiveLaterPart(),
            new MenuPart(), new MenuItemsListPart(), new LinkMenuItemPart(), new ContentMenuItemPart(), new HtmlMenuItemPart(),
        }
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>All of them in order of name.</summary>
    public static IEnumerable<PartType> All => ByName.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>The part of this name, or null: a part of fields, or one whose JSON is kept and not understood.</summary>
    public static PartType? Find(string name) => ByName.GetValueOrDefault(name);
}
