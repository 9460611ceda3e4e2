using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Escalation;

/// <summary>Notices with their delivery and acknowledgement, and the lanes by which they and the hotline's events leave.</summary>
public interface INoticeStore
{
    /// <summary>Notices to one person, newest first, or of one case in order, or of a scope.</summary>
    Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation = default);

    Task<KeptNotice?> Find(string id, CancellationToken cancellation = default);

    /// <summary>Marks a notice as acknowledged by this person; a repeat keeps the first person and instant.</summary>
    Task Acknowledge(string id, string personId, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>The first undelivered parcel of a lane, or null when the lane is empty or parked.</summary>
    Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default);

    /// <summary>The earliest instant at which any parcel that stands in a lane may leave, wherever it stands; null when the lane is empty.</summary>
    Task<DateTimeOffset?> LaneOpens(string lane, CancellationToken cancellation = default);

    /// <summary>Writes how an attempt went. Delivered parcels leave the lane; a dead one parks it.</summary>
    Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Lanes that have something to send, for the watchdog.</summary>
    Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Closes a digest that is about to leave: what is held for it now is what it says, and what comes later goes into the next. A repeat changes nothing; null
    /// when it has left already.
    /// </summary>
    Task<Parcel?> SealDigest(string parcelId, CancellationToken cancellation = default);

    /// <summary>Parked lanes with their dead letters, oldest first: of one channel, or of all.</summary>
    /// <param name="after">The id of a dead letter; only those that came later.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is no dead letter.</exception>
    Task<IReadOnlyList<Parcel>> DeadLetters(int limit, string? channel = null, string? after = null, CancellationToken cancellation = default);

    /// <summary>Takes a dead letter up again, or skips it; its lane goes on. False when it is not dead.</summary>
    Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default);

    /// <summary>The same for every dead letter of a channel that stands now; gives how many.</summary>
    Task<int> ReleaseAll(string channel, bool skip, CancellationToken cancellation = default);

    /// <summary>What waits in the lanes, by channel; channels with empty lanes are left out.</summary>
    Task<IReadOnlyList<ChannelLoad>> Loads(CancellationToken cancellation = default);
}

public sealed record NoticeQuery
{
    public string? PersonId { get; init; }

    public string? CaseId { get; init; }

    /// <summary>Notices about this sweep, in order.</summary>
    public string? SweepId { get; init; }

    /// <summary>Notices that went to this post, or to another in its place, whoever sat there then. The scope is not looked at.</summary>
    public string? PostCode { get; init; }

    /// <summary>Those to a person that wait for office hours too; left out, a person's list holds what has arrived.</summary>
    public bool WithWaiting { get; init; }

    /// <summary>Notices of cases inside this scope, whoever they went to.</summary>
    public CaseScope? Scope { get; init; }

    /// <summary>Beside those of the scope also what has reached this person, whatever case it is about.</summary>
    public string? OrPersonId { get; init; }

    /// <summary>Only rungs of ladders that nobody has acknowledged yet.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only warn, due and rungs: what supervision looks at.</summary>
    public bool MarksOnly { get; init; }

    public string? After { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A notice with what became of it.</summary>
/// <param name="DeliveredAt">When it first reached its person, by whichever way; null while it waits for office hours.</param>
/// <param name="Channel">The way by which it did: a channel's id, or <c>inbox</c>.</param>
/// <param name="Attempts">Tries by all channels.</param>
/// <param name="LastFault">What went wrong last where it has not arrived.</param>
public sealed record KeptNotice(string Id, Notice Notice, DateTimeOffset? DeliveredAt, string? Channel, int Attempts, string? LastFault, DateTimeOffset? AcknowledgedAt)
{
    public string? AcknowledgedBy { get; init; }

    /// <summary>Channel by channel, the inbox left out; in order of their ids.</summary>
    public ImmutableArray<ChannelDelivery> Deliveries { get; init; } = ImmutableArray<ChannelDelivery>.Empty;
}

/// <summary>How a notice left by one channel.</summary>
/// <param name="Digest">The key of the digest it left in; null for one that left by itself.</param>
public sealed record ChannelDelivery(string Channel, DeliveryState State, DateTimeOffset? SentAt, int Attempts, string? LastFault, string? Digest);

/// <summary>The first four are those of the parcel.</summary>
public enum DeliveryState
{
    Waiting,
    Delivered,
    Dead,
    Skipped,

    /// <summary>Nothing left: the person cannot be reached by this channel.</summary>
    NoAddress,
}

public sealed record ChannelLoad(string Channel, int Waiting, int Dead);

public sealed record NoticePage(IReadOnlyList<KeptNotice> Notices, string? Next);

/// <summary>Something to send along a lane: parcels of one lane keep their order.</summary>
/// <param name="Id">Its key; with the channel behind it (<c>KEY@mail</c>) where the same may leave by several.</param>
/// <param name="Lane">Channel, receiver and case, for example <c>hotline/CASE</c>.</param>
/// <param name="CaseId">The case it is about; of a digest the first; empty where it is about no case.</param>
public sealed record Parcel(string Id, string Lane, string CaseId, string Type, DateTimeOffset At, DateTimeOffset NotBefore, string Data, int FactNumber, int Attempts, ParcelState State, string? LastFault)
{
    /// <summary>The channel by which it leaves.</summary>
    public string Channel { get; init; } = NoticeChannel.HotlineId;

    /// <summary>When it was tried last and failed; null before the first try, after a release, and while the receiver's own wish for patience counts.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>The idempotency key that the receiver sees, the same at each try and by each channel.</summary>
    public string Key => Channel == NoticeChannel.HotlineId ? Id : Id[..^(Channel.Length + 1)];
}

public enum ParcelState
{
    Waiting,
    Delivered,
    Dead,
    Skipped,
}

public enum AttemptOutcome
{
    Delivered,
    Failed,
    Dead,

    /// <summary>The receiver asked for patience; no try was lost.</summary>
    Deferred,
}
