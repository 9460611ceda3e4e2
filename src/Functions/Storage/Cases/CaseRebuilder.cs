using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Makes every index of cases anew from the facts, and clears away what belongs to no case: an operator's command, for tables that were lost or meddled with. The county
/// may go on meanwhile. Reads every fact once; eight bytes of memory for each place of a case.
/// </summary>
internal sealed class CaseRebuilder(Shelf cases, Shelf index, CaseRecords records, CaseIndexes indexes, CaseNumbers numbers, TimeProvider time)
{
    private const int PerStep = 200;

    /// <summary>How many cases there are.</summary>
    /// <param name="progress">Hears how many are done.</param>
    public async Task<int> Rebuild(IProgress<int>? progress, CancellationToken cancellation)
    {
        records.Forget();
        var due = new DuePlaces();
        var (done, largest) = (0, 0L);
        await foreach (var step in Steps(cancellation).ConfigureAwait(false))
        {
            await Gathered.Do(step, (head, stop) => Rebuild(head.CaseId, due, stop), cancellation).ConfigureAwait(false);
            largest = Math.Max(largest, step.Max(head => head.No));
            done += step.Count;
            progress?.Report(done);
        }

        await numbers.Reach(largest, cancellation).ConfigureAwait(false);
        await Sweep(due, cancellation).ConfigureAwait(false);
        return done;
    }

    private async IAsyncEnumerable<List<CaseHeadRow>> Steps([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        List<CaseHeadRow> step = [];
        var heads = Stretch.Across(CaseHeadRow.Beginning, CaseHeadRow.Beginning + TableKeys.Last).And($"RowKey eq {Stretch.Text(CaseHeadRow.Key)}");
        await foreach (var head in cases.Rows<CaseHeadRow>(heads, null, cancellation).ConfigureAwait(false))
        {
            step.Add(head);
            if (step.Count < PerStep) continue;
            yield return step;
            step = [];
        }

        if (step.Count > 0) yield return step;
    }

    private async Task Rebuild(string caseId, DuePlaces due, CancellationToken cancellation)
    {
        // Without its sheet nothing that it says holds the writing up.
        await index.Remove(CaseIndexWriter.PartitionOf(caseId), CaseIndexWriter.SheetKey, cancellation).ConfigureAwait(false);
        for (CaseRecord? written = null; ;)
        {
            if (await records.Read(caseId, cancellation).ConfigureAwait(false) is not { } record) return;
            if (written?.Head.Changed == record.Head.Changed && written.File.Version == record.File.Version) break;
            await indexes.Write(record, thorough: true, cancellation).ConfigureAwait(false);
            due.Add(record);
            written = record;
        }

        await Part(caseId, cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes again what the case has left, as its facts say.</summary>
    private async Task Part(string caseId, CancellationToken cancellation)
    {
        CaseFile? before = null;
        foreach (var fact in await records.Facts(caseId, 0, AppendCheck.MostFacts, cancellation).ConfigureAwait(false))
        {
            var after = CaseFolding.Apply(caseId, before, fact);
            if (before is not null && fact.At > time.GetUtcNow() - Partings.Life)
            {
                foreach (var (unit, grid) in Partings.Of(before.UnitCode, before.GridCode, after, [fact]))
                    await indexes.Partings.Write(after, new(unit, grid), fact.At.UtcTicks, cancellation).ConfigureAwait(false);
            }

            before = after;
        }
    }

    private async Task Sweep(DuePlaces due, CancellationToken cancellation)
    {
        await foreach (var row in index.Rows<CaseIndexRow>(Stretch.Across("", TableKeys.Last.ToString()), null, cancellation).ConfigureAwait(false))
        {
            if (due.Holds(row)) continue;
            // It may have come, or moved, since its case was looked at.
            if (await records.Read(DuePlaces.CaseOf(row), cancellation).ConfigureAwait(false) is { } record)
            {
                due.Add(record);
                if (due.Holds(row)) continue;
            }

            await index.Remove(row.PartitionKey, row.RowKey, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The places at which something may lie.</summary>
    private sealed class DuePlaces
    {
        /// <summary>Lists with keys of their own are looked at by the case alone.</summary>
        private static readonly string[] ByCase = [CasePartings.Beginning, TableOpen311List.Beginning];

        private readonly HashSet<ulong> places = [];

        public static string CaseOf(CaseIndexRow row)
        {
            if (row.PartitionKey.StartsWith(CaseHeadRow.Beginning, StringComparison.Ordinal)) return row.PartitionKey[CaseHeadRow.Beginning.Length..];
            return IsByCase(row) ? row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..] : row.CaseId;
        }

        public void Add(CaseRecord record)
        {
            var due = IndexPlaces.Of(CaseIndexRow.Of(record));
            lock (places)
            {
                places.Add(Hash(CaseIndexWriter.PartitionOf(record.File.Id), CaseIndexWriter.SheetKey));
                places.Add(Hash("", record.File.Id));
                foreach (var place in due) places.Add(Hash(place.Partition, place.Key));
            }
        }

        public bool Holds(CaseIndexRow row)
        {
            var place = IsByCase(row) ? Hash("", CaseOf(row)) : Hash(row.PartitionKey, row.RowKey);
            lock (places) return places.Contains(place);
        }

        private static bool IsByCase(CaseIndexRow row) => ByCase.Any(beginning => row.PartitionKey.StartsWith(beginning, StringComparison.Ordinal));

        private static ulong Hash(string partition, string key) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{partition}\n{key}")));
    }
}
