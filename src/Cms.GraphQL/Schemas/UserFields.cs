using Cms.Content;
using Cms.GraphQL.Resolving;
using Cms.Users;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>What the schema shows of the tenant's users: who asks, and those whom items name.</summary>
internal sealed class UserFields
{
    private readonly ObjectGraphType _user = new() { Name = SchemaNames.User, Description = "Somebody who can sign in." };

    public UserFields()
    {
        Add("userId", "Names the user for good.", user => user.Id);
        Add("userName", "What the user signs in with and others see.", user => user.UserName);
        Add("email", "The user's e-mail address; null when there is none.", user => user.Email);
        Add("phoneNumber", "Null: users of this site have no telephone number.", _ => null);
    }

    /// <summary>The user who asks.</summary>
    public GraphField Me() => Fields.Of("me", "The user who asks; null for visitors and for apps that ask for themselves.", _user, async context =>
    {
        var state = RequestState.Of(context);
        return state.Caller.UserId.Length > 0 ? await state.Users.FindByIdAsync(state.Caller.UserId, context.CancellationToken) : null;
    });

    /// <summary>The users whose ids a piece of JSON has; only for those who may see users.</summary>
    public GraphField Named(string member) => Fields.Of("users", $"The users, in order; those who are gone are left out. Needs the permission {Permission.ManageUsers}.", new ListGraphType(_user), context =>
    {
        var state = RequestState.Of(context);
        if (state.Caller.Refuse(Permission.ManageUsers, "see users") is { } refused)
            throw GraphQLErrors.Of(GraphQLErrorCode.Forbidden, refused.Message);

        string[] ids = context.Paged(Sources.Texts(JsonText.Member(Sources.PartsOf(context.Source), member)).OfType<string>());
        return state.Batches.Load(nameof(UserStore), ids, async (all, cancel) => (await state.Users.ListByIdsAsync(all, cancel)).ToLookup(user => user.Id), found => ids.SelectMany(id => found[id]).ToArray());
    }).With(Fields.Paging());

    private void Add(string name, string description, Func<User, string?> read) =>
        _user.AddField(Fields.Of(name, description, typeof(StringGraphType), context => read((User)context.Source!)));
}
