namespace Cms.Admin.Browser.Fields;

/// <summary>Which component edits which kind of field. To add one: derive from <see cref="FieldEditor"/>, a line here.</summary>
public static class FieldEditors
{
    private static readonly Dictionary<string, Type> ByKind = new(StringComparer.Ordinal)
    {
        ["TextField"] = typeof(TextEditor),
        ["HtmlField"] = typeof(HtmlEditor),
        ["MarkdownField"] = typeof(MarkdownEditor),
        ["BooleanField"] = typeof(BooleanEditor),
        ["NumericField"] = typeof(NumberEditor),
        ["DateField"] = typeof(DateEditor),
        ["DateTimeField"] = typeof(MomentEditor),
        ["TimeField"] = typeof(TimeEditor),
        ["MultiTextField"] = typeof(TextsEditor),
        ["LinkField"] = typeof(LinkEditor),
        ["ContentPickerField"] = typeof(ItemsEditor),
        ["UserPickerField"] = typeof(UsersEditor),
        ["TaxonomyField"] = typeof(TermsEditor),
        ["MediaField"] = typeof(MediaEditor),
    };

    /// <summary>The component; null for a kind of field that the editor does not know, whose value stays as it is.</summary>
    public static Type? Find(string kind) => ByKind.GetValueOrDefault(kind);
}
