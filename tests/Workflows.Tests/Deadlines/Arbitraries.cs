using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Random instants, budgets and clocks.</summary>
internal static class Arbitraries
{
    /// <summary>A minute in 2024, 2025 or the first nine months of 2026.</summary>
    public static readonly Gen<DateTimeOffset> Minute =
        from minute in Gen.Choose(0, 1000 * 24 * 60)
        select Given.At("2024-01-02 00:00").AddMinutes(minute);

    /// <summary>An instant with seconds and ticks.</summary>
    public static readonly Gen<DateTimeOffset> Instant =
        from minute in Minute
        from ticks in Gen.Choose(0, (int)TimeSpan.TicksPerMinute)
        select minute.AddTicks(ticks);

    public static readonly Gen<Budget> WholeDays =
        from days in Gen.Choose(0, 30)
        from working in Gen.Elements(true, false)
        select working ? Budget.WorkingDays(days) : Budget.CalendarDays(days);

    public static readonly Gen<Budget> PartDays =
        from hundredths in Gen.Choose(1, 320)
        select Budget.WorkingDays(hundredths / 100m);

    public static readonly Gen<Budget> Hours =
        from quarters in Gen.Choose(1, 300)
        from office in Gen.Elements(true, false)
        select office ? Budget.OfficeTime(TimeSpan.FromMinutes(15 * quarters)) : Budget.Elapsed(TimeSpan.FromMinutes(15 * quarters));

    public static readonly Gen<Budget> AnyBudget = Gen.OneOf(WholeDays, PartDays, Hours);

    public static readonly Gen<EndOfDay> AnyEnd = Gen.Elements(EndOfDay.Close, EndOfDay.Midnight, EndOfDay.SameTime);

    /// <summary>A clock with up to three pauses, the last perhaps open, and up to two extensions in its own unit.</summary>
    public static readonly Gen<Clock> AnyClock =
        from start in Minute
        from budget in AnyBudget
        from end in AnyEnd
        from gaps in Gen.Choose(0, 5 * 24 * 60).ListOf()
        from pauses in Gen.Choose(0, 3)
        from open in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from extensions in Gen.Choose(0, 2)
        from urgent in Gen.Elements(true, false)
        select Build(start, budget, end, [.. gaps], pauses, open, extensions, urgent);

    /// <summary>The hours under which a clock is counted: the county's or those of a unit.</summary>
    public static readonly Gen<string> AnyUnit = Gen.Elements("440804-jtj", UnitCalendar.Seasonal, UnitCalendar.Unbroken, UnitCalendar.Odd);

    private static readonly JsonSerializerOptions Plain = new() { IncludeFields = true };

    /// <summary>Fails with the value that breaks the property, written out.</summary>
    public static void Holds<T>(Gen<T> gen, Func<T, bool> property, int runs = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(gen.ToArbitrary(), value => property(value) ? true : throw new PropertyFailed(JsonSerializer.Serialize(value, Plain))));

    private static Clock Build(DateTimeOffset start, Budget budget, EndOfDay end, int[] gaps, int pauses, bool open, int extensions, bool urgent)
    {
        if (budget is { InDays: true, IsZero: true } && end == EndOfDay.SameTime) end = EndOfDay.Close;
        var clock = Given.Clock("2024-01-02 00:00", "1wd", end, urgent ? "unit-urgent" : "unit") with { StartedAt = start };
        clock = clock with { Terms = clock.Terms with { Budget = budget } };
        var at = start;
        for (var i = 0; i < pauses && (2 * i) + 1 < gaps.Length; i++)
        {
            var from = at.AddMinutes(gaps[2 * i] / 3);
            at = from.AddMinutes(gaps[(2 * i) + 1]);
            var last = i == pauses - 1 || (2 * i) + 3 >= gaps.Length;
            clock = clock with { Pauses = clock.Pauses.Add(new(from, last && open ? null : at, "citizen-evidence")) };
        }

        for (var i = 0; i < extensions; i++)
        {
            var amount = budget.IsZero ? (budget.Kind == DayKind.Working ? Budget.WorkingDays(1) : Budget.CalendarDays(1)) : budget;
            clock = clock with { Extensions = clock.Extensions.Add(new(amount, start)) };
        }

        return clock;
    }
}

/// <summary>The property does not hold of this value.</summary>
internal sealed class PropertyFailed(string value) : Exception(value);
