using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using System.Xml;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// How much time a clock has. Written <c>5wd</c>, <c>0.5wd</c>, <c>7cd</c>, <c>0cd</c> (不过夜, the same day), <c>4wh</c>, or an ISO 8601
/// duration such as <c>PT30M</c> for elapsed time. Days are 0 to 3,650, hours and durations at most 3,650 days. A fraction, of at most two
/// digits, is allowed for <c>wd</c> and <c>wh</c> only. A duration of zero (<c>PT0S</c>) is a ladder's "at the due time"; a policy refuses it for a clock.
/// </summary>
[JsonConverter(typeof(BudgetJsonConverter))]
public readonly record struct Budget
{
    private const int MaxDays = 3650;

    public DayKind Kind { get; private init; }

    /// <summary>Days for <see cref="DayKind.Calendar"/> and <see cref="DayKind.Working"/>; zero for the others.</summary>
    public decimal Days { get; private init; }

    /// <summary>Time for <see cref="DayKind.Elapsed"/> and <see cref="DayKind.WorkingHours"/>; zero for the others.</summary>
    public TimeSpan Time { get; private init; }

    /// <summary>True for budgets counted in whole or part days (<c>wd</c>, <c>cd</c>).</summary>
    public bool InDays => Kind is DayKind.Working or DayKind.Calendar;

    /// <summary>True up to 366 days of 24 hours, the most that a person gives by hand: what is counted from now then stays within the calendar.</summary>
    public bool IsWithinYear => Ticks <= 366m * TimeSpan.TicksPerDay;

    public bool IsZero => Days == 0 && Time == TimeSpan.Zero;

    /// <summary>Working days, 0 to 3,650 with at most two digits after the point.</summary>
    public static Budget WorkingDays(decimal days) => new() { Kind = DayKind.Working, Days = Checked(days, decimals: 2) };

    /// <summary>Calendar days, 0 to 3,650.</summary>
    public static Budget CalendarDays(int days) => new() { Kind = DayKind.Calendar, Days = Checked(days, decimals: 0) };

    /// <summary>Office time, zero to 3,650 days, in hundredths of an hour.</summary>
    public static Budget OfficeTime(TimeSpan time) => new() { Kind = DayKind.WorkingHours, Time = CheckedOffice(time) };

    /// <summary>Time around the clock, zero to 3,650 days.</summary>
    public static Budget Elapsed(TimeSpan time) => new() { Kind = DayKind.Elapsed, Time = Checked(time) };

    /// <summary>Reads the compact form.</summary>
    /// <exception cref="FormatException">It is not of that form or beyond its limits; the message says how to write it.</exception>
    public static Budget Parse(string text) => TryParse(text, out var budget)
        ? budget
        : throw new FormatException(BudgetJsonConverter.Refusal(text));

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse([NotNullWhen(true)] string? text, out Budget budget)
    {
        budget = default;
        if (text is null || text.Length is < 3 or > 32) return false;
        if (text[0] == 'P') return TryParseDuration(text, out budget);
        var digits = text.AsSpan(0, text.Length - 2);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        if (number > MaxDays * 24m || decimal.Round(number, 2) != number) return false;
        switch (text.AsSpan(text.Length - 2))
        {
            case "wd" when number <= MaxDays:
                budget = WorkingDays(number);
                return true;
            case "cd" when number <= MaxDays && number == decimal.Truncate(number):
                budget = CalendarDays((int)number);
                return true;
            case "wh" when number > 0:
                budget = OfficeTime(TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerHour)));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Two amounts of one kind together.</summary>
    /// <exception cref="ArgumentException">They count different days.</exception>
    public Budget Plus(Budget other) => other.Kind == Kind
        ? this with { Days = Days + other.Days, Time = Time + other.Time }
        : throw new ArgumentException($"{other} cannot be added to {this}: they count different days.", nameof(other));

    /// <summary>Compares lengths roughly, 24 hours for a day of any kind; exact within one kind. For caps and thresholds, never for due times.</summary>
    public int CompareLength(Budget other) => Ticks.CompareTo(other.Ticks);

    /// <summary>The compact form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        DayKind.Working => string.Create(CultureInfo.InvariantCulture, $"{Days:0.##}wd"),
        DayKind.Calendar => string.Create(CultureInfo.InvariantCulture, $"{Days:0}cd"),
        DayKind.WorkingHours => string.Create(CultureInfo.InvariantCulture, $"{(decimal)Time.Ticks / TimeSpan.TicksPerHour:0.##}wh"),
        _ => Duration(Time),
    };

    private decimal Ticks => (Days * TimeSpan.TicksPerDay) + Time.Ticks;

    private static bool TryParseDuration(string text, out Budget budget)
    {
        budget = default;
        try
        {
            // Months and years have no fixed length.
            if (text.Split('T')[0].IndexOfAny(['Y', 'M']) >= 0) return false;
            var time = XmlConvert.ToTimeSpan(text);
            if (time < TimeSpan.Zero || time > TimeSpan.FromDays(MaxDays)) return false;
            budget = Elapsed(time);
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Elapsed time in hours, minutes and seconds, as <c>PT26H30M</c>.</summary>
    internal static string Duration(TimeSpan time)
    {
        if (time == TimeSpan.Zero) return "PT0S";
        var seconds = (decimal)(time.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        var text = new StringBuilder("PT");
        if (time.Ticks >= TimeSpan.TicksPerHour) text.Append(CultureInfo.InvariantCulture, $"{time.Ticks / TimeSpan.TicksPerHour}H");
        if (time.Minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{time.Minutes}M");
        if (seconds > 0) text.Append(CultureInfo.InvariantCulture, $"{seconds:0.#######}S");
        return text.ToString();
    }

    private static decimal Checked(decimal days, int decimals) => days is >= 0 and <= MaxDays && decimal.Round(days, decimals) == days
        ? days
        : throw new ArgumentOutOfRangeException(nameof(days), days, $"A budget has 0 to {MaxDays} days, at most {decimals} digits after the point.");

    private static TimeSpan Checked(TimeSpan time) => time >= TimeSpan.Zero && time.Ticks <= MaxDays * TimeSpan.TicksPerDay
        ? time
        : throw new ArgumentOutOfRangeException(nameof(time), time, $"A budget has at most {MaxDays} days.");

    private static TimeSpan CheckedOffice(TimeSpan time) => Checked(time).Ticks % (TimeSpan.TicksPerHour / 100) == 0
        ? time
        : throw new ArgumentOutOfRangeException(nameof(time), time, "Office time is written in hundredths of an hour.");
}
