using System.Runtime.CompilerServices;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Storage;

/// <summary>Reads the rows of the inspections' books.</summary>
internal sealed class BookReading(CountyTables tables)
{
    public async Task<KeptEntry<Sweep>?> Sweep(string id, CancellationToken cancellation) =>
        await Find(BookRows.Sweeps, TableKeys.Safe(id), cancellation).ConfigureAwait(false) is { } row ? Read<Sweep>(row) : null;

    public async Task<KeptEntry<Inspection>?> Inspection(string id, CancellationToken cancellation) =>
        await Find(BookRows.Inspections, TableKeys.Safe(id), cancellation).ConfigureAwait(false) is { } row ? Read<Inspection>(row) : null;

    public async Task<Place?> Place(string id, CancellationToken cancellation) =>
        await Find(BookRows.Places, TableKeys.Safe(id), cancellation).ConfigureAwait(false) is { } row ? InspectionJson.Read<Place>(row.ReadBody()) : null;

    /// <summary>Inspections of a stretch, in the order of its keys.</summary>
    public async IAsyncEnumerable<KeptEntry<Inspection>> Inspections(Stretch stretch, int? perPage, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in Rows(stretch, perPage, cancellation).ConfigureAwait(false)) yield return Read<Inspection>(row);
    }

    /// <summary>Rows that have not gone.</summary>
    public IAsyncEnumerable<BookRow> Rows(Stretch stretch, int? perPage, CancellationToken cancellation) => tables.Inspections.Rows<BookRow>(stretch.And(BookRow.OnlyHere), perPage, cancellation);

    /// <summary>Whether a sweep has an inspection within a scope.</summary>
    public async Task<bool> Touches(string sweepId, CaseScope scope, CancellationToken cancellation)
    {
        if (scope.WholeCounty) return true;
        var rows = Stretch.Of(BookRows.OfSweep(sweepId)).And(BookRow.OnlyHere);
        if (scope.DivisionPrefix is { Length: > 0 } prefix
            && await Any(rows.And($"Grid ge {Stretch.Text(prefix)}").And($"Grid lt {Stretch.Text(prefix + TableKeys.Last)}"), cancellation).ConfigureAwait(false)) return true;
        foreach (var grid in scope.Grids.IsDefault ? [] : scope.Grids)
            if (await Any(rows.And($"Grid eq {Stretch.Text(grid)}"), cancellation).ConfigureAwait(false)) return true;
        return scope.UnitCode is { } unit
            && await Any(Stretch.Of(BookRows.OfUnit(unit)).And(BookRow.OnlyHere).And($"Sweep eq {Stretch.Text(sweepId)}"), cancellation).ConfigureAwait(false);
    }

    public static KeptEntry<T> Read<T>(BookRow row)
        where T : class => new(row.No ?? 0, row.At ?? 0, InspectionJson.Read<T>(row.ReadBody()));

    private async Task<bool> Any(Stretch stretch, CancellationToken cancellation) => (await tables.Inspections.List<BookRow>(stretch, 1, cancellation).ConfigureAwait(false)).Count > 0;

    private async Task<BookRow?> Find(string partition, string key, CancellationToken cancellation) =>
        await tables.Inspections.Find<BookRow>(partition, key, cancellation).ConfigureAwait(false) is { Word: BookRow.Here } row ? row : null;
}

/// <param name="No">The running number by which lists are in order.</param>
/// <param name="Changed">The ticks of its last change.</param>
internal sealed record KeptEntry<T>(long No, long Changed, T Value)
    where T : class;
