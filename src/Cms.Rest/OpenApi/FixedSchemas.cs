using System.Text.Json.Nodes;

namespace Cms.Rest.OpenApi;

/// <summary>Schemas, parameters and answers that are the same in every tenant.</summary>
internal static class FixedSchemas
{
    /// <summary>About content.</summary>
    public const string Content = """
        {
          "ContentItem": {
            "type": "object",
            "required": ["ContentType"],
            "properties": {
              "ContentItemId": { "type": "string", "description": "Names the item over all its versions. A new item keeps the one that it brings." },
              "ContentItemVersionId": { "type": "string", "readOnly": true },
              "ContentType": { "type": "string" },
              "DisplayText": { "type": ["string", "null"], "description": "Counts when an item is saved only where the type makes no title." },
              "Latest": { "type": "boolean", "readOnly": true },
              "Published": { "type": "boolean", "readOnly": true },
              "ModifiedUtc": { "type": ["string", "null"], "format": "date-time", "readOnly": true },
              "PublishedUtc": { "type": ["string", "null"], "format": "date-time", "readOnly": true },
              "CreatedUtc": { "type": ["string", "null"], "format": "date-time", "readOnly": true },
              "Owner": { "type": ["string", "null"], "description": "The id of a user; another one needs the permission EditContentOwner." },
              "Author": { "type": ["string", "null"], "readOnly": true }
            }
          },
          "PageInfo": {
            "type": "object",
            "required": ["endCursor", "hasNextPage"],
            "properties": { "endCursor": { "type": ["string", "null"] }, "hasNextPage": { "type": "boolean" } }
          },
          "ItemPage": {
            "type": "object",
            "required": ["items", "pageInfo"],
            "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/AnyItem" } }, "pageInfo": { "$ref": "#/components/schemas/PageInfo" } }
          },
          "ItemList": { "type": "array", "items": { "$ref": "#/components/schemas/AnyItem" } },
          "BulkResults": {
            "type": "object",
            "required": ["results"],
            "properties": {
              "results": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["status"],
                  "properties": { "status": { "type": "integer" }, "item": { "$ref": "#/components/schemas/AnyItem" }, "problem": { "$ref": "#/components/schemas/Problem" } }
                }
              }
            }
          },
          "VersionList": {
            "type": "object",
            "required": ["items"],
            "properties": {
              "items": {
                "type": "array",
                "items": { "allOf": [{ "$ref": "#/components/schemas/ContentItem" }], "properties": { "Number": { "type": "integer" } } }
              }
            }
          },
          "VersionName": {
            "type": "object",
            "required": ["ContentItemVersionId"],
            "additionalProperties": false,
            "properties": { "ContentItemVersionId": { "type": "string" } }
          },
          "MergePatch": { "type": "object", "description": "Members of the item as they are to be; null removes one, objects are merged, lists replaced." }
        }
        """;

    /// <summary>About failures, and small things.</summary>
    public const string Common = """
        {
          "AuditEntry": {
            "type": "object",
            "required": ["id", "atUtc", "userId", "userName", "category", "event", "subjectId", "subject"],
            "properties": {
              "id": { "type": "integer" },
              "atUtc": { "type": "string", "format": "date-time" },
              "userId": { "type": "string", "description": "Empty for visitors and the program." },
              "userName": { "type": "string", "description": "The program is called system." },
              "address": { "type": ["string", "null"] },
              "category": { "type": "string" },
              "event": { "type": "string" },
              "contentType": { "type": ["string", "null"] },
              "subjectId": { "type": "string" },
              "subject": { "type": "string" },
              "details": { "type": ["object", "null"], "description": "Such as changes, each with path, before and after." }
            }
          },
          "AuditPage": {
            "type": "object",
            "required": ["items", "pageInfo"],
            "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/AuditEntry" } }, "pageInfo": { "$ref": "#/components/schemas/PageInfo" } }
          },
          "Problem": {
            "type": "object",
            "description": "Problem details (RFC 9457).",
            "required": ["type", "title", "status", "detail"],
            "properties": {
              "type": { "type": "string", "format": "uri" },
              "title": { "type": "string" },
              "status": { "type": "integer" },
              "detail": { "type": "string" },
              "errors": {
                "type": "object",
                "description": "From the place in the input to messages, which complete a sentence that begins with it.",
                "additionalProperties": { "type": "array", "items": { "type": "string" } }
              }
            }
          },
          "AnyObject": { "type": "object" },
          "Text": { "type": "string" }
        }
        """;

    /// <summary>About tenants; the states of one are said where it is read.</summary>
    public const string Tenants = """
        {
          "Tenant": {
            "type": "object",
            "required": ["name", "state", "address"],
            "properties": {
              "name": { "type": "string" },
              "state": { "type": "string" },
              "address": { "type": "string" },
              "requestUrlHost": { "type": "string", "description": "Host names, parted by commas; empty for every host." },
              "requestUrlPrefix": { "type": "string" },
              "recipeName": { "type": "string" },
              "description": { "type": "string" },
              "category": { "type": "string" },
              "createdUtc": { "type": "string", "format": "date-time" },
              "hasAdministrator": { "type": "boolean" }
            }
          },
          "TenantPage": {
            "type": "object",
            "required": ["items", "pageInfo"],
            "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Tenant" } }, "pageInfo": { "$ref": "#/components/schemas/PageInfo" } }
          },
          "TenantDetails": {
            "type": "object",
            "required": ["name"],
            "properties": {
              "name": { "type": "string" },
              "requestUrlHost": { "type": ["string", "null"] },
              "requestUrlPrefix": { "type": ["string", "null"] },
              "databaseProvider": { "type": ["string", "null"], "description": "May be left out; else the one of the program." },
              "recipeName": { "type": ["string", "null"] },
              "description": { "type": ["string", "null"] },
              "category": { "type": ["string", "null"] }
            }
          },
          "TenantSetup": {
            "type": "object",
            "required": ["name", "siteName", "userName", "email", "password"],
            "properties": {
              "name": { "type": "string" },
              "siteName": { "type": "string" },
              "userName": { "type": "string" },
              "email": { "type": "string" },
              "password": { "type": "string", "format": "password" },
              "databaseProvider": { "type": ["string", "null"] },
              "recipeName": { "type": ["string", "null"] },
              "recipe": { "type": ["string", "null"], "description": "A whole recipe as text, instead of a name." },
              "siteTimeZone": { "type": ["string", "null"], "examples": ["Europe/Prague"] }
            }
          }
        }
        """;

    /// <summary>Parameters by the names that <see cref="Operation"/> uses; those of addresses by their own.</summary>
    public const string Parameters = """
        {
          "contentItemId": { "name": "contentItemId", "in": "path", "required": true, "schema": { "type": "string" } },
          "contentItemVersionId": { "name": "contentItemVersionId", "in": "path", "required": true, "schema": { "type": "string" } },
          "tenantName": { "name": "tenantName", "in": "path", "required": true, "schema": { "type": "string" } },
          "type": { "name": "type", "in": "query", "required": true, "description": "The content type.", "schema": { "type": "string" } },
          "status": { "name": "status", "in": "query", "schema": { "type": "string", "enum": ["published", "draft", "latest"], "default": "published" } },
          "where": { "name": "where", "in": "query", "description": "Conditions as JSON, with the members of GraphQL's where: {\"displayText_contains\": \"sleep\"}.", "schema": { "type": "string", "contentMediaType": "application/json" } },
          "orderBy": { "name": "orderBy", "in": "query", "description": "Names with _ASC or _DESC, parted by commas.", "schema": { "type": "string", "default": "createdUtc_DESC" } },
          "first": { "name": "first", "in": "query", "description": "How many at most.", "schema": { "type": "integer", "minimum": 1, "maximum": 100 } },
          "after": { "name": "after", "in": "query", "description": "The endCursor of the page before, in the same order.", "schema": { "type": "string" } },
          "afterName": { "name": "after", "in": "query", "description": "The endCursor of the page before.", "schema": { "type": "string" } },
          "afterEntry": { "name": "after", "in": "query", "description": "The endCursor of the page before.", "schema": { "type": "string" } },
          "category": { "name": "category", "in": "query", "description": "Only of this category.", "schema": { "type": "string" } },
          "event": { "name": "event", "in": "query", "description": "Only this event, such as Published.", "schema": { "type": "string" } },
          "user": { "name": "user", "in": "query", "description": "Only by the user or app with this name or id.", "schema": { "type": "string" } },
          "subject": { "name": "subject", "in": "query", "description": "Only of what has this id, such as a content item.", "schema": { "type": "string" } },
          "text": { "name": "text", "in": "query", "description": "Only where the title or the details have this text.", "schema": { "type": "string" } },
          "since": { "name": "since", "in": "query", "description": "Only at this moment or later.", "schema": { "type": "string", "format": "date-time" } },
          "until": { "name": "until", "in": "query", "description": "Only before this moment.", "schema": { "type": "string", "format": "date-time" } },
          "draft": { "name": "draft", "in": "query", "description": "Only save, do not publish.", "schema": { "type": "boolean", "default": false } },
          "evenIfUsed": { "name": "evenIfUsed", "in": "query", "description": "Also when something refers to it.", "schema": { "type": "boolean", "default": false } },
          "If-Match": { "name": "If-Match", "in": "header", "description": "The entity tag of the latest version; another one is answered 412.", "schema": { "type": "string" } },
          "If-None-Match": { "name": "If-None-Match", "in": "header", "description": "Entity tags that the caller has; one that still holds is answered 304.", "schema": { "type": "string" } },
          "Idempotency-Key": { "name": "Idempotency-Key", "in": "header", "description": "Makes it safe to send the request again for 24 hours.", "schema": { "type": "string", "maxLength": 257 } }
        }
        """;

    /// <summary>The object in one of the texts; a new one each time.</summary>
    public static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();
}
