using Cms.Rest.Audit;
using Cms.Rest.Items;
using Cms.Rest.OpenApi;
using Cms.Rest.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Rest.Http;

/// <summary>One thing that can be asked for: a method at an address of an area.</summary>
internal sealed record RestRoute(RestArea Area, string Pattern, string Method, Func<IServiceProvider, RestCall, Task<Answer>> RunAsync)
{
    private const string Item = "/{contentItemId}", Named = "/{tenantName}";

    /// <summary>All of them; the tables of docs/rest.md.</summary>
    public static IReadOnlyList<RestRoute> All { get; } =
    [
        Of<ListItems>("", HttpMethods.Get, (list, call) => list.RunAsync(call)),
        Of<WriteItems>("", HttpMethods.Post, (write, call) => write.PostAsync(call)),
        Of<WriteItems>("/bulk", HttpMethods.Post, (write, call) => write.PostManyAsync(call)),
        Of<ReadItems>(Item, HttpMethods.Get, (read, call) => read.ItemAsync(call)),
        Of<WriteItems>(Item, HttpMethods.Patch, (write, call) => write.PatchAsync(call)),
        Of<WriteItems>(Item, HttpMethods.Delete, (write, call) => write.DeleteAsync(call)),
        Of<ReadItems>(Item + "/versions", HttpMethods.Get, (read, call) => read.VersionsAsync(call)),
        Of<ReadItems>(Item + "/versions/{contentItemVersionId}", HttpMethods.Get, (read, call) => read.VersionAsync(call)),
        Of<ChangeItems>(Item + "/publish", HttpMethods.Post, (change, call) => change.PublishAsync(call)),
        Of<ChangeItems>(Item + "/unpublish", HttpMethods.Post, (change, call) => change.UnpublishAsync(call)),
        Of<ChangeItems>(Item + "/discard-draft", HttpMethods.Post, (change, call) => change.DiscardDraftAsync(call)),
        Of<ChangeItems>(Item + "/clone", HttpMethods.Post, (change, call) => change.CloneAsync(call)),
        Of<ChangeItems>(Item + "/restore", HttpMethods.Post, (change, call) => change.RestoreAsync(call)),

        OfTenants<ReadTenants>("", HttpMethods.Get, (read, call) => read.ListAsync(call)),
        OfTenants<ReadTenants>("/status" + Named, HttpMethods.Get, (read, call) => read.StatusAsync(call)),
        OfTenants<WriteTenants>("/create", HttpMethods.Post, (write, call) => write.CreateAsync(call)),
        OfTenants<WriteTenants>("/setup", HttpMethods.Post, (write, call) => write.SetUpAsync(call)),
        OfTenants<WriteTenants>("/edit", HttpMethods.Post, (write, call) => write.EditAsync(call)),
        OfTenants<ChangeTenants>("/enable" + Named, HttpMethods.Post, (change, call) => change.EnableAsync(call)),
        OfTenants<ChangeTenants>("/disable" + Named, HttpMethods.Post, (change, call) => change.DisableAsync(call)),
        OfTenants<ChangeTenants>("/remove" + Named, HttpMethods.Post, (change, call) => change.RemoveAsync(call)),

        Of<ReadEntries>(RestArea.Trail, "", HttpMethods.Get, (read, call) => read.ListAsync(call)),

        Of<ShowDescription>(RestArea.Description, "/openapi.json", HttpMethods.Get, (show, call) => show.DocumentAsync(call)),
        Of<ShowDescription>(RestArea.Description, "/docs", HttpMethods.Get, (show, call) => show.PageAsync(call)),
        Of<ShowDescription>(RestArea.Description, "/docs/style.css", HttpMethods.Get, (_, call) => ShowDescription.StyleAsync(call)),
    ];

    /// <summary>The whole address.</summary>
    public string Address => Area.Root + Pattern;

    private static RestRoute Of<T>(string pattern, string method, Func<T, RestCall, Task<Answer>> run) where T : class => Of(RestArea.Content, pattern, method, run);

    private static RestRoute OfTenants<T>(string pattern, string method, Func<T, RestCall, Task<Answer>> run) where T : class => Of(RestArea.Tenants, pattern, method, run);

    private static RestRoute Of<T>(RestArea area, string pattern, string method, Func<T, RestCall, Task<Answer>> run) where T : class =>
        new(area, pattern, method, (services, call) => run(services.GetRequiredService<T>(), call));
}
