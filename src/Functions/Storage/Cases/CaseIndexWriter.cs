using System.Text.Json;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>
/// Writes a case to its places and takes it away from those where it no longer belongs. A sheet for each case says where it lies and has lain of late, and is written
/// first: whatever a crash or a slow writer leaves at a place, a thorough writing finds it.
/// </summary>
internal sealed class CaseIndexWriter(Shelf index)
{
    public const string SheetKey = "sheet";

    /// <summary>So many places are remembered after a case has left them: a writer would have to be this many changes behind for its row to be overlooked.</summary>
    private const int Remembered = 64;

    /// <summary>
    /// Brings the lists to what a row says. One that is older than what they were written from changes nothing: whoever calls looks at the case again afterwards, and
    /// writes anew, thoroughly, where it has moved on.
    /// </summary>
    /// <param name="thorough">Also clears places that it left earlier.</param>
    public async Task Write(CaseIndexRow row, bool thorough, CancellationToken cancellation)
    {
        var due = IndexPlaces.Of(row);
        if (await WriteSheet(row, due, cancellation).ConfigureAwait(false) is not { } sheets) return;
        await Gathered.Do(due, (place, stop) => index.Put(row.At(place), stop), cancellation).ConfigureAwait(false);
        var left = (thorough ? sheets.Now.Left : sheets.Before.Due.Except(due)).ToList();
        await Gathered.Do(left, (place, stop) => index.Remove(place.Partition, place.Key, stop), cancellation).ConfigureAwait(false);
    }

    public static string PartitionOf(string caseId) => CaseHeadRow.PartitionOf(caseId);

    /// <summary>Null where a newer one is written already.</summary>
    private async Task<(Sheet Before, Sheet Now)?> WriteSheet(CaseIndexRow row, List<IndexPlace> due, CancellationToken cancellation)
    {
        while (true)
        {
            var kept = await index.Find<Row>(PartitionOf(row.CaseId), SheetKey, cancellation).ConfigureAwait(false);
            if (kept is not null && (kept.Number > row.Version || (kept.Number == row.Version && kept.At > row.Changed))) return null;
            var before = kept is null ? new([], []) : JsonSerializer.Deserialize<Sheet>(kept.ReadBody())!;
            var now = new Sheet(due, [.. before.Due.Concat(before.Left).Except(due).Take(Remembered)]);
            var sheet = kept ?? Row.Of(PartitionOf(row.CaseId), SheetKey);
            (sheet.Number, sheet.At) = (row.Version, row.Changed);
            sheet.With(JsonSerializer.SerializeToUtf8Bytes(now));
            if (await (kept is null ? index.Add(sheet, cancellation) : index.Replace(sheet, cancellation)).ConfigureAwait(false)) return (before, now);
        }
    }

    /// <param name="Due">Where the case lies.</param>
    /// <param name="Left">Where it has lain before, the last first.</param>
    private sealed record Sheet(List<IndexPlace> Due, List<IndexPlace> Left);
}
