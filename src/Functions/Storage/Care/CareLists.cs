using GridCase.Functions.Tables;
using GridCase.Workflows.Care;

namespace GridCase.Functions.Storage;

/// <summary>Lists of the register, from the lines of its grids: a worker's reads the partitions of the worker's grids, the county's all of them. Some ten thousand entries are its measure.</summary>
internal sealed class CareLists(Shelf care)
{
    public async Task<CarePage> List(CareQuery query, CancellationToken cancellation)
    {
        Limits.Check(query.Limit, 200);
        var (place, id) = query.After is { } after ? CareCursor.Read(after) : (long.MinValue, "");
        var byChange = query.ChangedSince is not null;
        List<CareEntryRow> lines = [];
        foreach (var stretch in Stretches(query)) lines.AddRange(await care.List<CareEntryRow>(Asked(stretch, query), null, cancellation).ConfigureAwait(false));
        var rows = Newest(lines).Select(line => (Line: line, Place: byChange ? line.Changed : line.Due)).OrderBy(one => one.Place).ThenBy(one => one.Line.RowKey, StringComparer.Ordinal)
            .Where(one => one.Place > place || (one.Place == place && string.CompareOrdinal(one.Line.RowKey, id) > 0))
            .Take(query.Limit + 1).Select(one => new CareRow(one.Line.ReadPerson(), Instants.Of(one.Line.Changed))).ToList();
        return rows.Count > query.Limit ? new(rows[..query.Limit], CareCursor.Of(rows[query.Limit - 1], query)) : new(rows, null);
    }

    /// <summary>Entries that a condition holds for, in an order of the caller's.</summary>
    public async Task<IReadOnlyList<CareEntryRow>> Where(string term, CancellationToken cancellation) =>
        Newest(await care.List<CareEntryRow>(CareEntryRow.LinesUnder("").And(term), null, cancellation).ConfigureAwait(false));

    /// <summary>An entry that is just moving may have a line in each of two grids: the newer counts.</summary>
    private static List<CareEntryRow> Newest(IEnumerable<CareEntryRow> lines) => [.. lines.GroupBy(line => line.RowKey).Select(of => of.MaxBy(line => line.Version)!)];

    private static IEnumerable<Stretch> Stretches(CareQuery query)
    {
        var (scope, asked) = (query.Scope, query.GridPrefix ?? "");
        if (scope.WholeCounty) return [CareEntryRow.LinesUnder(asked)];
        List<Stretch> stretches = [];
        if (scope.DivisionPrefix is { Length: > 0 } prefix && Narrower(prefix, asked) is { } under) stretches.Add(CareEntryRow.LinesUnder(under));
        foreach (var grid in scope.Grids.IsDefault ? [] : scope.Grids.Distinct())
        {
            var isUnder = scope.DivisionPrefix is { Length: > 0 } division && grid.StartsWith(division, StringComparison.Ordinal);
            if (!isUnder && grid.StartsWith(asked, StringComparison.Ordinal)) stretches.Add(Stretch.Of(CareEntryRow.LinesOf(grid)));
        }

        return stretches;
    }

    /// <summary>The longer of two beginnings of codes; null when nothing begins with both.</summary>
    private static string? Narrower(string one, string other) =>
        one.StartsWith(other, StringComparison.Ordinal) ? one : other.StartsWith(one, StringComparison.Ordinal) ? other : null;

    private static Stretch Asked(Stretch stretch, CareQuery query)
    {
        if (query.Tier is { } tier) stretch = stretch.And($"Tier eq {(int)tier}");
        if (query.DueBefore is { } due) stretch = stretch.And($"Due le {Stretch.Long(due.UtcTicks)}");
        if (query.ChangedSince is { } since) return stretch.And($"Changed gt {Stretch.Long(since.UtcTicks)}");
        return query.State is { } state ? stretch.And($"State eq {(int)state}") : stretch;
    }
}
