using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// A working calendar as it is written down (日历), to be changed and written again. It is always one that can be counted with: every way to make one
/// refuses what <see cref="WorkCalendar.Parse"/> would refuse. Nothing is changed in place.
/// </summary>
public sealed class CalendarDocument
{
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private CalendarDocument(CalendarFile file)
    {
        Calendar = new(new CalendarDays(file));
        File = file;
    }

    /// <summary>The calendar that comes with the program, as a document to start from.</summary>
    public static CalendarDocument BuiltIn => Read(RuleDocument.BuiltIn("calendar-cn.json"));

    public string Id => File.Id;

    public string Version => File.Version;

    /// <summary>The published years, in order without a gap.</summary>
    public IEnumerable<int> Years => File.Years.Select(year => year.Year);

    /// <summary>The document as a calendar to count with.</summary>
    public WorkCalendar Calendar { get; }

    internal CalendarFile File { get; }

    /// <summary>Reads a calendar document; see <c>calendar.schema.json</c>.</summary>
    /// <exception cref="RuleDocumentException">It cannot be used; each fault says where and what to do.</exception>
    public static CalendarDocument Read(string json) => new(RuleDocument.Read<CalendarFile>(json, "calendar"));

    /// <summary>
    /// The document as JSON in one form: keys in the order of the schema, units by code, holidays and days by date. Reading that and writing it again gives
    /// the same text.
    /// </summary>
    public string Write() => JsonSerializer.Serialize(
        File with
        {
            OfficeHours = InOrder(File.OfficeHours),
            Units = File.Units is null or { Count: 0 }
                ? null
                : File.Units.OrderBy(unit => unit.Key, StringComparer.Ordinal).ToDictionary(unit => unit.Key, unit => unit.Value with { OfficeHours = InOrder(unit.Value.OfficeHours) }),
            Years = [.. File.Years.Select(InOrder)],
        },
        Canonical);

    /// <summary>
    /// The document with one year added after the last (or before the first), or put in the place of the same year, from a file of the holiday-cn format.
    /// Doing it twice changes nothing more. A year's note stays.
    /// </summary>
    /// <exception cref="RuleDocumentException">
    /// The file is empty (no notice yet), of another form, leaves a gap between the years, or names a day twice, of another year, or a make-up day that is no
    /// weekend day; each fault says where and what to do.
    /// </exception>
    public CalendarDocument WithYear(string holidayCnJson)
    {
        var notice = HolidayNotice.Read(holidayCnJson);
        var first = File.Years[0].Year;
        var last = File.Years[^1].Year;
        if (notice.Year > last + 1 || notice.Year < first - 1)
        {
            var (problem, next) = notice.Year > last ? ($"{notice.Year} does not follow {last}.", last + 1) : ($"{notice.Year} does not lead up to {first}.", first - 1);
            throw new RuleDocumentException("holiday notice", [new("$.year", problem, $"Import {next} first: years stand in order without a gap.")]);
        }

        var before = File.Years.FirstOrDefault(year => year.Year == notice.Year);
        var years = File.Years.Where(year => year.Year != notice.Year).Append(notice.ToYear(before?.Note)).OrderBy(year => year.Year);
        return new(File with { Years = [.. years] });
    }

    /// <summary>The same document under a new version: 1 to 64 letters, digits, dots, underscores and hyphens, such as <c>cn-2027.1</c>.</summary>
    /// <exception cref="RuleDocumentException">The version cannot be written so.</exception>
    public CalendarDocument NewVersion(string version) => new(File with { Version = version });

    private static CalendarSeason[] InOrder(CalendarSeason[] seasons) => [.. seasons.OrderBy(season => season.From, StringComparer.Ordinal)];

    private static CalendarYear InOrder(CalendarYear year) => year with
    {
        Holidays = [.. year.Holidays.OrderBy(holiday => holiday.From).Select(holiday => holiday with { MakeUp = [.. holiday.MakeUp.Order()] })],
    };
}
