using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace GridCase.Workflows.Deadlines;

/// <summary>A day that a notice names: off, or worked in exchange.</summary>
internal readonly record struct NoticeDay(int Position, string Name, DateOnly Date, bool IsOff);

/// <summary>
/// The State Council's notice of one year (节假日安排) as a file of the public holiday-cn format: <c>year</c>, <c>papers</c> (where it was published) and
/// <c>days</c> with <c>name</c>, <c>date</c> and <c>isOffDay</c>. A day of the December before may be named, since a New Year block can begin there.
/// </summary>
internal sealed class HolidayNotice
{
    private readonly List<RuleFault> faults = [];
    private ImmutableArray<NoticeDay> days = [];

    internal int Year { get; private set; }

    internal string Source { get; private set; } = string.Empty;

    /// <exception cref="RuleDocumentException">The file is of another form, empty, or names a day that cannot be; each fault says where.</exception>
    internal static HolidayNotice Read(string json)
    {
        var notice = new HolidayNotice();
        try
        {
            using var tree = JsonDocument.Parse(json);
            notice.Take(tree.RootElement);
        }
        catch (JsonException error)
        {
            notice.faults.Add(new("$", error.Message.Split(" LineNumber")[0], "Give the file as it was published, JSON in UTF-8."));
        }

        if (notice.faults.Count > 0) throw new RuleDocumentException("holiday notice", [.. notice.faults]);
        return notice;
    }

    /// <summary>The notice as a year of a calendar document: blocks of consecutive days off of one name, each with the days worked for it.</summary>
    internal CalendarYear ToYear(string? note)
    {
        var blocks = new List<(string Name, DateOnly From, DateOnly To, List<DateOnly> MakeUp)>();
        foreach (var day in days.Where(day => day.IsOff).OrderBy(day => day.Date))
        {
            if (blocks.Count > 0 && blocks[^1] is var last && last.Name == day.Name && last.To.AddDays(1) == day.Date) blocks[^1] = last with { To = day.Date };
            else blocks.Add((day.Name, day.Date, day.Date, []));
        }

        foreach (var day in days.Where(day => !day.IsOff).OrderBy(day => day.Date))
            blocks.Where(block => block.Name == day.Name).MinBy(block => Distance(block.From, block.To, day.Date)).MakeUp.Add(day.Date);
        return new(Year, Source, [.. blocks.Select(block => new CalendarHoliday(block.Name, block.From, block.To, [.. block.MakeUp]))], note);
    }

    private static int Distance(DateOnly from, DateOnly to, DateOnly day) =>
        Math.Min(Math.Abs(day.DayNumber - from.DayNumber), Math.Abs(day.DayNumber - to.DayNumber));

    private void Take(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("year", out var year) || year.ValueKind != JsonValueKind.Number || !year.TryGetInt32(out var number)
            || !root.TryGetProperty("days", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new("$", "This is no file of a year's holidays.", "It needs year, papers and days, as in the holiday-cn format."));
            return;
        }

        Year = number;
        if (Year is < 2000 or > 2050) faults.Add(new("$.year", $"{Year} is out of reach.", "Years are 2000 to 2050."));
        if (list.GetArrayLength() == 0)
        {
            faults.Add(new("$.days", $"{Year} has no days: the State Council has not announced it in this file.", "Import it once the notice is out, usually late October to mid-November of the year before."));
            return;
        }

        Source = root.TryGetProperty("papers", out var papers) && papers.ValueKind == JsonValueKind.Array
            ? string.Join(' ', papers.EnumerateArray().Where(paper => paper.ValueKind == JsonValueKind.String).Select(paper => paper.GetString()))
            : string.Empty;
        if (string.IsNullOrWhiteSpace(Source)) faults.Add(new("$.papers", "No paper is named.", "Say where the notice was published."));
        if (list.GetArrayLength() > 366) faults.Add(new("$.days", "There are more days than a year has.", "Give each day once."));
        else TakeDays(list);
    }

    private void TakeDays(JsonElement list)
    {
        var read = list.EnumerateArray().Select((item, i) => Day(item, i)).OfType<NoticeDay>().ToImmutableArray();
        foreach (var twice in read.GroupBy(day => day.Date).SelectMany(group => group.Skip(1)))
            faults.Add(new($"$.days[{twice.Position}]", $"{twice.Date:yyyy-MM-dd} is named twice.", "Name each day once."));
        var names = read.Where(day => day.IsOff).Select(day => day.Name).ToHashSet();
        foreach (var lost in read.Where(day => !day.IsOff && !names.Contains(day.Name)))
            faults.Add(new($"$.days[{lost.Position}]", $"{lost.Date:yyyy-MM-dd} is worked for {lost.Name}, which has no day off.", "Use the name of the holiday it is worked for."));
        days = read;
    }

    private NoticeDay? Day(JsonElement item, int i)
    {
        var path = $"$.days[{i}]";
        if (item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(name.GetString())
            || !item.TryGetProperty("isOffDay", out var off) || off.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            || !item.TryGetProperty("date", out var text) || text.ValueKind != JsonValueKind.String
            || !DateOnly.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            faults.Add(new(path, "This is no day.", "A day has name, date (2027-01-01) and isOffDay."));
            return null;
        }

        if (!CalendarDays.BelongsTo(date, Year))
            faults.Add(new(path, $"{date:yyyy-MM-dd} is not in {Year}.", "Name days of the year and of the December before it only."));
        if (off.ValueKind == JsonValueKind.False && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            faults.Add(new(path, $"{date:yyyy-MM-dd} is no weekend day.", "A make-up working day is a Saturday or Sunday."));
        return new(i, name.GetString()!.Trim(), date, off.ValueKind == JsonValueKind.True);
    }
}
