namespace Cms.Storage.Content;

/// <summary>The few versions among which are all that a condition can be true for, as an index said before the list itself is asked for; the condition still decides.</summary>
/// <param name="Versions">Which they are, as one parameter of the list's statement, however many.</param>
/// <param name="Among">Their rows, by that parameter.</param>
internal sealed record Candidates(string Versions, Func<TenantDb, string, IQueryable<StateRow>> Among);
