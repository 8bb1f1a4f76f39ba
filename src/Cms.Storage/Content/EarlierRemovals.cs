namespace Cms.Storage.Content;

/// <summary>Items that were removed before there was a trash: a migration puts them there, as drafts, since nobody wrote down what they were.</summary>
internal static class EarlierRemovals
{
    /// <summary>The statement.</summary>
    /// <param name="now">The present moment in the database's SQL, in the form in which it stores moments.</param>
    public static string IntoTrash(string now) => $"""
        INSERT INTO "Trash" ("ContentItemId", "ContentType", "DisplayText", "RemovedUtc", "RemovedBy", "LatestVersionId")
        SELECT last."ContentItemId", last."ContentType", last."DisplayText", {now}, '', last."VersionId"
        FROM "ContentVersions" AS last
        WHERE NOT EXISTS (SELECT 1 FROM "ContentIndex" AS live WHERE live."ContentItemId" = last."ContentItemId")
        AND NOT EXISTS (SELECT 1 FROM "ContentVersions" AS later WHERE later."ContentItemId" = last."ContentItemId" AND later."Number" > last."Number");
        """;
}
