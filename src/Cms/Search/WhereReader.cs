using Cms.Content;

namespace Cms.Search;

/// <summary>
/// Turns a <c>where</c> object into conditions, as Orchard Core understands it: members of an object must all hold, except that all
/// members of all objects under <c>OR</c> are alternatives; <c>NOT</c> negates its members taken together.
/// </summary>
/// <param name="members">What its members mean, beside the junctions.</param>
public sealed class WhereReader(IReadOnlyDictionary<string, WhereMember> members)
{
    /// <summary>All members of these objects must hold.</summary>
    public const string And = "AND";

    /// <summary>At least one of all the members of these objects must hold.</summary>
    public const string Or = "OR";

    /// <summary>The members of these objects must not all hold.</summary>
    public const string Not = "NOT";

    /// <summary>True for a name that joins conditions instead of being one.</summary>
    public static bool IsJunction(string name) => name is And or Or or Not;

    /// <summary>
    /// The conditions, or null for none. Whoever calls has checked names and kinds of values; throws <see cref="WhereException"/> when there are
    /// more conditions or values than the question may have.
    /// </summary>
    public async ValueTask<ContentFilter?> ReadAsync(object? where, WhereQuestion question, CancellationToken cancel) =>
        where is IDictionary<string, object?> { Count: > 0 } conditions
            ? new AllOf(await new Reading(members, question, cancel).MembersAsync([conditions]))
            : null;

    private sealed class Reading(IReadOnlyDictionary<string, WhereMember> members, WhereQuestion question, CancellationToken cancel)
    {
        public async ValueTask<List<ContentFilter>> MembersAsync(IEnumerable<object?> objects)
        {
            var filters = new List<ContentFilter>();
            foreach (var member in objects.OfType<IDictionary<string, object?>>().SelectMany(one => one))
            {
                question.CountCondition();
                if (await MemberAsync(member.Key, member.Value) is { } filter)
                    filters.Add(filter);
            }

            return filters;
        }

        private async ValueTask<ContentFilter?> MemberAsync(string name, object? value)
        {
            if (!IsJunction(name))
                return await members[name].ReadAsync(value, question, cancel);

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
