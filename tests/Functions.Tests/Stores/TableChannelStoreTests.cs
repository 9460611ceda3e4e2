using System.Text;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableChannelStoreTests : ChannelContract<TableRig>
{
    [Fact]
    public async Task Secrets_are_nowhere_to_be_read_and_another_instance_knows_them()
    {
        await Channels.Save(new(0, [Mail]), 0);
        foreach (var (_, _, columns) in Rig.Service.Table("registers").Everything())
            foreach (var bytes in columns.Values.OfType<byte[]>()) Assert.DoesNotContain(Mail.Secret!, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);

        var other = Rig.Another();
        await other.Freshness.Refresh(default);
        Assert.Equal(Mail, Assert.Single(other.Channels.Current.Channels));
        Assert.True(await other.Channels.Save(new(0, []), 1));
        Assert.False(await Channels.Save(new(0, [Mail]), 1));
    }
}
