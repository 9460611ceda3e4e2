using System.Collections.Immutable;
using System.Globalization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Directory.Import;

/// <summary>Reads the cells of one row; what cannot be read is a fault with its remedy.</summary>
internal sealed class RowReader(ImportColumns columns, ImportRow row, FaultList faults)
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm", "yyyy/MM/dd HH:mm"];
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy/MM/dd"];

    public int Number => row.Number;

    /// <summary>False once a cell of the row could not be read.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>What the cell says; where the file has no such column, what stood there before. An empty cell says nothing stands there.</summary>
    public string? Keep(string column, string? before) => columns.Has(column) ? columns.Cell(row, column) : before;

    public string? Cell(string column) => columns.Cell(row, column);

    public bool Has(string column) => columns.Has(column);

    /// <summary>The same, and a fault where there is nothing.</summary>
    public string Required(string column, string? before = null)
    {
        if (Keep(column, before) is { } text) return text;
        Fault(column, null, "it is empty", "Fill it in.");
        return "";
    }

    /// <summary>One of the words of a list, in English or Chinese.</summary>
    public T Word<T>(string column, T before, ImportWords<T> words)
        where T : struct, Enum
    {
        if (Cell(column) is not { } text) return before;
        if (words.Find(text) is { } value) return value;
        Fault(column, text, "it is not one of the words that are known", $"Write one of {words.Shown}.");
        return before;
    }

    /// <summary>Entries separated by semicolons, 、 or blanks.</summary>
    public ImmutableArray<string> List(string column, ImmutableArray<string> before) => !columns.Has(column) ? before
        : Cell(column) is { } text ? [.. text.Split([';', '；', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()]
        : [];

    /// <summary>An instant in ISO 8601 with an offset; without one it is the county's own time. A day alone is its beginning, or with <paramref name="endOfDay"/> its end.</summary>
    public DateTimeOffset Instant(string column, bool endOfDay)
    {
        var text = Required(column);
        if (text.Length == 0) return default;
        if (DateTime.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Bounded(column, text, new(day.AddDays(endOfDay ? 1 : 0), ChinaTime.Offset));
        if (DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return Bounded(column, text, new(local, ChinaTime.Offset));
        if (text.Length >= 17 && text[10] == 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return Bounded(column, text, instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond)));
        Fault(column, text, "it is no day and no instant", "Write 2026-02-13, 2026-02-13 09:00 or 2026-02-13T09:00:00+08:00.");
        return default;
    }

    public void Fault(string? column, string? value, string problem, string remedy)
    {
        IsSound = false;
        faults.Add(row.Number, column, value, problem, remedy);
    }

    private DateTimeOffset Bounded(string column, string text, DateTimeOffset instant)
    {
        if (instant.Year is < 2000 or > 2060) Fault(column, text, "it lies outside the years 2000 to 2060", "Correct the year.");
        return instant;
    }
}
