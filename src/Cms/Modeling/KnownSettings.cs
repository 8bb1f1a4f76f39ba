using Cms.Fields;
using Cms.Parts;

namespace Cms.Modeling;

/// <summary>What a setting holds.</summary>
public enum SettingKind
{
    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A text of one line.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    LongText,

    /// <summary>A Liquid pattern.</summary>
    Liquid,

    /// <summary>A regular expression.</summary>
    Expression,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number without decimals.</summary>
    Whole,

    /// <summary>One of <see cref="KnownSetting.Choices"/>, by name or by its number in this order.</summary>
    Choice,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of names of content types.</summary>
    Types,

    /// <summary>A list of choices, each with a name for people and a value.</summary>
    Options,

    /// <summary>The id of a taxonomy.</summary>
    Taxonomy,
}

/// <summary>A setting that something in Cms reads.</summary>
/// <param name="Section">The group in which it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
public sealed record KnownSetting(string Section, string Name, SettingKind Kind)
{
    /// <summary>What there is to choose from; the first counts where nothing is chosen.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>For a flag: it counts as true where it is not set.</summary>
    public bool IsOn { get; init; }

    /// <summary>The smallest number.</summary>
    public decimal? Least { get; init; }

    /// <summary>The largest number.</summary>
    public decimal? Most { get; init; }

    /// <summary>Another group where it is read too and where recipes may have written it; null for none.</summary>
    public string? AlsoIn { get; init; }

    /// <summary>Asked for only with this editor of the field; null for always.</summary>
    public string? OfEditor { get; init; }

    /// <summary>Its place among the settings: <c>TextFieldSettings.MaxLength</c>.</summary>
    public string Place => $"{Section}.{Name}";
}

/// <summary>The settings of definitions that Cms reads. What else stands in settings is kept and goes out again as it came in.</summary>
public static class KnownSettings
{
    private const string Types = "ContainedContentTypes";

    private static readonly KnownSetting[] EveryPart =
    [
        new("ContentTypePartSettings", "DisplayName", SettingKind.Text),
        new("GraphQLContentTypePartSettings", "Collapse", SettingKind.Flag),
        new("GraphQLContentTypePartSettings", "Hidden", SettingKind.Flag),
    ];

    private static readonly Dictionary<string, KnownSetting[]> Parts = new(StringComparer.Ordinal)
    {
        ["TitlePart"] =
        [
            new("TitlePartSettings", "Options", SettingKind.Choice) { Choices = ["Editable", "GeneratedDisabled", "GeneratedHidden", "EditableRequired"] },
            new("TitlePartSettings", "Pattern", SettingKind.Liquid),
            new("TitlePartSettings", "RenderTitle", SettingKind.Flag) { IsOn = true },
        ],
        ["AutoroutePart"] = [new("AutoroutePartSettings", "Pattern", SettingKind.Liquid), new("AutoroutePartSettings", "ManageContainedItemRoutes", SettingKind.Flag)],
        ["AliasPart"] = [new("AliasPartSettings", "Options", SettingKind.Choice) { Choices = ["Editable", "GeneratedDisabled"] }, new("AliasPartSettings", "Pattern", SettingKind.Liquid)],
        ["BagPart"] = [new("BagPartSettings", Types, SettingKind.Types)],
        ["ListPart"] = [new("ListPartSettings", Types, SettingKind.Types), new("ListPartSettings", "EnableOrdering", SettingKind.Flag)],
    };

    private static readonly Dictionary<string, KnownSetting[]> Fields = new(StringComparer.Ordinal)
    {
        ["TextField"] =
        [
            new("ContentPartFieldSettings", "Editor", SettingKind.Choice) { Choices = ["", "TextArea", "PredefinedList", "Email", "Tel", "Url", "Color"] },
            new("TextFieldPredefinedListEditorSettings", "Options", SettingKind.Options) { OfEditor = "PredefinedList" },
            new("TextFieldSettings", "MinLength", SettingKind.Whole) { Least = 0, Most = int.MaxValue },
            new("TextFieldSettings", "MaxLength", SettingKind.Whole) { Least = 1, Most = int.MaxValue },
            new("TextFieldSettings", "Pattern", SettingKind.Expression),
        ],
        ["BooleanField"] = [new("BooleanFieldSettings", "Label", SettingKind.Text), new("BooleanFieldSettings", "DefaultValue", SettingKind.Flag)],
        ["NumericField"] =
        [
            new("NumericFieldSettings", "Minimum", SettingKind.Number), new("NumericFieldSettings", "Maximum", SettingKind.Number),
            new("NumericFieldSettings", "Scale", SettingKind.Whole) { Least = 0, Most = 28 },
        ],
        ["MultiTextField"] = [new("MultiTextFieldSettings", "Options", SettingKind.Options)],
        ["LinkField"] = [new("LinkFieldSettings", "LinkTextMode", SettingKind.Choice) { Choices = ["Optional", "Required", "Static", "Url"] }],
        ["ContentPickerField"] =
        [
            new("ContentPickerFieldSettings", "Multiple", SettingKind.Flag), new("ContentPickerFieldSettings", "DisplayedContentTypes", SettingKind.Types),
            new("ContentPickerFieldSettings", "DisplayedStereotypes", SettingKind.Texts), new("ContentPickerFieldSettings", "DisplayAllContentTypes", SettingKind.Flag),
        ],
        ["UserPickerField"] = [new("UserPickerFieldSettings", "Multiple", SettingKind.Flag)],
        ["TaxonomyField"] =
        [
            new("TaxonomyFieldSettings", "TaxonomyContentItemId", SettingKind.Taxonomy), new("TaxonomyFieldSettings", "Unique", SettingKind.Flag),
            new("TaxonomyFieldSettings", "LeavesOnly", SettingKind.Flag), new("TaxonomyFieldSettings", "Open", SettingKind.Flag) { IsOn = true },
        ],
        ["MediaField"] =
        [
            new("MediaFieldSettings", "Multiple", SettingKind.Flag), new("MediaFieldSettings", "AllowedExtensions", SettingKind.Texts),
            new("MediaFieldSettings", "AllowMediaText", SettingKind.Flag) { IsOn = true }, new("MediaFieldSettings", "AllowAnchors", SettingKind.Flag) { IsOn = true },
        ],
    };

    /// <summary>Those of a content type.</summary>
    public static IReadOnlyList<KnownSetting> OfType { get; } =
    [
        new("ContentTypeSettings", "Description", SettingKind.LongText),
        new("ContentTypeSettings", "Creatable", SettingKind.Flag),
        new("ContentTypeSettings", "Listable", SettingKind.Flag),
        new("ContentTypeSettings", "Draftable", SettingKind.Flag),
        new("ContentTypeSettings", "Versionable", SettingKind.Flag),
        new("ContentTypeSettings", "Securable", SettingKind.Flag),
        new("ContentTypeSettings", "Stereotype", SettingKind.Text),
        new("VersionLimits", "MaximumVersions", SettingKind.Whole) { Least = 1, Most = 100_000 },
        new("VersionLimits", "MaximumAgeInDays", SettingKind.Whole) { Least = 1, Most = 100_000 },
        new("GraphQLContentTypeSettings", "Hidden", SettingKind.Flag),
    ];

    /// <summary>Those of a part as it is attached to a type.</summary>
    public static IReadOnlyList<KnownSetting> OfPart(string partName) => [.. EveryPart.Take(1), .. Parts.GetValueOrDefault(partName, []), .. Html(PartTypes.Find(partName)?.Shape), .. EveryPart.Skip(1)];

    /// <summary>Those of a field.</summary>
    public static IReadOnlyList<KnownSetting> OfField(string fieldName) =>
    [
        new("ContentPartFieldSettings", "DisplayName", SettingKind.Text),
        new($"{fieldName}Settings", "Hint", SettingKind.Text) { AlsoIn = "ContentPartFieldSettings" },
        new($"{fieldName}Settings", "Required", SettingKind.Flag) { AlsoIn = "ContentPartFieldSettings" },
        .. Fields.GetValueOrDefault(fieldName, []),
        .. Html(FieldTypes.Find(fieldName)?.Shape),
        .. FieldTypes.Find(fieldName)?.Shape is ScalarShape ? (KnownSetting[])[new("ContentIndexSettings", "Included", SettingKind.Flag)] : [],
        new("EditorFieldSettings", "Column", SettingKind.Choice) { Choices = ["", "Main", "After", "Aside"] },
        new("FieldAccessSettings", "ViewPermission", SettingKind.Flag),
        new("FieldAccessSettings", "EditPermission", SettingKind.Flag),
        new("GraphQLContentPartFieldSettings", "Hidden", SettingKind.Flag),
    ];

    /// <summary>True for what definitions themselves keep in settings, such as an order that buttons change and names of before.</summary>
    public static bool IsKeptElsewhere(string section, string name) => (section, name) is (_, "FormerNames") or ("ContentTypePartSettings" or "ContentPartFieldSettings", "Position");

    private static KnownSetting[] Html(Shape? shape) => shape is FormattedTextShape text ? [new($"{text.Name}Settings", "SanitizeHtml", SettingKind.Flag) { IsOn = true }] : [];
}
