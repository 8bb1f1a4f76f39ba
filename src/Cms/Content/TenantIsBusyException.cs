namespace Cms.Content;

/// <summary>Somebody else wrote to the tenant for so long that waiting ended; nothing was changed, and trying again is right. The message says so.</summary>
public sealed class TenantIsBusyException(string message, Exception inner) : Exception(message, inner);
