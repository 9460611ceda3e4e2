using System.Text.Json.Serialization;

namespace GridCase.Workflows.Deadlines;

/// <content>Reading a calendar document.</content>
public sealed partial class WorkCalendar
{
    private static readonly Lazy<WorkCalendar> BuiltInCalendar = new(() => Parse(RuleDocument.BuiltIn("calendar-cn.json")));

    /// <summary>Reads a calendar document; see <c>calendar.schema.json</c>.</summary>
    /// <exception cref="RuleDocumentException">It cannot be used; each fault says where and what to do.</exception>
    public static WorkCalendar Parse(string json) => new(new CalendarDays(RuleDocument.Read<CalendarFile>(json, "calendar"))) { Document = json };

    /// <summary>The document it was read from.</summary>
    public string Document { get; private init; } = string.Empty;
}

internal sealed record CalendarFile(
    string Id,
    string Version,
    string TimeZone,
    CalendarSeason[] OfficeHours,
    [property: JsonPropertyOrder(1)] CalendarYear[] Years,
    Dictionary<string, CalendarUnit>? Units = null,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null);

internal sealed record CalendarSeason(string From, string To, string[] Sessions, string? Source = null);

/// <summary>The office hours of a unit that differ from the county's.</summary>
internal sealed record CalendarUnit(CalendarSeason[] OfficeHours, string? Source = null);

internal sealed record CalendarYear(int Year, string Source, CalendarHoliday[] Holidays, string? Note = null);

/// <summary>A block of days off, weekends inside it included, and the weekend days worked for it. New Year's may begin in the December before.</summary>
internal sealed record CalendarHoliday(string Name, DateOnly From, DateOnly To, DateOnly[] MakeUp);
