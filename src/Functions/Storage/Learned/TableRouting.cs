using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Functions.Storage;

/// <summary>
/// What cases teach of units, and how first dispatches kept to the proposals. A sheet for each case says where it contributes, and is written before it does: a
/// crash, or two writers at once, leave nothing that a later <see cref="Write"/> does not find.
/// </summary>
/// <param name="find">A case as its facts say now, from the record and from no cache.</param>
internal sealed class TableRouting(Shelf shelf, Func<string, CancellationToken, Task<CaseFile?>> find)
{
    private const string SheetKey = "sheet";
    private const int AtOnce = 16;
    private const string Done = "done";

    private readonly CountedOnce sums = new(shelf);

    /// <summary>What was counted in these contexts; those without a case are left out. One read for each.</summary>
    public async Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation)
    {
        var read = await Task.WhenAll(contexts.Distinct().Select(async context =>
            (context, Counts: CaseLessons.ContextOf(await sums.Read(CaseLessons.PlaceOf(context), cancellation).ConfigureAwait(false))))).ConfigureAwait(false);
        return new(read.Where(one => one.Counts is not null).ToImmutableDictionary(one => one.context, one => one.Counts!, StringComparer.Ordinal));
    }

    /// <summary>First dispatches of these days, the last included, by category and rank. A stretch of rows for each year.</summary>
    public async Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var all = new Sums();
        for (var year = from.Year; year <= to.Year; year++)
        {
            var first = CaseLessons.PlaceOf(year == from.Year ? from : new(year, 1, 1)).Key;
            var last = CaseLessons.PlaceOf(year == to.Year ? to : new(year, 12, 31)).Key;
            foreach (var day in await sums.List(CaseLessons.YearOf(year), first, last, cancellation).ConfigureAwait(false)) all.Add(day, 1);
        }

        return CaseLessons.ChoicesOf(all);
    }

    /// <summary>
    /// Makes a case count as its file says, once wherever it counts, and no longer where it counted before. A repeat, and a case that teaches nothing new, cost one
    /// read. A file that is older than what was counted changes nothing: the case is looked at again after each change.
    /// </summary>
    public async Task Write(CaseFile file, CancellationToken cancellation)
    {
        while (await Settle(file, cancellation).ConfigureAwait(false))
        {
            if (await find(file.Id, cancellation).ConfigureAwait(false) is not { } now || now.Version <= file.Version) return;
            file = now;
        }
    }

    /// <summary>False when there was nothing to do.</summary>
    private async Task<bool> Settle(CaseFile file, CancellationToken cancellation)
    {
        while (true)
        {
            var sheet = await Sheet(file.Id, cancellation).ConfigureAwait(false);
            var due = CaseLessons.Of(file);
            if (sheet is null && due.Count == 0) return false;
            if (sheet?.Number > file.Version) return false;
            var before = sheet is null ? [] : Read(sheet);
            foreach (var left in before.Keys) due.TryAdd(left, new());
            var text = JsonSerializer.SerializeToUtf8Bytes(due);
            if (sheet?.Word == Done && sheet.ReadBody().AsSpan().SequenceEqual(text)) return false;
            var begun = sheet ?? Row.Of(PartitionOf(file.Id), SheetKey);
            (begun.Number, begun.Word) = (file.Version, null);
            begun.With(text);
            if (!await (sheet is null ? shelf.Add(begun, cancellation) : shelf.Replace(begun, cancellation)).ConfigureAwait(false)) continue;

            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, stop) =>
                await sums.Count(CaseLessons.PlaceOfName(one.Key), file.Id, file.Version, one.Value, stop).ConfigureAwait(false)).ConfigureAwait(false);
            await Finish(file, cancellation).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Marks the sheet as done, unless another file has been begun meanwhile.</summary>
    private async Task Finish(CaseFile file, CancellationToken cancellation)
    {
        if (await Sheet(file.Id, cancellation).ConfigureAwait(false) is not { } sheet || sheet.Number != file.Version) return;
        sheet.Word = Done;
        await shelf.Replace(sheet, cancellation).ConfigureAwait(false);
    }

    private static string PartitionOf(string caseId) => "case|" + caseId;

    private static SortedDictionary<string, Sums> Read(Row sheet) =>
        new(JsonSerializer.Deserialize<Dictionary<string, Sums>>(sheet.ReadBody())!, StringComparer.Ordinal);

    private Task<Row?> Sheet(string caseId, CancellationToken cancellation) => shelf.Find<Row>(PartitionOf(caseId), SheetKey, cancellation);
}
