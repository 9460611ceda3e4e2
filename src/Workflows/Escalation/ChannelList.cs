using System.Collections.Immutable;

namespace GridCase.Workflows.Escalation;

/// <summary>The channels an administrator has set up, as one document with a version; 0 before the first save.</summary>
public sealed record ChannelList(int Version, ImmutableArray<NoticeChannel> Channels)
{
    public static ChannelList Empty { get; } = new(0, []);

    public NoticeChannel? Find(string id) => Channels.FirstOrDefault(channel => channel.Id == id);
}

/// <summary>Keeps the channels, secrets encrypted. Every implementation passes one contract suite.</summary>
public interface IChannelStore
{
    /// <summary>The list as last saved; asked for each notice, so it costs nothing.</summary>
    ChannelList Current { get; }

    /// <summary>Saves the list as version <paramref name="expectedVersion"/> + 1, whatever version it carries; false when somebody else saved meanwhile, and nothing was written.</summary>
    Task<bool> Save(ChannelList list, int expectedVersion, CancellationToken cancellation = default);
}
