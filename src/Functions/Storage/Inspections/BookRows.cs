using System.Globalization;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Storage;

/// <summary>Where things lie in the books: each as it is under its id, and once more in each partition by which it is listed.</summary>
internal static class BookRows
{
    public const string Sweeps = "sweep";
    public const string SweepsByNumber = "sweeps";
    public const string UnfinishedSweeps = "unfinished";
    public const string Inspections = "inspection";
    public const string All = "all";
    public const string ToDo = "todo";
    public const string Unsettled = "unsettled";
    public const string Changed = "changed";
    public const string Places = "place";
    public const string Gone = "gone";
    public const string FieldKey = "field|";

    private const int TownLength = 9;

    public static string OfSweep(string id) => "sweep|" + TableKeys.Safe(id);

    public static string OfPerson(string id) => "person|" + TableKeys.Safe(id);

    public static string OfCase(string id) => "case|" + TableKeys.Safe(id);

    public static string OfPlace(string id) => "place|" + TableKeys.Safe(id);

    public static string OfUnit(string code) => "unit|" + TableKeys.Safe(code);

    /// <summary>The partition of a town's inspections, or the places' with <paramref name="kind"/> places; null for a prefix that is shorter than a town's.</summary>
    public static string? OfTown(string? prefix, string kind = "town") => prefix is { Length: >= TownLength } ? $"{kind}|{TableKeys.Safe(prefix[..TownLength])}" : null;

    public static string OfMonth(DateTimeOffset due) => "due|" + due.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public static string OfTexts(string subject) => "text|" + TableKeys.Safe(subject);

    public static string KeyOf(long no) => TableKeys.Ascending(no);

    public static string ChangeKey(long changed, long no) => $"{TableKeys.Ascending(changed)}|{TableKeys.Ascending(no)}";

    /// <summary>Every row that a change writes, and those that it lets go.</summary>
    public static IReadOnlyList<PlannedRow> Of(BookIntent intent)
    {
        var rows = new List<PlannedRow>();
        foreach (var sweep in intent.Sweeps) Add(rows, sweep.Before is { } before ? Ways(before, sweep.No) : [], Ways(sweep.After, sweep.No), new(InspectionJson.Of(sweep.After), sweep.No, intent.Changed, null, null));
        foreach (var one in intent.Inspections)
        {
            Add(rows, one.Before is { } before ? Ways(before, one.No, one.ChangedBefore) : [], Ways(one.After, one.No, intent.Changed), new(
                InspectionJson.Of(one.After), one.No, intent.Changed, one.After.GridCode, one.After.SweepId));
        }

        foreach (var place in intent.Places) Add(rows, place.Before is { } before ? Ways(before) : [], Ways(place.After), new(InspectionJson.Of(place.After), 0, intent.Changed, place.After.GridCode, null));
        rows.AddRange(intent.Texts.Select(text => new PlannedRow(OfTexts(text.Subject), FieldKey + TableKeys.Safe(text.Field), new(null, 0, intent.Changed, null, null) { Sealed = text.Value })));
        var gone = rows.Where(row => row.Content is null).Select(row => new GoneRow(row.Partition, row.Key)).ToList();
        if (gone.Count > 0) rows.Add(new(Gone, ChangeKey(intent.Changed, intent.Number), new(Encoding.UTF8.GetString(RowJson.Write(gone)), 0, intent.Changed, null, null)));
        return rows;
    }

    private static void Add(List<PlannedRow> rows, IEnumerable<(string Partition, string Key)> before, IEnumerable<(string Partition, string Key)> after, RowContent content)
    {
        var kept = after.ToHashSet();
        rows.AddRange(kept.Select(way => new PlannedRow(way.Partition, way.Key, content)));
        rows.AddRange(before.Where(way => !kept.Contains(way)).Distinct().Select(way => new PlannedRow(way.Partition, way.Key, null)));
    }

    private static IEnumerable<(string Partition, string Key)> Ways(Sweep sweep, long no)
    {
        yield return (Sweeps, TableKeys.Safe(sweep.Id));
        yield return (SweepsByNumber, TableKeys.Descending(no));
        if (!sweep.IsOver) yield return (UnfinishedSweeps, TableKeys.Safe(sweep.Id));
    }

    private static IEnumerable<(string Partition, string Key)> Ways(Inspection one, long no, long changed)
    {
        yield return (Inspections, TableKeys.Safe(one.Id));
        yield return (All, KeyOf(no));
        yield return (Changed, ChangeKey(changed, no));
        yield return (OfMonth(one.DueAt), KeyOf(no));
        if (!one.IsOver) yield return (ToDo, KeyOf(no));
        if (!one.Settled) yield return (Unsettled, KeyOf(no));
        if (one.SweepId is { } sweep) yield return (OfSweep(sweep), KeyOf(no));
        if (one.AssigneeId is { } assignee) yield return (OfPerson(assignee), KeyOf(no));
        if (one.DeputyId is { } deputy) yield return (OfPerson(deputy), KeyOf(no));
        if (one.CaseId is { } caseId) yield return (OfCase(caseId), KeyOf(no));
        if (one.PlaceId is { } place) yield return (OfPlace(place), KeyOf(no));
        if (OfTown(one.GridCode) is { } town) yield return (town, KeyOf(no));
        foreach (var unit in one.Parts.Select(part => part.UnitCode).OfType<string>()) yield return (OfUnit(unit), KeyOf(no));
    }

    private static IEnumerable<(string Partition, string Key)> Ways(Place place)
    {
        yield return (Places, TableKeys.Safe(place.Id));
        if (OfTown(place.GridCode, "places") is { } town) yield return (town, TableKeys.Safe(place.Id));
    }
}

/// <param name="Content">Null for a row that goes.</param>
internal sealed record PlannedRow(string Partition, string Key, RowContent? Content);

/// <summary>What a row is to hold.</summary>
internal sealed record RowContent(string? Json, long No, long Changed, string? Grid, string? Sweep)
{
    /// <summary>Of a text, in place of the JSON.</summary>
    public byte[]? Sealed { get; init; }
}

/// <summary>A row that has gone and can be removed once nobody may write to it any more.</summary>
internal sealed record GoneRow(string Partition, string Key);
