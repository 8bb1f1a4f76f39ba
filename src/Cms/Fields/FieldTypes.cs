namespace Cms.Fields;

/// <summary>The kinds of field that Cms knows.</summary>
public static class FieldTypes
{
    private static readonly Dictionary<string, FieldType> ByName =
        new FieldType[]
        {
            new TextField(), new BooleanField(), new NumericField(), new DateField(), new DateTimeField(),
            new TimeField(), new HtmlField(), new MarkdownField(), new MultiTextField(), new UserPickerField(),
            new LinkField(), new ContentPickerField(), new TaxonomyField(), new MediaField(),
        }
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>All of them in order of name.</summary>
    public static IEnumerable<FieldType> All => ByName.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>The kind of this name, or null: its values are then kept as JSON and neither checked nor shown.</summary>
    public static FieldType? Find(string name) => ByName.GetValueOrDefault(name);
}
