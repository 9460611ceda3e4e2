
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryChannelTests : ChannelContract<MemoryRig>;

public sealed class SqliteChannelTests : ChannelContract<SqliteRig>
{
    [Fact]
    public async Task The_list_outlives_a_restart_and_no_secret_stands_in_the_files()
    {
        await Channels.Save(new(0, [Mail]), 0);
        Rig.Restart();

        Assert.Equal([Mail], Channels.Current.Channels.AsEnumerable());
        Assert.False(Rig.Holds("a-password-to-keep"));
        Assert.False(Rig.Holds(Convert.ToBase64String("a-password-to-keep"u8)));
    }
}
