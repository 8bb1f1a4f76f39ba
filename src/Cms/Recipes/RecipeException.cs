namespace Cms.Recipes;

/// <summary>A recipe that cannot be read or run; the message says which file, which step and what would be right.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);
