using System.Collections.Immutable;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Workflows.Cases;

/// <summary>Where cases are kept: facts for ever, indexes that follow from them. Every implementation passes one contract suite.</summary>
public interface ICaseStore
{
    /// <summary>The case folded from its facts, or null.</summary>
    Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default);

    /// <summary>The id of the case that bears this code, or null.</summary>
    Task<string?> FindByCode(string code, CancellationToken cancellation = default);

    /// <summary>Facts after a number, in order; at most <paramref name="limit"/> (1 to 1,000).</summary>
    Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Appends facts, texts, notices, outgoing events, workflow messages and the receipt, all or nothing, if the case still has the expected
    /// version. A repeat of a receipt that is kept already changes nothing and answers <see cref="AppendOutcome.Repeated"/>.
    /// </summary>
    Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default);

    /// <summary>A receipt kept within its life, or null.</summary>
    Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default);

    /// <summary>Cases that match, in the order of the query, one page.</summary>
    Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default);

    /// <summary>Ids of cases that came in by Open311, newest registration first. What it costs grows with the stretch of time and not with the county's other cases.</summary>
    Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default);

    /// <summary>
    /// What changed for a scope after <see cref="CaseQuery.ChangedSince"/>, the oldest change first, one page of at most <see cref="CaseQuery.Limit"/> changes: cases
    /// inside the scope, and cases that have left it. Seen as of one instant, so that whoever goes on from <see cref="CaseChanges.Place"/> misses none, whatever
    /// is written meanwhile. Leaving is remembered for 90 days.
    /// </summary>
    Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default);

    /// <summary>How many cases match, by stage, light, unit and grid, for the overview.</summary>
    Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Open cases in one steady order, for the watchdog and for rollouts: at most <paramref name="limit"/> after <paramref name="afterId"/>. With
    /// <paramref name="orChangedSince"/> also those that have ended but changed at that instant or later, so that none is missed while it is paged.
    /// </summary>
    Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default);

    /// <summary>How far the running numbers of cases reach, and how many of them a scan since that instant looks at.</summary>
    Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default);

    /// <summary>
    /// Cases as their facts said at an instant, in the order of registration: those of a slice that are open, or have changed since. What happened later is
    /// left out, so that the answer does not depend on when it is asked. Writers do not wait for it.
    /// </summary>
    Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default);

    /// <summary>Cases of citizens that may be about the same matter; at most <see cref="LikenessQuery.Most"/> by the caller and as many at the spot. The rules look closer.</summary>
    Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default);

    /// <summary>What past cases say of which unit resolves what, in these contexts; kept up with every append.</summary>
    Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default);

    /// <summary>How first dispatches of these days, the last included, kept to the proposals, by category.</summary>
    Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default);
}

/// <summary>What changed for somebody.</summary>
/// <param name="Gone">Cases that were inside the scope and no longer are.</param>
/// <param name="Place">What to give as the instant since when next time.</param>
/// <param name="More">True when there is more already.</param>
public sealed record CaseChanges(IReadOnlyList<CaseRow> Rows, IReadOnlyList<CaseGone> Gone, DateTimeOffset Place, bool More);

/// <summary>A case that went elsewhere: to another unit or grid.</summary>
public sealed record CaseGone(string CaseId, string Code, DateTimeOffset At);

/// <summary>How many first dispatches of a category took the proposal of this rank; 0 stands for a unit that was not proposed.</summary>
public sealed record ChoiceCount(string Category, int Rank, int Cases);

/// <summary>The running numbers of cases: from 1 in the order of registration, not every number need be taken.</summary>
/// <param name="Last">The largest number taken; 0 while there is no case.</param>
/// <param name="Cases">Cases that are open or have changed since the instant asked about.</param>
public sealed record CaseSpan(long Last, int Cases);

/// <summary>A stretch of cases as they were at an instant.</summary>
/// <param name="After">Running numbers after this one…</param>
/// <param name="UpTo">…up to and including this one; at most 10,000 of them.</param>
/// <param name="At">Facts until this instant, itself included.</param>
/// <param name="ChangedSince">Cases that have ended are left out unless they changed since; at or before <paramref name="At"/>.</param>
/// <param name="BeforeChange">Facts from the one on by which a case took over the rule change of this number, or a later one, are left out too.</param>
public sealed record CaseSlice(long After, long UpTo, DateTimeOffset At, DateTimeOffset ChangedSince, int BeforeChange = int.MaxValue);

/// <summary>One atomic addition to a case.</summary>
/// <param name="ExpectedVersion">0 creates the case.</param>
/// <param name="After">The file as it is with these facts: what the indexes are written from.</param>
/// <param name="NextAt">The next thing that happens by itself, from the agenda.</param>
public sealed record CaseAppend(
    string CaseId,
    int ExpectedVersion,
    IReadOnlyList<RecordedFact> Facts,
    CaseFile After,
    DateTimeOffset? NextAt,
    IReadOnlyList<PrivateText> Texts,
    Effects Effects,
    Receipt? Receipt)
{
    /// <summary>For a registration that was compared with others: what was seen then. Null where nothing was compared.</summary>
    public RelativesSeen? Seen { get; init; }

    /// <summary>For a merge: the case merged into, at the version that it was looked at. Where it has moved on since, the append is a conflict. Null for all else.</summary>
    public (string CaseId, int Version)? Target { get; init; }
}

/// <summary>How an append ended.</summary>
public enum AppendOutcome
{
    Appended,

    /// <summary>The case, or another that the append was decided on, has another version: read again and decide anew.</summary>
    Conflict,

    /// <summary>The receipt's key is kept already: answer as it says.</summary>
    Repeated,
}

/// <summary>What a repeat of a write is answered with (Idempotency-Key). Kept for 30 days.</summary>
/// <param name="Key">Who, which operation and the sender's key.</param>
/// <param name="RequestHash">Of the request's content; a repeat with other content is a conflict.</param>
public sealed record Receipt(string Key, string RequestHash, int Status, string Body, DateTimeOffset At);

/// <summary>What is to leave with an append.</summary>
public sealed record Effects(ImmutableArray<Notice> Notices, ImmutableArray<HotlineEvent> HotlineEvents, ImmutableArray<WorkflowMessage> Messages)
{
    public static Effects None { get; } = new([], [], []);
}

/// <summary>An event for the hotline about one of its orders, in order per case.</summary>
/// <param name="Key">Stable: the same event never has two.</param>
/// <param name="Type">For example <c>cn.gridcase.order.accepted</c>.</param>
/// <param name="Data">JSON of codes and instants; the reply's text is fetched when it is sent.</param>
public sealed record HotlineEvent(string Key, string CaseId, int FactNumber, string OrderNo, string Type, DateTimeOffset At, string Data);

/// <summary>A word to an orchestration: start it, or tell it to look at the record.</summary>
/// <param name="CaseId">The case; for what concerns inspections the id that its kind names.</param>
public sealed record WorkflowMessage(WorkflowMessageKind Kind, string CaseId);

public enum WorkflowMessageKind
{
    StartLifecycle,
    NudgeLifecycle,
    StartLookBack,
    NudgeLookBack,

    /// <summary>A plan has changed: the schedule of sweeps looks at the plans.</summary>
    NudgePlans,

    /// <summary>Runs a sweep, or tells it to look; with the sweep's id.</summary>
    RunSweep,

    /// <summary>Does what follows from a result; with the inspection's id and, behind a slash, its version.</summary>
    SettleInspection,

    /// <summary>Lets re-inspections follow a case; with the case's id and, behind a slash, its version.</summary>
    FollowCase,
}

/// <summary>An open case and when it next moves by itself.</summary>
public sealed record OpenCase(string CaseId, Stage Stage, int Version, DateTimeOffset? NextAt);
