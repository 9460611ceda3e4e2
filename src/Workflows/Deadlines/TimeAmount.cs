using System.Globalization;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// An amount of time in the units of budgets: working days and calendar days in hundredths, office time in hundredths of an hour, elapsed time in seconds.
/// As a rule only the clock's own unit holds something; an extension in another unit (a clock of 7cd extended by 2wd) stands beside it.
/// </summary>
/// <param name="Unit">The unit of the clock's budget, written even when nothing of it is left.</param>
public sealed record TimeAmount(DayKind Unit, decimal WorkingDays, decimal CalendarDays, TimeSpan OfficeTime, TimeSpan Elapsed)
{
    public bool IsZero => WorkingDays == 0 && CalendarDays == 0 && OfficeTime == TimeSpan.Zero && Elapsed == TimeSpan.Zero;

    /// <summary>The form of budgets, <c>1.5wd</c>, <c>0cd</c>, <c>2.25wh</c> or <c>PT3H20M</c>; two units are joined by a plus, <c>3cd + 2wd</c>.</summary>
    public override string ToString()
    {
        var own = Written(Unit);
        var others = Enum.GetValues<DayKind>().Where(kind => kind != Unit && !IsNone(kind)).Select(Written).ToArray();
        if (others.Length == 0) return own;
        return string.Join(" + ", IsNone(Unit) ? others : [own, .. others]);
    }

    internal static TimeAmount None(DayKind unit) => new(unit, 0, 0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>So many days of a kind in days, or hours and ticks of the others.</summary>
    internal static TimeAmount Of(DayKind unit, DayKind kind, decimal amount) => kind switch
    {
        DayKind.Working => None(unit) with { WorkingDays = amount },
        DayKind.Calendar => None(unit) with { CalendarDays = amount },
        DayKind.WorkingHours => None(unit) with { OfficeTime = new((long)amount) },
        _ => None(unit) with { Elapsed = new((long)amount) },
    };

    internal TimeAmount Plus(TimeAmount other) =>
        new(Unit, WorkingDays + other.WorkingDays, CalendarDays + other.CalendarDays, OfficeTime + other.OfficeTime, Elapsed + other.Elapsed);

    internal TimeAmount Less(TimeAmount other) =>
        new(Unit, WorkingDays - other.WorkingDays, CalendarDays - other.CalendarDays, OfficeTime - other.OfficeTime, Elapsed - other.Elapsed);

    private bool IsNone(DayKind kind) => kind switch
    {
        DayKind.Working => WorkingDays == 0,
        DayKind.Calendar => CalendarDays == 0,
        DayKind.WorkingHours => OfficeTime == TimeSpan.Zero,
        _ => Elapsed == TimeSpan.Zero,
    };

    private string Written(DayKind kind) => kind switch
    {
        DayKind.Working => string.Create(CultureInfo.InvariantCulture, $"{WorkingDays:0.##}wd"),
        DayKind.Calendar => string.Create(CultureInfo.InvariantCulture, $"{CalendarDays:0.##}cd"),
        DayKind.WorkingHours => string.Create(CultureInfo.InvariantCulture, $"{(decimal)OfficeTime.Ticks / TimeSpan.TicksPerHour:0.##}wh"),
        _ => Budget.Duration(Elapsed),
    };
}
