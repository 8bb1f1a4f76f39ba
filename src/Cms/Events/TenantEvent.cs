namespace Cms.Events;

/// <summary>
/// Something that has happened in a tenant. Written to the outbox in the transaction that made it true, so other nodes and
/// processes learn it from there.
/// </summary>
public abstract record TenantEvent;

/// <summary>Something happened to a content item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
public abstract record ContentEvent(string ContentItemId, string ContentType) : TenantEvent;

/// <summary>A draft was saved; visitors see no difference.</summary>
public sealed record DraftSaved(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>A version became the one that visitors see.</summary>
public sealed record ContentPublished(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>Visitors no longer see the item; its latest version is a draft now.</summary>
public sealed record ContentUnpublished(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>When the item is published or taken away by itself changed; visitors see no difference.</summary>
public sealed record ContentRescheduled(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>A draft was thrown away; the published version is the latest again.</summary>
public sealed record DraftDiscarded(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>The item is gone from every list; it lies in the trash.</summary>
public sealed record ContentRemoved(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>The item is back from the trash, as it was before it was removed.</summary>
public sealed record ContentRestored(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>The item was thrown away from the trash, with all its versions.</summary>
public sealed record ContentPurged(string ContentItemId, string ContentType) : ContentEvent(ContentItemId, ContentType);

/// <summary>Content types, parts or fields changed.</summary>
public sealed record DefinitionsChanged : TenantEvent;

/// <summary>The program noted for itself, beside the settings, how far its own work is; nobody set anything.</summary>
/// <param name="Section">The name of the notes.</param>
public sealed record NotesChanged(string Section) : TenantEvent;

/// <summary>Apps or API keys were added, changed or removed.</summary>
public sealed record AppsChanged : TenantEvent;

/// <summary>Tokens were ended before their time.</summary>
public sealed record TokensRevoked : TenantEvent;

/// <summary>A named group of settings changed.</summary>
/// <param name="Section">Its name, such as <c>site</c> or <c>custom-settings</c>.</param>
public sealed record SettingsChanged(string Section) : TenantEvent;

/// <summary>A mail waits to be sent.</summary>
public sealed record MailQueued : TenantEvent;
