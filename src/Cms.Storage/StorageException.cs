namespace Cms.Storage;

/// <summary>The database cannot be used as it is configured. The message is a sentence for the operator and never holds a password.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
