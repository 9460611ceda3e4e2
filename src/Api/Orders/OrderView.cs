using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Api.Orders;

/// <summary>An order as whoever handed it in follows it, at any time and whatever became of it.</summary>
/// <param name="Reply">What the citizen is told; null until there is a reply.</param>
/// <param name="Visits">Every attempt to reach the citizen.</param>
public sealed record OrderView(
    string CaseId,
    string Code,
    string OrderNo,
    CaseStatus State,
    Stage Stage,
    Grade Grade,
    string? Unit,
    string? UnitName,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? CitizenDueAt,
    DateTimeOffset? RepliedAt,
    string? Reply,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<OrderVisit> Visits,
    string? Advice,
    IReadOnlyDictionary<string, string> Links)
{
    /// <summary>How often it was urged (催办).</summary>
    public int Urges { get; init; }

    /// <summary>When it was withdrawn, refused or merged; null for others.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was refused and which path is open to the citizen (不予受理).</summary>
    public OrderRefusal? Refusal { get; init; }

    /// <summary>Where it goes on, when it was merged into another case (并案) or shares another's handling (集中诉求).</summary>
    public OrderContinuation? ContinuesIn { get; init; }

    /// <summary>A petition's statutory dates; null for orders of other channels.</summary>
    public OrderPetition? Petition { get; init; }

    /// <summary>What happened to it, each step by the name of the event that tells it.</summary>
    public IReadOnlyList<OrderStep> Progress { get; init; } = [];
}

public sealed record OrderVisit(DateTimeOffset AttemptedAt, VisitOutcome Outcome, Solved? Solved, int? Satisfaction, bool Dissatisfied, bool Counted);

/// <param name="AcceptanceDueAt">By when acceptance is to be told in writing; null before it was forwarded.</param>
/// <param name="AcceptanceToldAt">When it was (受理告知).</param>
/// <param name="ReviewUntil">Until when the petitioner may ask for a review (复查) of the reply; null before there is one.</param>
public sealed record OrderPetition(DateTimeOffset? AcceptanceDueAt, DateTimeOffset? AcceptanceToldAt, DateTimeOffset? ReviewUntil);

/// <param name="Code">Of the policy's list.</param>
public sealed record OrderRefusal(string Code, string Zh, string En, string PathZh, string PathEn);

/// <summary>The case in which an order goes on: how far it is and what is replied, nothing of whoever else called about it.</summary>
/// <param name="Shared">True when the order only shares that case's handling and keeps its own due time, reply and visit.</param>
/// <param name="Code">The case's code (一案一码); its order number belongs to another caller and is not told.</param>
/// <param name="Reply">Null until there is one, and in confidential cases.</param>
public sealed record OrderContinuation(
    bool Shared, string Code, CaseStatus State, Stage Stage, string? Unit, string? UnitName, DateTimeOffset? CitizenDueAt, DateTimeOffset? RepliedAt, string? Reply, DateTimeOffset? ClosedAt);

/// <param name="Fact">The number of the fact in the case's file; the event's id ends in it.</param>
/// <param name="Event">accepted, dispatched, signed-off, objected, extended, suspended, resumed, rescheduled, replied, reopened or closed.</param>
public sealed record OrderStep(int Fact, string Event, DateTimeOffset At);
