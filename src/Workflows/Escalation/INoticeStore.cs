using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Escalation;

/// <summary>Notices with their delivery and acknowledgement, and the lanes by which they and the hotline's events leave.</summary>
public interface INoticeStore
{
    /// <summary>Notices to one person, newest first, or of one case in order, or of a scope.</summary>
    Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation = default);

    Task<KeptNotice?> Find(string id, CancellationToken cancellation = default);

    /// <summary>Marks a notice as acknowledged; a repeat keeps the first instant.</summary>
    Task Acknowledge(string id, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>The first undelivered parcel of a lane, or null when the lane is empty or parked.</summary>
    Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default);

    /// <summary>Writes how an attempt went. Delivered parcels leave the lane; a dead one parks it.</summary>
    Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Lanes that have something to send, for the watchdog.</summary>
    Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default);

    /// <summary>Parked lanes with their dead letters.</summary>
    Task<IReadOnlyList<Parcel>> DeadLetters(int limit, CancellationToken cancellation = default);

    /// <summary>Takes a dead letter up again, or skips it; its lane goes on. False when it is not dead.</summary>
    Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default);
}

public sealed record NoticeQuery
{
    public string? PersonId { get; init; }

    public string? CaseId { get; init; }

    /// <summary>Notices of cases inside this scope, whoever they went to.</summary>
    public CaseScope? Scope { get; init; }

    /// <summary>Only rungs of ladders that nobody has acknowledged yet.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only warn, due and rungs: what supervision looks at.</summary>
    public bool MarksOnly { get; init; }

    public string? After { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A notice with what became of it.</summary>
public sealed record KeptNotice(string Id, Notice Notice, DateTimeOffset? DeliveredAt, string? Channel, int Attempts, string? LastFault, DateTimeOffset? AcknowledgedAt);

public sealed record NoticePage(IReadOnlyList<KeptNotice> Notices, string? Next);

/// <summary>Something to send along a lane: parcels of one lane keep their order.</summary>
/// <param name="Id">The idempotency key that the receiver sees.</param>
/// <param name="Lane">Receiver and case, for example <c>hotline/CASE</c>.</param>
public sealed record Parcel(string Id, string Lane, string CaseId, string Type, DateTimeOffset At, DateTimeOffset NotBefore, string Data, int FactNumber, int Attempts, ParcelState State, string? LastFault);

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
}
