using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.GraphQL.Keeping;
using Cms.GraphQL.Schemas;
using Cms.Search;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>What the resolvers of one request share. GraphQL.NET hands it to them as the user context, which must be a dictionary.</summary>
internal sealed class RequestState : Dictionary<string, object?>
{
    private int _items;
    private long _characters;

    public RequestState(ContentReads reads) => (Reads, References, Links) = (reads, new References(reads, Batches), new Links(reads, Batches));

    public required Caller Caller { get; init; }

    /// <summary>The content; resolvers reach it by no other way.</summary>
    public ContentReads Reads { get; }

    public required Tenant Tenant { get; init; }

    public required PerTenant<KeptSite> Sites { get; init; }

    /// <summary>The tenant's users; an answer that tells of them is not kept.</summary>
    public required UserStore Users
    {
        get
        {
            Reads.ReadOutside();
            return field;
        }

        init;
    }

    /// <summary>The tenant's definitions, which the schema was built from.</summary>
    public required ContentDefinitions Definitions { get; init; }

    public required GraphQLLimits Limits { get; init; }

    /// <summary>The variables as they came, in the order in which the client wrote them.</summary>
    public required Inputs Variables { get; init; }

    public required string PathBase { get; init; }

    public References References { get; }

    public Links Links { get; }

    public Batches Batches { get; } = new();

    /// <summary>Which fields the caller may see.</summary>
    public required FieldAccess Fields { get; init; }

    /// <summary>What reading a <c>where</c> needs.</summary>
    public WhereQuestion Where => new(Limits.MaxConditions, Limits.MaxNumberOfResults, Fields.RefuseAsking, type => SeenItems.Of(Caller, type), Reads.TermsOfAsync);

    public static RequestState Of(IResolveFieldContext context) => (RequestState)context.UserContext;

    /// <summary>Whether the caller may see this version of an item, asked for each item that an answer would show.</summary>
    public bool MaySee(ContentItem item) => Caller.MaySee(item);

    /// <summary>Whether the caller may see what is published of the type, whoever owns it.</summary>
    public bool MaySee(string contentType) => Caller.May(ContentAction.View, contentType);

    /// <summary>Whether the caller may see what is published of the type, or of it their own items at least.</summary>
    public bool MaySeeSome(string contentType) => Caller.MayWithOwn(ContentAction.View, contentType);

    /// <summary>
    /// Throws when the caller may see no content at all in this status. Called before anything is read, so the error is the same whatever exists;
    /// which items it may see, <see cref="MaySee(ContentItem)"/> says.
    /// </summary>
    public void RequireMaySee(ContentStatus status) => Require(status, action => Definitions.Types.Any(type => Caller.MayWithOwn(action, type.Name)));

    /// <summary>Throws when the caller may see nothing of this type in this status. Gives back the user whose items it is to see, or null for everybody's.</summary>
    public string? RequireMaySee(ContentStatus status, string contentType)
    {
        Require(status, action => Caller.MayWithOwn(action, contentType));
        return Caller.May(ToSee(status), contentType) ? null : Caller.UserId;
    }

    /// <summary>Those items of these types that the caller may see in this status.</summary>
    public VisibleItems Visible(ContentStatus status, IEnumerable<string> contentTypes)
    {
        ContentAction[] needed = [ContentAction.View, ToSee(status)];
        var seen = contentTypes.Where(type => needed.All(action => Caller.MayWithOwn(action, type))).ToLookup(type => needed.All(action => Caller.May(action, type)));
        return new VisibleItems([.. seen[true]], [.. seen[false]], Caller.UserId);
    }

    /// <summary>How many items a list has that does not say how many.</summary>
    public async ValueTask<int> DefaultNumberOfResultsAsync(CancellationToken cancel) =>
        Math.Min((await Sites.GetAsync(Tenant, cancel)).Settings.PageSize ?? Limits.DefaultNumberOfResults, Limits.MaxNumberOfResults);

    /// <summary>How many items were counted.</summary>
    public int Items => _items;

    /// <summary>Counts items that go into the answer. Throws when there are too many.</summary>
    public void CountItems(int items)
    {
        if (Interlocked.Add(ref _items, items) > Limits.MaxItems)
            throw GraphQLErrors.Limit($"The answer would have more than {Limits.MaxItems} items.");
    }

    /// <summary>Counts what an answer has beside items. Throws when there is too much.</summary>
    public void CountCharacters(long characters)
    {
        if (Interlocked.Add(ref _characters, characters) > Limits.MaxAnswerBytes)
            throw GraphQLErrors.AnswerTooBig(Limits);
    }

    private static ContentAction ToSee(ContentStatus status) => Permission.ToSee(status == ContentStatus.Published);

    private static void Require(ContentStatus status, Func<ContentAction, bool> may)
    {
        if (may(ToSee(status)))
            return;

        throw status == ContentStatus.Published || !may(ContentAction.View)
            ? GraphQLErrors.Of(GraphQLErrorCode.Forbidden, $"You may not see content; it needs the permission {Permission.ViewContent}.")
            : GraphQLErrors.Of(GraphQLErrorCode.Forbidden, $"You may see only published content; drafts need the permission {Permission.EditContent}.");
    }
}
