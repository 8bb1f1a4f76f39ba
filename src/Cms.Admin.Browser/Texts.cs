using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace Cms.Admin.Browser;

/// <summary>The texts of the admin, from <c>Texts.resx</c>: English, and whatever language is put beside it as <c>Texts.LANGUAGE.resx</c>.</summary>
public static class Texts
{
    private static readonly ResourceManager Resources = new("Cms.Admin.Browser.Texts", typeof(Texts).Assembly);
    private static readonly ConcurrentDictionary<(string Culture, string Key), string> Found = new();

    /// <summary>The text in the language of this moment. Throws <see cref="MissingManifestResourceException"/> for a key that is not there: a test looks for each key that is used.</summary>
    /// <param name="key">Its key, such as <c>Home.Title</c>.</param>
    public static string T(string key) => Found.GetOrAdd(
        (CultureInfo.CurrentUICulture.Name, key), asked => Resources.GetString(asked.Key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"Texts.resx has no text \"{asked.Key}\"."));

    /// <summary>The text with these values in the places <c>{0}</c>, <c>{1}</c> and so on.</summary>
    public static string T(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, T(key), values);
}
