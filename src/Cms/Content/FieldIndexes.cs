namespace Cms.Content;

/// <summary>The database's indexes of field values of the current tenant. Implemented by Cms.Storage for each database.</summary>
public abstract class FieldIndexes
{
    /// <summary>The names of those that are ready for use.</summary>
    public abstract Task<IReadOnlySet<string>> ListAsync(CancellationToken cancel);

    /// <summary>
    /// Makes the index and gives back when it is ready; true when it was made here, false when it was there or another process makes it.
    /// Not within a transaction.
    /// </summary>
    public abstract Task<bool> CreateAsync(FieldPath field, CancellationToken cancel);

    /// <summary>Removes an index of this name; nothing happens when there is none. Not within a transaction.</summary>
    public abstract Task DropAsync(string name, CancellationToken cancel);

    /// <summary>How many percent of the index are made, or null where nobody makes it or the database does not say.</summary>
    public abstract Task<int?> FindProgressAsync(string name, CancellationToken cancel);
}
