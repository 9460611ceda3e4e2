using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>Which units and grids cases have left, so that whoever no longer sees a case hears that it is gone. A partition for each unit and grid; kept for 90 days.</summary>
internal sealed class CasePartings(Shelf index, CaseRecords records)
{
    public const string Beginning = "left|";
    private const int PrunedAtOnce = 5_000;

    /// <summary>Notes a parting; one that is noted later already stays.</summary>
    public async Task Write(CaseFile file, Parting parting, long changed, CancellationToken cancellation)
    {
        while (true)
        {
            var known = await index.Find<PartingRow>(PartitionOf(parting), file.Id, cancellation).ConfigureAwait(false);
            if (known?.Changed >= changed) return;
            var row = known ?? new() { PartitionKey = PartitionOf(parting), RowKey = file.Id, Code = file.Origin.Code };
            row.Changed = changed;
            if (await (known is null ? index.Add(row, cancellation) : index.Replace(row, cancellation)).ConfigureAwait(false)) return;
        }
    }

    /// <summary>Cases that left a scope after a place and are outside it now, each once, by the last of these partings; the oldest first, at most so many.</summary>
    public async Task<List<CaseGone>> Left(CaseScope scope, long after, int limit, CancellationToken cancellation)
    {
        if (scope.WholeCounty) return [];
        var rows = await Gathered.Of(
            [.. Stretches(scope)], (stretch, stop) => index.List<PartingRow>(stretch.And($"Changed gt {Stretch.Long(after)}"), null, stop), cancellation).ConfigureAwait(false);
        var gone = new List<CaseGone>();
        foreach (var row in rows.SelectMany(part => part).GroupBy(row => row.RowKey).Select(of => of.MaxBy(row => row.Changed)!).OrderBy(row => row.Changed))
        {
            if (gone.Count >= limit && Instants.Of(row.Changed) > gone[^1].At) break;
            // Inside it once more: then it is no parting.
            if (await records.Find(row.RowKey, cancellation).ConfigureAwait(false) is { } file && !scope.Covers(file)) gone.Add(new(row.RowKey, row.Code, Instants.Of(row.Changed)));
        }

        return gone;
    }

    /// <summary>Forgets those that are older than they are kept; some thousands at once, so that a repeat goes on.</summary>
    public async Task Prune(DateTimeOffset now, CancellationToken cancellation)
    {
        var old = Stretch.Across(Beginning, Beginning + TableKeys.Last).And($"Changed lt {Stretch.Long((now - Partings.Life).UtcTicks)}");
        await Gathered.Do(await index.List<PartingRow>(old, PrunedAtOnce, cancellation).ConfigureAwait(false), index.Remove, cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<Stretch> Stretches(CaseScope scope)
    {
        if (scope.UnitCode is { } unit) yield return Stretch.Of(OfUnit(unit));
        foreach (var grid in scope.Grids.IsDefault ? [] : scope.Grids) yield return Stretch.Of(OfGrid(grid));
        if (scope.DivisionPrefix is { Length: > 0 } prefix) yield return Stretch.Across(OfGrid(prefix), OfGrid(prefix) + TableKeys.Last);
    }

    private static string PartitionOf(Parting parting) => parting.Unit is { } unit ? OfUnit(unit) : OfGrid(parting.Grid!);

    private static string OfUnit(string unit) => $"{Beginning}unit|{TableKeys.Safe(unit)}";

    private static string OfGrid(string grid) => $"{Beginning}grid|{TableKeys.Safe(grid)}";
}

/// <summary>What a case left: a unit, or a grid.</summary>
internal sealed record Parting(string? Unit, string? Grid);
