using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Modeling;

namespace Cms.Admin.Pages.Definitions;

/// <summary>Settings in a form. What stands in them and no input asks about stays as it is, and can be written as JSON.</summary>
/// <param name="first">The settings as they were when the form was opened.</param>
public sealed class EditedSettings(DefinitionSettings first)
{
    private static readonly JsonSerializerOptions Indented = new(ContentItemJson.Options) { WriteIndented = true };

    private JsonObject _json = first.ToJson();
    private DefinitionSettings? _now;

    /// <summary>The settings as they are now.</summary>
    public DefinitionSettings Now => _now ??= new(_json);

    /// <summary>What stands in the place of <see cref="Others"/> and cannot be read, with what is wrong with it; null when it was read. The settings are as they were before.</summary>
    public (string Text, string Wrong)? Unread { get; private set; }

    /// <summary>The value as text; empty when it is not set.</summary>
    public string TextOf(KnownSetting one) => Find(one)?.ToString() ?? "";

    /// <summary>Whether it is on, also where that is not written.</summary>
    public bool IsOn(KnownSetting one) => one.IsOn ? Find(one)?.GetValueKind() != JsonValueKind.False : Places(one).Any(place => Now.Flag(place, one.Name));

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> TextsOf(KnownSetting one) => Now.Texts(one.Section, one.Name);

    /// <summary>The chosen one; a text that is no known choice as it is.</summary>
    public string ChoiceOf(KnownSetting one) =>
        Find(one) is JsonValue value && value.TryGetValue(out string? text) && !one.Choices.Contains(text, StringComparer.OrdinalIgnoreCase) ? text : Now.Option(one.Section, one.Name, [.. one.Choices]);

    /// <summary>The value, in any of its places; null when it is not set.</summary>
    public JsonNode? Find(KnownSetting one) => Places(one).Select(place => Now.Find(place, one.Name)).FirstOrDefault(value => value is not null);

    /// <summary>Sets it; null takes it out, or where it was written at first, puts in what stands for nothing.</summary>
    public void Set(KnownSetting one, JsonNode? value)
    {
        // Where nobody wrote it, what is the same as nothing is not written either: a definition that is put back is as it was.
        var wasWritten = first.Find(one.Section, one.Name) is not null;
        var isStandard = value is null || one.Kind switch
        {
            SettingKind.Flag => (value.GetValueKind() == JsonValueKind.True) == one.IsOn,
            SettingKind.Choice => value.ToString() == one.Choices[0],
            SettingKind.Types or SettingKind.Texts or SettingKind.Options => value is JsonArray { Count: 0 },
            _ => value.ToString().Length == 0,
        };
        foreach (var place in Places(one).Skip(1))
            Take(place, one.Name);
        if (isStandard && (!wasWritten || value is null))
            Take(one.Section, one.Name);
        else
            Put(one.Section, one.Name, value);
        _now = null;
    }

    /// <summary>What no input asks about, as JSON.</summary>
    public string Others(IReadOnlyList<KnownSetting> asked)
    {
        var others = _json.DeepClone().AsObject();
        foreach (var (section, value) in _json)
        {
            if (value is not JsonObject group)
                continue;

            foreach (var name in group.Select(member => member.Key).Where(name => IsAsked(asked, section, name)))
                others[section]!.AsObject().Remove(name);
            if (others[section]!.AsObject().Count == 0)
                others.Remove(section);
        }

        return others.Count == 0 ? "" : others.ToJsonString(Indented);
    }

    /// <summary>Puts JSON in the place of <see cref="Others"/>; what cannot be read becomes <see cref="Unread"/>.</summary>
    public void SetOthers(IReadOnlyList<KnownSetting> asked, string? text) => Unread = Read(asked, text) is { } wrong ? (text!, wrong) : null;

    // Null when it was done, else what is wrong with it; completes a sentence.
    private string? Read(IReadOnlyList<KnownSetting> asked, string? text)
    {
        JsonObject others = [];
        try
        {
            if (!string.IsNullOrWhiteSpace(text))
                others = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject ?? throw new JsonException("It must be an object of groups.");
        }
        catch (JsonException wrong)
        {
            return $"cannot be read as JSON: {wrong.Message}".TrimEnd('.');
        }

        if (others.FirstOrDefault(section => section.Value is not JsonObject) is { Key: { } odd })
            return $"must have groups of settings, such as {{\"{odd}\": {{ … }}}}";

        var kept = new JsonObject();
        foreach (var (section, value) in _json)
        {
            if (value is JsonObject group && group.Where(member => IsAsked(asked, section, member.Key)).ToList() is { Count: > 0 } known)
                kept[section] = new JsonObject(known.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        }

        (_json, _now) = (new DefinitionSettings(kept).With(new DefinitionSettings(others)).ToJson(), null);
        return null;
    }

    private static IEnumerable<string> Places(KnownSetting one) => one.AlsoIn is { } also ? [one.Section, also] : [one.Section];

    private static bool IsAsked(IEnumerable<KnownSetting> asked, string section, string name) =>
        KnownSettings.IsKeptElsewhere(section, name) || asked.Any(one => one.Name == name && Places(one).Contains(section));

    private void Put(string section, string name, JsonNode? value)
    {
        if (_json[section] is JsonObject group)
            group[name] = value;
        else
            _json[section] = new JsonObject { [name] = value };
    }

    private void Take(string section, string name)
    {
        if (_json[section] is JsonObject group && group.Remove(name) && group.Count == 0 && first.ToJson()[section] is null)
            _json.Remove(section);
    }
}
