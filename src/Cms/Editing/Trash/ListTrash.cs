using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Trash;

/// <summary>Shows the trash to those who may put items there and take them out.</summary>
public sealed class ListTrash(CurrentCaller current, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>A page of it, the last removed first; <see cref="ProblemKind.Forbidden"/> for a caller who may remove items of no type.</summary>
    public async Task<Outcome<IReadOnlyList<TrashedItem>>> RunAsync(int first, int skip, CancellationToken cancel)
    {
        // Who may remove any item also sees those whose type is no more.
        var mayAll = current.Caller.May(Permission.DeleteContent);
        string[] types = mayAll ? [] : [.. (await definitions.GetAsync(cancel)).Types.Select(type => type.Name).Where(type => current.Caller.May(ContentAction.Delete, type))];
        if (!mayAll && types.Length == 0)
            return Problem.Forbidden($"You may not look into the trash; it needs the permission {Permission.DeleteContent}, or Delete_TYPE for items of one type.");

        var found = await store.ListTrashAsync(new TrashQuery { ContentTypes = mayAll ? null : types, First = first, Skip = skip }, cancel);
        return new List<TrashedItem>(found);
    }
}
