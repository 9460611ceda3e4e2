using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>The channels in SQLite, encrypted as a whole, and the snapshot of them that each notice asks: replaced as soon as a new version is committed.</summary>
public sealed class SqliteChannelStore : IChannelStore
{
    private const string Place = "channels";

    private readonly Journal journal;
    private readonly KeyRing keys;
    private volatile ChannelList current;

    public SqliteChannelStore(Journal journal, KeyRing keys)
    {
        (this.journal, this.keys) = (journal, keys);
        current = journal.Read(Read);
    }

    public ChannelList Current => current;

    public Task<bool> Save(ChannelList list, int expectedVersion, CancellationToken cancellation = default)
    {
        var saved = list with { Version = expectedVersion + 1 };
        var json = keys.Texts.Encrypt(ChannelJson.Write(saved.Channels), Place);
        return journal.Write(
            session =>
            {
                if (VersionOf(session) != expectedVersion) return false;
                session.Statement("INSERT OR REPLACE INTO channels (one, version, json) VALUES (1, ?, ?)").Bind(1, saved.Version).Bind(2, json.AsSpan()).Run();
                session.OnCommitted(() => current = saved);
                return true;
            },
            cancellation);
    }

    private static int VersionOf(JournalSession session)
    {
        var statement = session.Statement("SELECT version FROM channels");
        var version = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return version;
    }

    private ChannelList Read(JournalSession session)
    {
        var statement = session.Statement("SELECT version, json FROM channels");
        var list = statement.Step() ? new ChannelList((int)statement.Long(0), ChannelJson.Read(keys.Texts.Decrypt(statement.Bytes(1), Place))) : ChannelList.Empty;
        statement.Reset();
        return list;
    }
}
