using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage.Memory;

/// <summary>The channels in memory, with the snapshot that each notice asks.</summary>
public sealed class MemoryChannelStore(MemoryJournal journal) : IChannelStore
{
    private ChannelList kept = ChannelList.Empty;
    private volatile ChannelList current = ChannelList.Empty;

    public ChannelList Current => current;

    public Task<bool> Save(ChannelList list, int expectedVersion, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            var before = kept;
            if (before.Version != expectedVersion) return false;
            var saved = list with { Version = expectedVersion + 1 };
            MemoryCounty.Change(session, () => kept = saved, () => kept = before);
            session.OnCommitted(() => current = saved);
            return true;
        },
        cancellation);
}
