using SQLitePCL;

namespace GridCase.Engine;

/// <summary>
/// A prepared SQL statement with positional parameters (from 1) and columns (from 0): the quick way for what runs many times a second.
/// Belongs to one session. <see cref="Run"/>, <see cref="Reset"/> or stepping to the end closes each use; the end of the work does it too.
/// </summary>
public sealed class Statement
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt handle;

    private readonly List<Statement> stepping;
    private bool isStepping;

    internal Statement(sqlite3 connection, string sql, List<Statement> stepping)
    {
        this.connection = connection;
        this.stepping = stepping;
        Check(raw.sqlite3_prepare_v2(connection, sql, out handle));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public Statement Bind(int parameter, string? value)
    {
        if (value is null) return BindNull(parameter);
        Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    /// <summary>Binds bytes as a blob.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    /// <summary>Binds bytes that are UTF-8 as text.</summary>
    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, "") : raw.sqlite3_bind_text(handle, parameter, utf8));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>Steps to the next row; false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            if (!isStepping) stepping.Add(this);
            isStepping = true;
            return true;
        }

        var message = code == raw.SQLITE_DONE ? null : raw.sqlite3_errmsg(connection).utf8_to_string();
        Reset();
        if (message is null) return false;
        throw new Microsoft.Data.Sqlite.SqliteException($"SQLite error {code}: {message}", code & 0xff, raw.sqlite3_extended_errcode(connection));
    }

    /// <summary>Runs to the end and makes ready for the next use; returns how many rows were changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(connection);
    }

    /// <summary>Ends this use. The last bindings stay until they are bound anew.</summary>
    public void Reset()
    {
        raw.sqlite3_reset(handle);
        if (isStepping) stepping.Remove(this);
        isStepping = false;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>The bytes of a text or blob where they lie: to be read before the next step, and not to be kept.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column);

    internal void Close() => handle.Dispose();

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK) return;
        throw new Microsoft.Data.Sqlite.SqliteException(
            $"SQLite error {code}: {raw.sqlite3_errmsg(connection).utf8_to_string()}", code & 0xff, raw.sqlite3_extended_errcode(connection));
    }
}
