using System.Collections.Immutable;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>By which channels notices leave at this moment, and how many at a time.</summary>
public sealed record NoticeRouting(ImmutableArray<NoticeChannel> Channels, DigestRule Digest, Func<string, Person?> Person)
{
    /// <summary>Notices stand in the inbox and leave nowhere.</summary>
    public static NoticeRouting InboxOnly { get; } = new([], DigestRule.Default, _ => null);

    /// <summary>Whether the person can be reached by the channel at all. Only mail needs an address of the person's own.</summary>
    public bool Reaches(NoticeChannel channel, string personId) =>
        channel.Kind != NoticeChannelKind.Email || Person(personId)?.Email is { Length: > 0 };
}
