using System.Security.Cryptography;
using Cms.Content;
using Cms.Editing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cms.Rest.Http;

/// <summary>Names an item in one state: the version's id, and a hash of all that is sent, because publishing makes no new version and a rename rewrites old ones.</summary>
internal static class EntityTag
{
    private const int HashedBytes = 8;

    public static string Of(ContentItem item, ReadOnlySpan<byte> sent) =>
        $"\"{item.ContentItemVersionId}-{Convert.ToHexStringLower(SHA256.HashData(sent).AsSpan(0, HashedBytes))}\"";

    /// <summary>True when the header <c>If-None-Match</c> names this tag.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        Read(request.Headers.IfNoneMatch, HeaderNames.IfNoneMatch).Any(known => known.Tag == "*" || known.Tag == tag);

    /// <summary>
    /// Null when the request may change the item: it has no <c>If-Match</c>, or names the item's latest version as it is. Else the answer, which says who
    /// saved what came between.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="latest">The latest version; null when there is none yet.</param>
    /// <param name="fields">What the caller sees of it.</param>
    public static Answer? Refuse(HttpRequest request, ContentItem? latest, FieldAccess fields)
    {
        var expected = Read(request.Headers.IfMatch, HeaderNames.IfMatch);
        if (expected.Count == 0)
            return null;

        if (latest is null)
            return Answer.Refused(StatusCodes.Status412PreconditionFailed, "If-Match was sent, but there is no such item yet; leave the header out to make a new one.");

        // RFC 9110, section 13.1.1: a weak tag never matches here.
        var tag = Answer.Of(latest, fields).Tag!;
        if (expected.Any(one => one.Tag == "*" || (one.Tag == tag && !one.IsWeak)))
            return null;

        var who = latest.Author.Length > 0 ? latest.Author : "somebody";
        return Answer.Refused(
            StatusCodes.Status412PreconditionFailed,
            $"\"{latest.DisplayText}\" is no longer as If-Match names it: its latest version is {latest.ContentItemVersionId}, saved by {who} at {latest.ModifiedUtc:yyyy-MM-dd HH:mm:ss} UTC"
            + (latest.Published ? " and published." : ".") + $" Get it anew with ?status=latest (entity tag {tag}) and make the change to that.");
    }

    /// <summary>True when the request has <c>If-Match</c>.</summary>
    public static bool IsExpected(HttpRequest request) => request.Headers.IfMatch.Count > 0;

    private static IList<EntityTagHeaderValue> Read(StringValues header, string name)
    {
        if (header.Count == 0)
            return [];

        return EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags)
            ? tags
            : throw new BadRestRequestException(StatusCodes.Status400BadRequest, $"{name} must be * or entity tags in quotes, as ETag gave them.");
    }
}
