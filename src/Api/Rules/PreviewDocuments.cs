using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Api.Rules;

/// <summary>What is to be previewed. Without version and document it is the draft.</summary>
public sealed record PreviewDocument
{
    /// <summary>Past cases: from this day (<c>2026-01-01</c>) or instant on.</summary>
    [Required, StringLength(40, MinimumLength = 10)]
    public string? From { get; init; }

    /// <summary>Up to and including this day, or until just before this instant.</summary>
    [Required, StringLength(40, MinimumLength = 10)]
    public string? To { get; init; }

    public PreviewScopeDocument? Scope { get; init; }

    /// <summary>How open cases are treated; left out, as the version was published with, or from-start.</summary>
    public OpenCases? OpenCases { get; init; }

    /// <summary>A version, such as one that waits to be confirmed, in place of the draft.</summary>
    [StringLength(40, MinimumLength = 1)]
    public string? Version { get; init; }

    /// <summary>A whole document in place of the draft; it is not saved.</summary>
    public JsonElement? Document { get; init; }
}

/// <summary>Which cases are looked at; all that is given must hold.</summary>
public sealed record PreviewScopeDocument
{
    [StringLength(40, MinimumLength = 1)]
    public string? Unit { get; init; }

    /// <summary>A grid, or any prefix of its code.</summary>
    [StringLength(15, MinimumLength = 1)]
    public string? Grid { get; init; }

    /// <summary>A category, with all below it.</summary>
    [StringLength(80, MinimumLength = 1)]
    public string? Category { get; init; }

    public Channel? Channel { get; init; }
}

/// <summary>A preview that was begun.</summary>
public sealed record PreviewBegun(string PreviewId);

/// <summary>How a preview stands.</summary>
/// <param name="Version">The draft or version that is previewed, by its name then.</param>
/// <param name="DraftRevision">Which state of the draft; null when it was none.</param>
/// <param name="DocumentHash">Hex SHA-256 of the document that is counted with.</param>
/// <param name="ComputedAt">The frozen instant: what had happened by then counts, nothing later.</param>
/// <param name="To">Until just before here.</param>
/// <param name="OfChange">The rule change with whose confirmation it was begun.</param>
/// <param name="Result">Set when it is done.</param>
public sealed record PreviewView(
    string PreviewId,
    PreviewState State,
    PreviewProgress Progress,
    RuleSort Sort,
    string Version,
    int? DraftRevision,
    string DocumentHash,
    OpenCases OpenCases,
    DateTimeOffset ComputedAt,
    DateTimeOffset From,
    DateTimeOffset To,
    PreviewScope Scope,
    string By,
    DateTimeOffset BegunAt,
    DateTimeOffset? EndedAt,
    string? OfChange,
    PreviewResultView? Result);

/// <param name="Pages">0 until they are counted out.</param>
public sealed record PreviewProgress(int Pages, int PagesDone, int Cases, int CasesDone, int Percent);

/// <summary>The result of a preview.</summary>
/// <param name="People">Whose notices change most; at most 200.</param>
/// <param name="Units">The ten units with most cases moved.</param>
/// <param name="Categories">The ten categories with most cases moved.</param>
public sealed record PreviewResultView(
    OpenCasesView Open, PastCasesView Past, IReadOnlyList<PersonNoticesView> People, IReadOnlyList<MovedView> Units, IReadOnlyList<MovedView> Categories);

/// <param name="Counts">What the rollout would count.</param>
/// <param name="FixedByHotline">Cases with a due time that the hotline fixed: not affected.</param>
/// <param name="NoticesAheadBefore">In the next days, if nobody acts, under the rules in force.</param>
public sealed record OpenCasesView(
    int Cases, RederivedCounts Counts, int FixedByHotline, int HorizonExceeded, int NoticesAtOnce, int AheadDays, int NoticesAheadBefore, int NoticesAheadAfter);

/// <param name="BecameOverdue">Cases that were finished in time and would not have been.</param>
public sealed record PastCasesView(
    int Cases,
    int Moved,
    int BecameOverdue,
    int NoLongerOverdue,
    int FixedByHotline,
    int HorizonExceeded,
    int WorkingDays,
    int NoticesBefore,
    int NoticesAfter,
    IReadOnlyList<TimelinessView> Clocks);

/// <param name="ShareBefore">Of the clocks met, how many were in time: 0 to 1, four decimals.</param>
public sealed record TimelinessView(
    ClockKind Clock, int Met, int Moved, int InTimeBefore, int InTimeAfter, decimal? ShareBefore, decimal? ShareAfter, int BecameOverdue, int NoLongerOverdue);

/// <param name="PerDayBefore">About past cases, on average of the working days.</param>
public sealed record PersonNoticesView(
    string PersonId,
    string? Name,
    string? Unit,
    bool Supervises,
    int AtOnce,
    int AheadBefore,
    int AheadAfter,
    int PastBefore,
    int PastAfter,
    decimal? PerDayBefore,
    decimal? PerDayAfter,
    int BusiestDayBefore,
    int BusiestDayAfter);

/// <param name="Finished">Finish clocks of past cases, of the unit and of the citizen.</param>
public sealed record MovedView(string Code, string? Name, int Cases, int Moved, int Finished, decimal? ShareBefore, decimal? ShareAfter);
