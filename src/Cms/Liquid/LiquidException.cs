namespace Cms.Liquid;

/// <summary>A template that cannot be read or rendered; the message says which, where and what is wrong.</summary>
public sealed class LiquidException(string message, Exception? inner = null) : Exception(message, inner);
