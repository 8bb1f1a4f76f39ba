namespace Cms.Site.Tests;

/// <summary>Plain-text articles as editors bring them.</summary>
public static class Articles
{
    /// <summary>The least that is worth reading; what a test does not care about.</summary>
    public static string Brief(string title, string introduction = "Begin here.", string keywords = "Calm") => $"""
        {title}
        Date created: 2025-11-20

        {introduction}

        1. Start:
        • Breathe: slowly.

        That is all.

        Keywords: {keywords}
        """;
}
