using System.Collections.Concurrent;
using System.Data.Common;
using Cms.Storage.Content;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cms.Storage.Sqlite;

/// <summary>Connections to one file that stay open and keep their statements prepared, which takes SQLite longer than most answers. They only read.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private const int MaxStatements = 100;

    // SQLITE_DBCONFIG_ENABLE_QPSG, which the wrapper has no name for.
    private const int KeepsPlans = 1007;

    // SQLite answers on the thread that asks.
    private static readonly int MaxIdle = Environment.ProcessorCount * 2;

    private readonly ConcurrentBag<Reader> _idle = [];
    private volatile bool _isClosed;

    /// <summary>Runs the statement with these values and shows each row, of which nothing may be kept.</summary>
    public void Read(KeptStatement statement, IReadOnlyList<object> values, Action<DbDataReader> show, CancellationToken cancel)
    {
        var reader = _idle.TryTake(out var idle) ? idle : new Reader(path);
        var isWhole = false;
        try
        {
            reader.Read(statement, values, show, cancel);
            isWhole = true;
        }
        finally
        {
            if (isWhole && !_isClosed && _idle.Count < MaxIdle)
                _idle.Add(reader);
            else
                reader.Dispose();

            // It may have been put back after the others were closed.
            if (_isClosed)
                CloseIdle();
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private sealed class Reader : IDisposable
    {
        private readonly Dictionary<KeptStatement, SqliteCommand> _commands = new(ReferenceEqualityComparer.Instance);
        private readonly SqliteConnection _connection;

        public Reader(string path)
        {
            _connection = new SqliteConnection(new SqliteConnectionStringBuilder(SqliteFile.ConnectionString(path)) { Pooling = false }.ToString());
            try
            {
                _connection.Open();
                SqliteFile.Prepare(_connection);
                using var command = _connection.CreateCommand();
                command.CommandText = "PRAGMA query_only = 1";
                command.ExecuteNonQuery();

                // Or a statement is prepared anew for each value of a column with an index, which could make another plan better.
                SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(_connection.Handle, KeepsPlans, 1, out _), _connection.Handle);
            }
            catch
            {
                _connection.Dispose();
                throw;
            }
        }

        public void Read(KeptStatement statement, IReadOnlyList<object> values, Action<DbDataReader> show, CancellationToken cancel)
        {
            using var reader = SqliteFile.Begin(() =>
            {
                var command = CommandOf(statement);
                statement.Bind(command, values);
                return command.ExecuteReader();
            });
            while (reader.Read())
            {
                cancel.ThrowIfCancellationRequested();
                show(reader);
            }
        }

        public void Dispose() => _connection.Dispose();

        private SqliteCommand CommandOf(KeptStatement statement)
        {
            if (_commands.TryGetValue(statement, out var command))
                return command;

            if (_commands.Count >= MaxStatements)
            {
                foreach (var old in _commands.Values)
                    old.Dispose();
                _commands.Clear();
            }

            command = (SqliteCommand)statement.CreateCommand(_connection);

            // Or it would be prepared each time.
            command.Prepare();
            return _commands[statement] = command;
        }
    }
}
