using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Cms.Storage.Sqlite;

/// <summary>Notices that another connection, in this process or another one, committed to a file (<c>PRAGMA data_version</c>).</summary>
internal sealed class SqliteWatch : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();
    private long _seen;
    private bool _closed;

    private SqliteWatch(SqliteConnection connection) => _connection = connection;

    public static async Task<SqliteWatch> BeginAsync(string path, CancellationToken cancel)
    {
        var connection = new SqliteConnection(SqliteFile.ConnectionString(path) + ";Pooling=False");
        await connection.OpenAsync(cancel);
        var watch = new SqliteWatch(connection);
        watch._seen = watch.Read("PRAGMA data_version");
        return watch;
    }

    /// <summary>True when something was committed since the last look.</summary>
    public bool HasChanged()
    {
        lock (_gate)
        {
            if (_closed)
                return false;

            var version = Read("PRAGMA data_version");
            var changed = version != _seen;
            _seen = version;
            return changed;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _connection.Dispose();
        }
    }

    private long Read(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
