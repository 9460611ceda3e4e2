using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>Explains a due time. The segments lie end to end, and what they count adds up to the budget and its extensions.</summary>
public static class ClockExplainer
{
    /// <summary>Explains the clock under the calendar and ladder that it names.</summary>
    public static Explanation Explain(Clock clock, WorkCalendar calendar, Ladder ladder)
    {
        var reading = ClockReader.Read(clock, calendar, ladder);
        var phases = new List<DuePhase>();
        DuePhases.Of(clock, calendar, phases);
        var open = clock.IsPaused ? clock.Pauses[^1] : null;
        var pieces = new SegmentPieces(open is null ? null : WorkCalendar.Local(open.From));
        foreach (var phase in phases) Walk(phase, clock, calendar, pieces);
        return new(
            clock.StartedAt,
            clock.Terms.Budget,
            reading.Due,
            reading.OriginalDue,
            clock.Terms.RulePath,
            clock.PolicyVersion,
            clock.CalendarVersion,
            pieces.Build(clock, open),
            [.. Notes(clock, calendar, reading, phases)]);
    }

    private static void Walk(DuePhase phase, Clock clock, WorkCalendar calendar, SegmentPieces pieces)
    {
        if (phase.Budget is not { } budget) FixedWalk.Of(phase, clock, pieces);
        else if (Counting.CountsWholeDays(budget)) DayWalk.Of(phase, budget, clock.Terms.EndOfDay, calendar, pieces);
        else TimeWalk.Of(phase.From, phase.End.Local, phase, budget.Kind == DayKind.Elapsed ? null : calendar, budget.InDays, pieces);
    }

    private static IEnumerable<ExplanationNote> Notes(Clock clock, WorkCalendar calendar, ClockReading reading, List<DuePhase> phases)
    {
        var budget = clock.Terms.Budget;
        if (clock.FixedDue is not null)
            yield return new(
                "fixed-by-hotline",
                "期限由热线指定，不按本地规则重算；仅挂起可顺延。",
                "The hotline fixed the due time; local rules never re-derive it, only suspensions move it.");
        else if (budget.InDays && budget.Days >= 1)
            yield return new("start-day-not-counted", "起始日不计入（民法典第二百零一条）。", "The start day does not count (Civil Code art. 201).");
        if (clock.Terms.RulePath == ClockTerms.OfChecklist)
            yield return new("rectification", $"整改期限{budget}由检查表规定，代替单位办结时限。", $"The checklist gives {budget} to put it right, in place of the policy's finish.");
        if (clock.FixedDue is null && budget is { Kind: DayKind.Calendar, Days: 0 })
            yield return new("same-day", "当日办结（不过夜），不顺延。", "To be done the same day; it never rolls.");
        if (phases.Any(phase => phase.Budget is { Kind: DayKind.Calendar } && DayWalk.IsRolled(phase)))
            yield return new(
                "rolled-to-working-day",
                "期限末日为休息日，顺延至下一工作日（民法典第二百零三条）。",
                "The last day is a day off, so it rolls to the next working day (Civil Code art. 203).");
        foreach (var extension in clock.Extensions.IsDefault ? [] : clock.Extensions)
        {
            yield return clock.FixedDue is null
                ? new("extended", $"延期{extension.Amount}，原期限保留。", $"Extended by {extension.Amount}; the original due time stays visible.")
                : new ExplanationNote(
                    "extension-without-effect",
                    $"延期{extension.Amount}不改变热线指定的期限。",
                    $"The extension of {extension.Amount} does not move a due time fixed by the hotline.");
        }

        if (phases.SelectMany(phase => phase.Pauses).Any(pause => pause.ExtraDays > 0))
            yield return new("resumed-after-close", "恢复时当日已截止，多补一日。", "The suspension ended after close, so one more day is given back.");
        var useful = phases.Sum(phase => phase.Pauses.Length);
        if (!clock.Pauses.IsDefault && clock.Pauses.Length > useful + (clock.IsPaused ? 1 : 0))
            yield return new("paused-after-due", "到期后的挂起不补时间。", "A suspension that began after the due time gives nothing back.");
        if (clock.IsPaused) yield return new("paused", "挂起中，恢复后重新推算期限。", "Suspended; the due time is derived again on resuming.");
        if (reading.HorizonExceeded)
            yield return new(
                "horizon-exceeded",
                $"超出已公布日历（至{calendar.Horizon:yyyy-MM-dd}），期限为暂定，新节假日安排发布后重算。",
                $"Past the last published calendar day {calendar.Horizon:yyyy-MM-dd}: provisional, derived again with the next notice.");
    }
}
