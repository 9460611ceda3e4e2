using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>The channels in a table: one document, encrypted as a whole.</summary>
internal sealed class TableChannelStore(CountyTables tables, KeyRing keys, TimeProvider time) : IChannelStore, IRefreshed
{
    private const string Place = "channels";

    private readonly Register<ChannelList> register = new(
        new(tables.Registers, TableRegisters.Kind), "channels", time,
        document => new((int)document.Version, ChannelJson.Read(keys.Texts.Decrypt(document.Content, Place))));

    public ChannelList Current => register.Current ?? ChannelList.Empty;

    public Task Refresh(CancellationToken cancellation) => register.Refresh(cancellation);

    public Task<bool> Save(ChannelList list, int expectedVersion, CancellationToken cancellation = default) =>
        register.Save(list with { Version = expectedVersion + 1 }, expectedVersion, keys.Texts.Encrypt(ChannelJson.Write(list.Channels), Place), [], cancellation);
}
