using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Audit;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Previewing;
using Cms.Editing.Reviewing;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Features;
using Cms.Modeling;
using Cms.Users;
using Cms.Users.External;

namespace Cms.Storage.Audit;

/// <summary>Entries of the trail for what the stores save.</summary>
internal static class WhatChanged
{
    /// <summary>What became of an item.</summary>
    /// <param name="happened">What the others are told.</param>
    /// <param name="before">The latest version before, or null when there was none.</param>
    /// <param name="after">The latest version afterwards, or null when there is none.</param>
    /// <param name="known">The definitions.</param>
    public static AuditEntry In(ContentEvent happened, ContentItem? before, ContentItem? after, ContentDefinitions known)
    {
        var details = before is not null && after is not null && before.ContentItemVersionId != after.ContentItemVersionId
            ? JsonChanges.Details(new JsonArray([.. VersionDifferences.Between(before, after, known).Select(Change)])) ?? []
            : [];
        if (before is not null)
            details["versionBefore"] = before.ContentItemVersionId;
        if (after is not null)
            details["version"] = after.ContentItemVersionId;
        var entry = In(happened, (after ?? before)?.DisplayText ?? "") with { Details = details.Count > 0 ? details : null };
        return happened is DraftSaved && before is null ? entry with { Event = "Created" } : entry;
    }

    /// <summary>What became of an item of which no version is left to compare.</summary>
    /// <param name="happened">What the others are told.</param>
    /// <param name="title">The item's title.</param>
    public static AuditEntry In(ContentEvent happened, string title) => new(AuditCategory.Content, Word(happened), happened.ContentItemId, title) { ContentType = happened.ContentType };

    /// <summary>What became of a section of settings; null for what the program only notes for itself.</summary>
    public static AuditEntry? In(TenantEvent happened, string section, JsonObject? before, JsonObject after) => happened switch
    {
        DefinitionsChanged => OfDefinitions(TenantDefinitions.Read(before), TenantDefinitions.Read(after)) is { } details
            ? new AuditEntry(AuditCategory.ContentTypes, "Changed", "", "Content types") { Details = details }
            : null,
        SettingsChanged => new AuditEntry(
            section == RolePermissions.Section ? AuditCategory.Roles : AuditCategory.Settings, section == TenantFeatures.Section ? "FeaturesChanged" : "Changed", section, section)
        {
            Details = JsonChanges.Details(JsonChanges.Between(before, after)),
        },
        _ => null,
    };

    /// <summary>What became of a user; null when nothing did that anybody has to know.</summary>
    public static AuditEntry? In(User? before, User? after)
    {
        var user = (after ?? before)!;
        var changes = JsonChanges.Between(Shown(before), Shown(after));
        foreach (var (secret, differs) in new[]
        {
            ("Password", before?.PasswordHash != after?.PasswordHash), ("AuthenticatorKey", before?.AuthenticatorKey != after?.AuthenticatorKey),
            ("RecoveryCodes", before?.RecoveryCodeHashes != after?.RecoveryCodeHashes),
        })
        {
            if (differs && before is not null && after is not null)
                changes.Add((JsonNode)new JsonObject { ["path"] = secret, ["secret"] = true });
        }

        return changes.Count == 0
            ? null
            : new AuditEntry(AuditCategory.Users, before is null ? "Added" : after is null ? "Removed" : "Changed", user.Id, user.UserName) { Details = JsonChanges.Details(changes) };
    }

    /// <summary>What became of a passkey.</summary>
    public static AuditEntry InPasskey(string happened, User user, string? name) =>
        new(AuditCategory.Users, happened, user.Id, user.UserName) { Details = new JsonObject { ["passkey"] = name } };

    /// <summary>What became of an account elsewhere.</summary>
    public static AuditEntry InExternalLogin(string happened, User user, ExternalLogin login) =>
        new(AuditCategory.Users, happened, user.Id, user.UserName) { Details = new JsonObject { ["provider"] = login.Provider, ["issuer"] = login.Issuer, ["account"] = login.Account } };

    /// <summary>What became of an app; null when nothing did.</summary>
    public static AuditEntry? InApp(App? before, App after, bool hasNewSecret)
    {
        var changes = JsonChanges.Between(Shown(before), Shown(after));
        if (hasNewSecret)
            changes.Add((JsonNode)new JsonObject { ["path"] = "Secret", ["secret"] = true });
        return changes.Count == 0 ? null : new AuditEntry(AuditCategory.Apps, before is null ? "Added" : "Changed", after.Id, after.ClientId) { Details = JsonChanges.Details(changes) };
    }

    /// <summary>What became of an API key, which is known by its first characters.</summary>
    public static AuditEntry InKey(string happened, ApiKey key) => new(AuditCategory.Apps, happened, key.Id, key.Name)
    {
        Details = new JsonObject { ["prefix"] = key.Prefix, ["roles"] = JsonText.Array(key.RoleNames), ["scopes"] = JsonText.Array(key.ScopeNames), ["addresses"] = JsonText.Array(key.Addresses), ["expiresUtc"] = key.ExpiresUtc },
    };

    /// <summary>What became of a link to a preview of an item.</summary>
    public static AuditEntry InPreviewLink(string happened, PreviewLink link) => new(AuditCategory.Content, happened, link.ContentItemId, link.Title)
    {
        Details = new JsonObject { ["link"] = link.Id, ["version"] = link.ContentItemVersionId, ["expiresUtc"] = link.ExpiresUtc },
    };

    /// <summary>What became of a review of an item.</summary>
    public static AuditEntry InReview(Review review) => new(
        AuditCategory.Content,
        review.State switch
        {
            ReviewState.Waiting => "HandedOver",
            ReviewState.Withdrawn => "ReviewWithdrawn",
            ReviewState.Approved => "Approved",
            _ => "ChangesWanted",
        },
        review.ContentItemId,
        review.Title)
    {
        Details = new JsonObject { ["review"] = review.Id, ["reviewer"] = review.Reviewer, ["version"] = review.AnsweredVersionId ?? review.ContentItemVersionId },
    };

    private static JsonNode Change(Difference difference)
    {
        var change = JsonChanges.Change(difference.Path, Node(difference.Before), Node(difference.After));
        if (difference.Kind is not DifferenceKind.Changed)
            change["kind"] = difference.Kind.ToString();
        return change;
    }

    private static JsonObject? OfDefinitions(ContentDefinitions before, ContentDefinitions after)
    {
        // A rename would look like a removal and an addition.
        var (began, ended) = (OnlyIn(after, before), OnlyIn(before, after).Select(title => $"{title}: done in all items"));
        var changes = began.Count > 0 ? began.Concat(ended) : ended.Concat(DefinitionDifferences.Between(before, after).Select(difference => difference.Text));
        return JsonChanges.Details(JsonText.Array(changes));
    }

    private static List<string> OnlyIn(ContentDefinitions one, ContentDefinitions other) =>
        [.. one.Pending.Where(pending => pending.ChangesJson).ExceptBy(other.Pending.Select(pending => pending.Id), pending => pending.Id).Select(pending => pending.Title)];

    private static JsonObject? Shown(User? user) => user is null ? null : new JsonObject
    {
        ["UserName"] = user.UserName,
        ["Email"] = user.Email,
        ["EmailConfirmed"] = user.EmailConfirmed,
        ["IsEnabled"] = user.IsEnabled,
        ["RoleNames"] = JsonText.Array(user.RoleNames),
        ["LockedUntilUtc"] = user.LockedUntilUtc,
        ["TwoFactorEnabled"] = user.TwoFactorEnabled,
    };

    private static JsonNode? Shown(App? app) => app is null ? null : JsonSerializer.SerializeToNode(app);

    private static string Word(ContentEvent happened) => happened switch
    {
        DraftSaved => "Saved",
        ContentPublished => "Published",
        ContentUnpublished => "Unpublished",
        ContentRescheduled => "Rescheduled",
        DraftDiscarded => "DraftDiscarded",
        ContentRemoved => "Removed",
        ContentRestored => "Restored",
        ContentPurged => "Purged",
        _ => happened.GetType().Name,
    };

    private static JsonNode? Node(JsonElement? json) => json is { } value ? JsonSerializer.SerializeToNode(value) : null;
}
