using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GridCase.Workflows.Inspections;

/// <summary>
/// How often something is inspected: <c>P1D</c>, <c>P1W</c>, <c>P2W</c>, <c>P1M</c>, <c>P3M</c>, or calendar days as a deadline policy writes them (<c>7cd</c>). Periods lie
/// end to end: weeks begin on Mondays, months on the first, so that everybody knows them without a table. At most 366 days, 52 weeks, 12 months.
/// </summary>
/// <param name="Months">For months; 0 otherwise.</param>
/// <param name="Days">For days and weeks; 0 otherwise.</param>
public readonly record struct Frequency(int Months, int Days)
{
    /// <summary>A Monday, long ago.</summary>
    private static readonly DateOnly FirstMonday = new(2000, 1, 3);

    /// <exception cref="FormatException">It is not written so.</exception>
    public static Frequency Parse(string text) =>
        TryParse(text, out var frequency) ? frequency : throw new FormatException($"'{text}' is no frequency: write P1D, P1W, P2W, P1M or 7cd.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Frequency frequency)
    {
        frequency = default;
        if (text is null || text.Length is < 3 or > 5) return false;
        var isPeriod = text[0] == 'P';
        if (!isPeriod && !text.EndsWith("cd", StringComparison.Ordinal)) return false;
        var digits = isPeriod ? text.AsSpan(1, text.Length - 2) : text.AsSpan(0, text.Length - 2);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return false;
        frequency = (isPeriod ? text[^1] : 'D') switch
        {
            'D' when number <= 366 => new(0, number),
            'W' when number <= 52 => new(0, number * 7),
            'M' when number <= 12 => new(number, 0),
            _ => default,
        };
        return frequency != default;
    }

    /// <summary>The first day of the period that a day lies in.</summary>
    public DateOnly PeriodOf(DateOnly day)
    {
        if (Months > 0)
        {
            var month = (day.Year * 12) + day.Month - 1;
            month -= month % Months;
            return new(month / 12, (month % 12) + 1, 1);
        }

        var since = day.DayNumber - FirstMonday.DayNumber;
        var into = ((since % Days) + Days) % Days;
        return day.AddDays(-into);
    }

    /// <summary>The first day of the period after the one that begins on this day.</summary>
    public DateOnly Next(DateOnly period) => Months > 0 ? period.AddMonths(Months) : period.AddDays(Days);

    public override string ToString() => Months > 0 ? $"P{Months}M" : Days % 7 == 0 ? $"P{Days / 7}W" : $"P{Days}D";
}
