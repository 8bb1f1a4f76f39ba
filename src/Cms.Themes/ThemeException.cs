namespace Cms.Themes;

/// <summary>A theme that cannot be read or a page of it that cannot be made; the message says which file, where and what would be right.</summary>
public sealed class ThemeException(string message, Exception? inner = null) : Exception(message, inner);
