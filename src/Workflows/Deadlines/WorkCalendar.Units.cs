using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <content>Units whose office hours differ from the county's (单位作息).</content>
public sealed partial class WorkCalendar
{
    private readonly WorkCalendar? county;
    private readonly ImmutableSortedDictionary<string, Lazy<WorkCalendar>> units = ImmutableSortedDictionary<string, Lazy<WorkCalendar>>.Empty;

    private WorkCalendar(WorkCalendar county, ImmutableArray<Season> seasons)
    {
        this.county = county;
        Id = county.Id;
        Version = county.Version;
        FirstPublished = county.FirstPublished;
        Horizon = county.Horizon;
        firstPublished = county.firstPublished;
        lastPublished = county.lastPublished;
        names = county.names;
        types = county.types;
        workingBefore = county.workingBefore;
        workingDays = county.workingDays;
        hours = [.. seasons.Select(part => part.Hours)];
        FillOfficeTime(seasons);
    }

    /// <summary>The units that keep hours of their own, in order of their codes.</summary>
    public IEnumerable<string> UnitsWithOwnHours => (county ?? this).units.Keys;

    /// <summary>
    /// This calendar with the office hours of one unit; the county's when the unit has none of its own, is unknown or null. Days, version and horizon are
    /// the same, only opening and closing times differ. Asked again, it gives the same object.
    /// </summary>
    public WorkCalendar For(string? unitCode)
    {
        var root = county ?? this;
        return unitCode is not null && root.units.TryGetValue(unitCode, out var own) ? own.Value : root;
    }

    private ImmutableSortedDictionary<string, Lazy<WorkCalendar>> OwnHours(CalendarDays days) =>
        days.UnitSeasons.ToImmutableSortedDictionary(unit => unit.Key, unit => new Lazy<WorkCalendar>(() => new(this, unit.Value)), StringComparer.Ordinal);

    private void FillOfficeTime(ImmutableArray<Season> seasons)
    {
        var index = OfficeSeasons.ByMonthDay(seasons);
        for (var i = 0; i < Count; i++)
        {
            season[i] = index[MonthDays[i]];
            minutesBefore[i + 1] = minutesBefore[i] + (IsWorking(i) ? (int)(hours[season[i]].Length / TimeSpan.TicksPerMinute) : 0);
        }
    }
}
