using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Search;

namespace Cms.Editing;

/// <summary>An item that says it is in a list is in one that exists and takes items of its type.</summary>
public sealed class ListTakesItem(ContentStore store) : ContentRule
{
    private const string Where = "ContainedPart.ListContentItemId";

    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        if (!PartValues.In(item, definitions).TryGetValue(PartColumn.ListContentItemId, out var id))
            return [];

        if ((string)id == item.ContentItemId)
            return [new Complaint(Where, "must name another item: no list is in itself")];

        if (await store.FindLatestAsync((string)id, cancel) is not { } list)
            return [new Complaint(Where, $"must name a list that exists, and {id} does not")];

        if (ListPart.Find(definitions.FindType(list.ContentType)) is not { } attached)
            return [new Complaint(Where, $"must name a list, and \"{list.DisplayText}\" ({id}) is of type {list.ContentType}, which has no ListPart")];

        var allowed = ListPart.AllowedTypes(attached);
        return allowed.Contains(item.ContentType)
            ? []
            : [new Complaint(Where, $"must name a list that takes {item.ContentType}, and {list.ContentType} takes {string.Join(", ", allowed.DefaultIfEmpty("nothing"))}")];
    }
}
