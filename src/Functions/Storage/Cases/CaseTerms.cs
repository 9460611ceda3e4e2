using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>What a query asks of a row: as much of it as the service can look at, so that few rows travel, and all of it for the rows that came.</summary>
/// <remarks>The service takes 15 comparisons; a stretch has four.</remarks>
internal static class CaseTerms
{
    public static Stretch Narrowed(this Stretch stretch, CaseQuery query, string? gridPrefix)
    {
        if (query.Stage is { } stage) stretch = stretch.And($"Stage eq {(int)stage}");
        if (query.Status is { } status) stretch = stretch.And($"Status eq {(int)status}");
        if (query.Light is { } light) stretch = stretch.And($"Light eq {(int)light}");
        if (query.Channel is { } channel) stretch = stretch.And($"Channel eq {(int)channel}");
        if (query.HolderPersonId is { } holder) stretch = stretch.And($"Holder eq {Stretch.Text(holder)}");
        if (query.UnitCode is { } unit) stretch = stretch.And($"Unit eq {Stretch.Text(unit)}");
        if (query.Kind is { } kind) stretch = stretch.And($"Kind eq {(int)kind}");
        if (query.DueBefore is { } due) stretch = stretch.And($"(Light ge {(int)Light.Red} or Next lt {Stretch.Long(due.UtcTicks)})");
        if (gridPrefix is { Length: > 0 } grid) stretch = stretch.And(Prefixed("Grid", grid));
        if (query.Text is { Length: > 0 } text && !SearchText.IsCode(text)) stretch = stretch.And(Prefixed("Category", text));
        return query.ChangedSince is { } since ? stretch.And($"Changed gt {Stretch.Long(since.UtcTicks)}") : stretch;
    }

    public static bool Matches(CaseIndexRow row, CaseQuery query) =>
        Covers(query.Scope, row)
            && (!query.AliveOnly || row.Alive)
            && (query.Stage is not { } stage || row.Stage == (int)stage)
            && (query.Status is not { } status || row.Status == (int)status)
            && (query.Light is not { } light || row.Light == (int)light)
            && (query.Channel is not { } channel || row.Channel == (int)channel)
            && (query.HolderPersonId is not { } holder || row.Holder == holder)
            && (query.UnitCode is not { } unit || row.Unit == unit)
            && (query.Kind is not { } kind || row.Kind == (int)kind)
            && (query.IsHeld is not { } held || held == row.Unit is not null)
            && (query.DueBefore is not { } due || row.Light >= (int)Light.Red || row.Next < due.UtcTicks)
            && (string.IsNullOrEmpty(query.GridPrefix) || Begins(row.Grid, query.GridPrefix))
            && (query.ChangedSince is not { } since || row.Changed > since.UtcTicks)
            && (string.IsNullOrEmpty(query.Text) || (SearchText.IsCode(query.Text) ? row.Code == SearchText.Code(query.Text) : Begins(row.Category, query.Text)));

    private static bool Covers(CaseScope scope, CaseIndexRow row) =>
        scope.WholeCounty
        || (row.Grid is { } grid && ((scope.DivisionPrefix is { Length: > 0 } prefix && Begins(grid, prefix)) || (!scope.Grids.IsDefault && scope.Grids.Contains(grid))))
        || (scope.UnitCode is { } unit && row.Units().Contains(unit));

    private static bool Begins(string? text, string prefix) => text?.StartsWith(prefix, StringComparison.Ordinal) == true;

    private static string Prefixed(string column, string prefix) => $"{column} ge {Stretch.Text(prefix)} and {column} lt {Stretch.Text(SearchText.AfterPrefix(prefix))}";
}
