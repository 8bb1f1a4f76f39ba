using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Admin.Comparing;

/// <summary>The names of what versions refer to, as far as the caller may know them.</summary>
public sealed class KnownNames(ContentStore store, CurrentCaller current, PerTenant<TaxonomyTerms> kept, CurrentTenant tenant, UserStore users)
{
    private readonly Dictionary<string, string> _items = new(StringComparer.Ordinal), _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, Term>> _terms = new(StringComparer.Ordinal);

    /// <summary>Looks for the names of all that these versions refer to.</summary>
    public async Task LoadAsync(IReadOnlyList<ContentItem> versions, ContentDefinitions definitions, CancellationToken cancel)
    {
        var caller = current.Caller;
        var targets = versions.SelectMany(version => References.In(version, definitions)).ToLookup(one => one.Kind, one => one.Target);
        string[] items = [.. targets[ReferenceKind.Item].Distinct(StringComparer.Ordinal)];
        foreach (var item in (await store.ListByIdsAsync(items, ContentStatus.All, cancel)).Where(caller.MaySee))
            _items.TryAdd(item.ContentItemId, item.DisplayText);

        foreach (var id in targets[ReferenceKind.Taxonomy].Distinct(StringComparer.Ordinal))
        {
            if (await store.FindPublishedAsync(id, cancel) is { } taxonomy && caller.MaySee(taxonomy))
                _terms[id] = await (await kept.GetAsync(tenant.Tenant, cancel)).OfAsync(id);
        }

        string[] people = [.. targets[ReferenceKind.User].Distinct(StringComparer.Ordinal)];
        foreach (var user in people.Length == 0 ? [] : await users.ListByIdsAsync(people, cancel))
            _users[user.Id] = user.UserName;
    }

    /// <summary>What an item is called; a word for one that is gone or that the caller may not see, which are not told apart.</summary>
    public string OfItem(string id) => Or(_items.GetValueOrDefault(id));

    /// <summary>What a term is called.</summary>
    public string OfTerm(string taxonomy, string id) => Or(_terms.GetValueOrDefault(taxonomy)?.GetValueOrDefault(id)?.DisplayText);

    /// <summary>What a user is called.</summary>
    public string OfUser(string id) => Or(_users.GetValueOrDefault(id));

    private static string Or(string? name) => name is null ? Browser.Texts.T("Compare.Unnamed") : name.Length == 0 ? Browser.Texts.T("ContentList.Untitled") : name;
}
