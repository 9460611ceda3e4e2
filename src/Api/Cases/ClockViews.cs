using System.Globalization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Cases;

/// <summary>A clock with all that explains it.</summary>
/// <param name="Budget">Such as 5wd, 7cd, 4wh or PT2H.</param>
/// <param name="Spent">What is used of the budget and its extensions now, in their unit, such as 3.5wd or PT40M; a fixed or same-day due time counts from its start.</param>
/// <param name="Left">What is left of them; together with what is spent always the whole. It stands still while the clock does.</param>
/// <param name="RulePath">The rule of the policy that gave the budget.</param>
/// <param name="FixedByHotline">True when the hotline gave the due time.</param>
/// <param name="Segments">Stretches of time that lie end to end and explain the due time, in Chinese and English.</param>
public sealed record ClockView(
    string Id,
    ClockKind Kind,
    int Cycle,
    string State,
    Light Light,
    DateTimeOffset StartedAt,
    string Budget,
    DateTimeOffset? Due,
    DateTimeOffset OriginalDue,
    string Spent,
    string Left,
    DateTimeOffset? StoppedAt,
    bool? Met,
    bool FixedByHotline,
    bool HorizonExceeded,
    string PolicyVersion,
    string CalendarVersion,
    string RulePath,
    string Ladder,
    IReadOnlyList<PauseLine> Pauses,
    IReadOnlyList<ExtensionLine> Extensions,
    IReadOnlyList<MarkLine> Marks,
    IReadOnlyList<SegmentLine> Segments,
    IReadOnlyList<ExplanationNote> Notes)
{
    /// <summary>The due time it had at first, before any rule change, pause or extension.</summary>
    public DateTimeOffset? FirstDue { get; init; }

    /// <summary>From when a full new budget counts, after a rule change that gave one.</summary>
    public DateTimeOffset? CountFrom { get; init; }

    /// <summary>Each time new rules derived it anew.</summary>
    public IReadOnlyList<RederivationLine> Rederivations { get; init; } = [];
}

/// <summary>How a rule change moved a clock.</summary>
/// <param name="RolloutId">The number of the rule change.</param>
/// <param name="Policy">The policy it has been under since.</param>
/// <param name="Calendar">The calendar it has been under since.</param>
/// <param name="OldDue">Null while it stood still, or had no such rule.</param>
public sealed record RederivationLine(
    string RolloutId, DateTimeOffset At, OpenCases OpenCases, bool Undo, string Policy, string Calendar, DateTimeOffset? OldDue, DateTimeOffset? NewDue, string Zh, string En);

public sealed record PauseLine(DateTimeOffset From, DateTimeOffset? To, string ReasonCode);

public sealed record ExtensionLine(string Amount, DateTimeOffset GrantedAt);

/// <param name="Mark">warn, due, rung-1….</param>
/// <param name="At">When it was passed, or when it will be.</param>
public sealed record MarkLine(string Mark, DateTimeOffset At, bool Passed, DateTimeOffset? AcknowledgedAt);

/// <param name="Days">What the stretch counts towards a budget in days.</param>
/// <param name="Minutes">What it counts towards a budget in hours.</param>
public sealed record SegmentLine(DateTimeOffset From, DateTimeOffset? To, SegmentKind Kind, decimal Days, double Minutes, string Zh, string En);

/// <summary>Shows clocks.</summary>
internal static class ClockViews
{
    public static ClockLine Line(TimedClock timed)
    {
        var clock = timed.Recorded;
        return new(clock.Id, clock.Kind, clock.Cycle, clock.StartedAt, timed.Reading.Due, timed.Reading.OriginalDue, StateOf(clock), LightOf(clock), clock.StoppedAt, MetOf(timed), timed.Reading.HorizonExceeded);
    }

    public static ClockView Whole(TimedClock timed, PolicyBook policies, DateTimeOffset now)
    {
        var clock = timed.Recorded;
        var balance = ClockReader.Spent(timed.Clock, timed.Calendar, now);
        var why = ClockExplainer.Explain(timed.Clock, timed.Calendar, timed.Ladder);
        return new(
            clock.Id, clock.Kind, clock.Cycle, StateOf(clock), LightOf(clock), clock.StartedAt, timed.Clock.Terms.Budget.ToString(), timed.Reading.Due, timed.Reading.OriginalDue,
            balance.Spent.ToString(), balance.Left.ToString(), clock.StoppedAt, MetOf(timed), clock.FixedDue is not null, timed.Reading.HorizonExceeded, clock.PolicyVersion, clock.CalendarVersion, timed.Clock.Terms.RulePath, timed.Ladder.Name,
            [.. clock.Pauses.Select(pause => new PauseLine(pause.From, pause.To, pause.ReasonCode))],
            [.. clock.Extensions.Select(extension => new ExtensionLine(extension.Amount.ToString(), extension.GrantedAt))],
            [.. MarksOf(timed)],
            [.. why.Segments.Select(part => new SegmentLine(part.From, part.To, part.Kind, part.Days, part.Time.TotalMinutes, part.Zh, part.En))],
            why.Notes)
        {
            FirstDue = ClockBoard.FirstDueOf(clock, policies),
            CountFrom = clock.CountFrom,
            Rederivations = [.. clock.Rederivations.Select((moved, i) => Line(moved, i + 1 < clock.Rederivations.Length ? clock.Rederivations[i + 1] : null, clock, policies))],
        };
    }

    private static RederivationLine Line(Rederivation moved, Rederivation? next, CaseClock clock, PolicyBook policies)
    {
        var change = policies.Change(moved.Change);
        var (zh, en) = RederivationWords.Of(moved, change);
        return new(
            moved.Change.ToString(CultureInfo.InvariantCulture), moved.At, change.Treatment, change.Undoes is not null, next?.FromPolicy ?? clock.PolicyVersion,
            next?.FromCalendar ?? clock.CalendarVersion, moved.OldDue, moved.NewDue, zh, en);
    }

    /// <summary>Passed marks as they were passed; of a running clock also those ahead.</summary>
    private static IEnumerable<MarkLine> MarksOf(TimedClock timed)
    {
        var clock = timed.Recorded;
        var passed = clock.Passed.Select(mark => new MarkLine(mark.Mark.ToString(), mark.At, true, mark.AcknowledgedAt));
        if (!clock.IsRunning) return passed;
        return passed.Concat(timed.Reading.Marks.Where(mark => !clock.HasPassed(mark.Name)).OrderBy(mark => mark.Instant).Select(mark => new MarkLine(mark.Name.ToString(), mark.Instant, false, null)));
    }

    private static string StateOf(CaseClock clock) => clock.IsPaused ? "paused" : clock.IsRunning ? "running" : "stopped";

    private static bool? MetOf(TimedClock timed) => timed.Recorded.StoppedAt is { } stopped && timed.Reading.Due is { } due ? stopped <= due : null;

    private static Light LightOf(CaseClock clock)
    {
        if (!clock.IsRunning) return Light.None;
        var light = Light.Green;
        foreach (var passed in clock.Passed)
        {
            var shown = passed.Mark.IsRung ? Light.Purple : passed.Mark == MarkName.Due ? Light.Red : Light.Yellow;
            if (shown > light) light = shown;
        }

        return light;
    }
}
