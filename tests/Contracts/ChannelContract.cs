using GridCase.Workflows.Escalation;

namespace GridCase.Contracts;

/// <summary>What every channel store keeps to.</summary>
public abstract class ChannelContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected static readonly NoticeChannel Mail = new("mail", NoticeChannelKind.Email)
    {
        Host = "smtp.example.cn",
        Port = 587,
        From = "a@example.cn",
        User = "gridcase",
        Secret = "a-password-to-keep",
        Takes = ChannelTakes.Marks,
        Enabled = false,
    };

    protected TRig Rig { get; } = new();

    protected IChannelStore Channels => Rig.Stores.Channels;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public void There_are_none_at_first() => Assert.Equal((0, 0), (Channels.Current.Version, Channels.Current.Channels.Length));

    [Fact]
    public async Task The_list_is_kept_whole_with_the_next_version()
    {
        Assert.True(await Channels.Save(new(99, [Make.Webhook, Mail]), 0));

        Assert.Equal(1, Channels.Current.Version);
        Assert.Equal([Make.Webhook, Mail], Channels.Current.Channels.AsEnumerable());
        Assert.Equal(Mail, Channels.Current.Find("mail"));
        Assert.Null(Channels.Current.Find("other"));
    }

    [Fact]
    public async Task Of_two_who_change_the_same_list_the_second_is_told()
    {
        await Channels.Save(new(0, [Mail]), 0);

        Assert.False(await Channels.Save(new(0, []), 0));
        Assert.False(await Channels.Save(new(0, []), 2));
        Assert.Equal([Mail], Channels.Current.Channels.AsEnumerable());
        Assert.True(await Channels.Save(new(0, []), 1));
        Assert.Equal((2, 0), (Channels.Current.Version, Channels.Current.Channels.Length));
    }
}
