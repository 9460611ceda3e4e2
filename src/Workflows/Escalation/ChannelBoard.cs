using System.Collections.Immutable;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>Every channel there is: the inbox, the webhook of the command line if one was named, and those an administrator has set up.</summary>
public sealed class ChannelBoard(IChannelStore store, Uri? webhook)
{
    private readonly ImmutableArray<NoticeChannel> given = webhook is null
        ? [new(NoticeChannel.InAppId, NoticeChannelKind.InApp)]
        : [new(NoticeChannel.InAppId, NoticeChannelKind.InApp), new(NoticeChannel.WebhookId, NoticeChannelKind.Webhook) { Url = webhook }];

    /// <summary>Channels that are not an administrator's to change.</summary>
    public ImmutableArray<NoticeChannel> Given => given;

    /// <summary>Those an administrator has set up, with their version.</summary>
    public ChannelList Kept => store.Current;

    /// <summary>All that notices may leave by, the inbox left out.</summary>
    public IEnumerable<NoticeChannel> Outgoing => given.Where(channel => channel.Kind != NoticeChannelKind.InApp).Concat(store.Current.Channels);

    /// <summary>How notices leave at an instant: by which channels, under the cap of the policy in force.</summary>
    public NoticeRouting Routing(IPolicySource policies, IDirectorySource directory, DateTimeOffset now) => Outgoing.ToImmutableArray() is { IsEmpty: false } outgoing
        ? new(outgoing, policies.Current.PolicyAt(now).Digest, directory.Current.Person)
        : NoticeRouting.InboxOnly;

    public NoticeChannel? Find(string id) => given.FirstOrDefault(channel => channel.Id == id) ?? store.Current.Find(id);
}
