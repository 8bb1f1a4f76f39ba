using System.Collections.Concurrent;
using System.Data.Common;
using Cms.Content;
using Cms.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>
/// The SQL of questions that were asked before. EF Core translates a question once for its shape (<see cref="QuestionShape"/>); from then on the statement is sent with other values, as
/// translating costs far more than most answers.
/// </summary>
internal sealed class KeptStatements
{
    // As many shapes as the pages and apps of all tenants ask; clients that make up ever new ones begin anew.
    private const int Max = 2_000;

    private readonly ConcurrentDictionary<string, KeptStatement?> _statements = new(StringComparer.Ordinal);

    /// <summary>The statement of a list, translated now when it is the first of its shape; null when EF Core is to translate it each time.</summary>
    /// <param name="query">The list.</param>
    /// <param name="few">The versions among which it is answered; null for all.</param>
    /// <param name="shape">Its shape, with these.</param>
    /// <param name="headsOnly">Number and parts of the versions are left out.</param>
    /// <param name="known">The definitions, in which nothing is pending.</param>
    /// <param name="open">Opens a context to translate with.</param>
    public async ValueTask<KeptStatement?> GetAsync(ContentQuery query, Candidates? few, QuestionShape shape, bool headsOnly, ContentDefinitions known, Func<ValueTask<TenantSession.Lease>> open)
    {
        var key = headsOnly ? shape.Key + "\nheads" : shape.Key;
        if (_statements.TryGetValue(key, out var kept))
            return kept;

        await using var lease = await open();
        if (_statements.Count >= Max)
            _statements.Clear();
        return _statements[key] = Translate(query, few, headsOnly, known, lease.Db);
    }

    private static KeptStatement? Translate(ContentQuery query, Candidates? few, bool headsOnly, ContentDefinitions known, TenantDb db)
    {
        var (question, among, marks) = QuestionShape.Marked(query, few);
        using var command = SqlContentStore.Of(question, among, known, db).Select(headsOnly ? StateRow.ToHead : StateRow.ToItem).CreateDbCommand();
        var parameters = new List<KeptParameter>();
        foreach (DbParameter parameter in command.Parameters)
        {
            var places = Enumerable.Range(0, marks.Count).Where(place => marks[place].Equals(parameter.Value)).ToList();
            if (places.Count == 1)
                parameters.Add(new KeptParameter(parameter.ParameterName, places[0], null));
            else if (places.Count == 0 && (parameter.Value is bool || parameter.Value as string == query.ContentType))
                parameters.Add(new KeptParameter(parameter.ParameterName, null, parameter.Value));
            else
                return null;
        }

        // A value that is in no parameter would stay what it was the first time.
        return marks.Where((_, place) => parameters.All(parameter => parameter.Place != place)).Any() ? null : new KeptStatement(command.CommandText, parameters);
    }
}

/// <summary>A statement with places for values.</summary>
/// <param name="Sql">The statement; the columns of a list are those of <see cref="ListedRow"/>.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record KeptStatement(string Sql, IReadOnlyList<KeptParameter> Parameters)
{
    /// <summary>A command of this statement without values.</summary>
    public DbCommand CreateCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (var (name, _, value) in Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Puts values into such a command.</summary>
    public void Bind(DbCommand command, IReadOnlyList<object> values)
    {
        for (var index = 0; index < Parameters.Count; index++)
        {
            if (Parameters[index].Place is { } place)
                command.Parameters[index].Value = values[place];
        }
    }
}

/// <summary>A parameter of a kept statement.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Which of the question's values it is; null when it is always the same.</param>
/// <param name="Value">The value that it always has.</param>
internal sealed record KeptParameter(string Name, int? Place, object? Value);
