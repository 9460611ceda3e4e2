using System.Collections.Immutable;
using System.Globalization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Short ways to write clocks in tests. Times are Shanghai local.</summary>
internal static class Given
{
    public static readonly WorkCalendar Calendar = WorkCalendar.BuiltIn;

    public static readonly Policy Policy = Policy.BuiltIn;

    /// <summary>A Shanghai instant written <c>2026-02-13 10:00</c>; 24:00 is the end of the day.</summary>
    public static DateTimeOffset At(string text)
    {
        var endOfDay = text.EndsWith("24:00", StringComparison.Ordinal);
        var instant = DateTimeOffset.ParseExact(
            (endOfDay ? text[..^5] + "00:00" : text) + " +08:00",
            ["yyyy-MM-dd HH:mm zzz", "yyyy-MM-dd HH:mm:ss zzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None);
        return endOfDay ? instant.AddDays(1) : instant;
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static CaseTraits Traits(Grade grade = Grade.L3, CaseKind kind = CaseKind.Complaint, Channel channel = Channel.Hotline, string category = "road.surface", UnitTier? tier = UnitTier.Town) =>
        new(channel, kind, category, grade, tier);

    public static Clock Clock(string start, string budget, EndOfDay endOfDay = EndOfDay.Close, string ladder = "unit", ClockKind kind = ClockKind.UnitFinish) => new(
        "c-1", kind, 1, At(start), new(Budget.Parse(budget), endOfDay, MarkPlan.Usual, ladder, "rules/test"), null, [], [], null, Policy.Version, Calendar.Version);

    public static Clock PausedFrom(this Clock clock, string from, string? to, string reason = "citizen-evidence") =>
        clock with { Pauses = clock.Pauses.Add(new(At(from), to is null ? null : At(to), reason)) };

    public static Clock Extended(this Clock clock, string amount, string granted) =>
        clock with { Extensions = clock.Extensions.Add(new(Budget.Parse(amount), At(granted))) };

    public static Clock FixedTo(this Clock clock, string due) => clock with { FixedDue = At(due) };

    public static ClockReading Read(this Clock clock) => ClockReader.Read(clock, Calendar, Policy.LadderNamed(clock.Terms.Ladder));

    public static DateTimeOffset? Due(this Clock clock) => clock.Read().Due;

    public static ImmutableArray<Mark> Marks(this Clock clock) => clock.Read().Marks;
}
