using Cms.Content;

namespace Cms.GraphQL.Resolving;

/// <summary>
/// Turns a <c>where</c> object into conditions, as Orchard Core understands it: members of an object must all hold, except that all
/// members of all objects under <c>OR</c> are alternatives; <c>NOT</c> negates its members taken together.
/// </summary>
internal sealed class WhereReader(IReadOnlyDictionary<string, WhereMember> members)
{
    public const string And = "AND";
    public const string Or = "OR";
    public const string Not = "NOT";

    /// <summary>The conditions, or null for none.</summary>
    public async ValueTask<ContentFilter?> ReadAsync(object? where, RequestState state, CancellationToken cancel) =>
        where is IDictionary<string, object?> { Count: > 0 } conditions
            ? new AllOf(await new Reading(members, state, cancel).MembersAsync([conditions]))
            : null;

    private sealed class Reading(IReadOnlyDictionary<string, WhereMember> members, RequestState state, CancellationToken cancel)
    {
        private int _count;

        public async ValueTask<List<ContentFilter>> MembersAsync(IEnumerable<object?> objects)
        {
            var filters = new List<ContentFilter>();
            foreach (var member in objects.OfType<IDictionary<string, object?>>().SelectMany(one => one))
            {
                if (++_count > state.Limits.MaxConditions)
                    throw GraphQLErrors.Limit($"where may have {state.Limits.MaxConditions} conditions at most.");

                if (await MemberAsync(member.Key, member.Value) is { } filter)
                    filters.Add(filter);
            }

            return filters;
        }

        private async ValueTask<ContentFilter?> MemberAsync(string name, object? value)
        {
            if (name is not (And or Or or Not))
                return await members[name].ReadAsync(value, state, cancel);

            // A client that builds these lists leaves one null or empty when there is nothing to say.
            var filters = await MembersAsync(value as IEnumerable<object?> ?? []);
            return name switch
            {
                _ when filters.Count == 0 => null,
                Or => new AnyOf(filters),
                Not => new Not(new AllOf(filters)),
                _ => new AllOf(filters),
            };
        }
    }
}
