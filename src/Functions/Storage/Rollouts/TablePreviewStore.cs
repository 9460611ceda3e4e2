using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GridCase.Functions.Tables;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Functions.Storage;

/// <summary>
/// Previews in a table: all in one partition with the number of the last, so that ids have no gap and no more run at once than may. What their pages give lies apart, and
/// counts only while the preview runs; so a page that comes too late is nowhere seen.
/// </summary>
internal sealed class TablePreviewStore(CountyTables tables) : IPreviewStore
{
    private const string Partition = "previews";
    private const string LastKey = "last";
    private const string PreviewKey = "preview|";
    private const string DocumentKey = "document|";
    private const string ChangeKey = "change|";
    private const string WhileRunning = "running";
    private const string Ended = "ended";

    private readonly PreviewPages pages = new(tables);

    public async Task<Preview?> Begin(Preview preview, int atOnce, int kept, CancellationToken cancellation = default)
    {
        while (true)
        {
            var before = await tables.Registers.Find<Row>(Partition, LastKey, cancellation).ConfigureAwait(false);
            if ((await RunningRows(cancellation).ConfigureAwait(false)).Count >= atOnce) return null;
            var begun = preview with { Id = (int)(before?.Number ?? 0) + 1 };
            var last = before ?? Row.Of(Partition, LastKey);
            last.Number = begun.Id;
            var batch = (before is null ? new Batch().Add(last) : new Batch().Replace(last)).Add(Fill(Row.Of(Partition, KeyOf(begun.Id)), begun))
                .Add(Row.Of(Partition, DocumentKeyOf(begun.Id)).With(Packed.Of(Encoding.UTF8.GetBytes(begun.Question.Document))));
            if (begun.OfChange is { } change) batch.Put(OfChange(change, begun.Id));
            if (!await tables.Registers.Commit(batch, cancellation).ConfigureAwait(false)) continue;
            await Forget(begun.Id - kept, cancellation).ConfigureAwait(false);
            return begun;
        }
    }

    public async Task<Preview?> Find(int id, CancellationToken cancellation = default)
    {
        if (await Head(id, cancellation).ConfigureAwait(false) is not { } row) return null;
        var preview = await Shown(row, cancellation).ConfigureAwait(false);
        var document = await tables.Registers.Find<Row>(Partition, DocumentKeyOf(id), cancellation).ConfigureAwait(false);
        return document is null ? null : preview with { Question = preview.Question with { Document = Encoding.UTF8.GetString(Packed.Read(document.ReadBody())) } };
    }

    public async Task<Preview?> FindOfChange(int change, CancellationToken cancellation = default) =>
        await tables.Registers.Find<Row>(Partition, ChangeKey + TableKeys.Ascending(change, 10), cancellation).ConfigureAwait(false) is { } way
            ? await Find((int)way.Number!.Value, cancellation).ConfigureAwait(false)
            : null;

    public async Task<bool> Save(Preview preview, CancellationToken cancellation = default)
    {
        if (await Head(preview.Id, cancellation).ConfigureAwait(false) is not { } row || row.Number != preview.Revision - 1) return false;
        if (!await tables.Registers.Replace(Fill(row, preview), cancellation).ConfigureAwait(false)) return false;
        if (!preview.IsRunning) await pages.Remove(preview.Id, preview.State == PreviewState.Done, cancellation).ConfigureAwait(false);
        return true;
    }

    public async Task<bool> Keep(int id, PreviewPart part, CancellationToken cancellation = default)
    {
        if (!await Runs(id, cancellation).ConfigureAwait(false)) return false;
        await pages.Keep(id, part, cancellation).ConfigureAwait(false);
        // It may have ended meanwhile, and its pages been removed before this one came.
        if (await Head(id, cancellation).ConfigureAwait(false) is { Word: WhileRunning }) return true;
        await pages.Remove(id, await IsDone(id, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return false;
    }

    public async Task<IReadOnlyList<Impact>> Parts(int id, CancellationToken cancellation = default) =>
        await Runs(id, cancellation).ConfigureAwait(false) ? await pages.Parts(id, cancellation).ConfigureAwait(false) : [];

    public async Task<ColourPage> Colours(int id, long after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return await Runs(id, cancellation).ConfigureAwait(false) || await IsDone(id, cancellation).ConfigureAwait(false)
            ? await pages.Colours(id, after, limit, cancellation).ConfigureAwait(false)
            : new([], null);
    }

    public async Task<ImmutableArray<Preview>> List(int? beforeId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        var rows = Stretch.Of(Partition).Beginning(PreviewKey);
        if (beforeId is { } before) rows = rows.After(KeyOf(before));
        return await Shown(await tables.Registers.List<Row>(rows, limit, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<Preview>> Running(CancellationToken cancellation = default) =>
        await Shown(await RunningRows(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    private static string KeyOf(int id) => PreviewKey + TableKeys.Descending(id);

    private static string DocumentKeyOf(int id) => DocumentKey + TableKeys.Descending(id);

    private static Row OfChange(int change, int id)
    {
        var way = Row.Of(Partition, ChangeKey + TableKeys.Ascending(change, 10));
        way.Number = id;
        return way;
    }

    private static Row Fill(Row row, Preview preview)
    {
        (row.Number, row.Word) = (preview.Revision, preview.IsRunning ? WhileRunning : Ended);
        return row.With(Packed.Of(JsonSerializer.SerializeToUtf8Bytes(preview with { Question = preview.Question with { Document = "" } }, JsonSerializerOptions.Web)));
    }

    private static Preview Read(Row row)
    {
        var preview = JsonSerializer.Deserialize<Preview>(Packed.Read(row.ReadBody()), JsonSerializerOptions.Web)!;
        return preview with { Question = preview.Question with { Document = "" } };
    }

    private Task<Row?> Head(int id, CancellationToken cancellation) => tables.Registers.Find<Row>(Partition, KeyOf(id), cancellation);

    private async Task<bool> Runs(int id, CancellationToken cancellation) => await Head(id, cancellation).ConfigureAwait(false) is { Word: WhileRunning };

    private async Task<bool> IsDone(int id, CancellationToken cancellation) => await Head(id, cancellation).ConfigureAwait(false) is { } row && Read(row).State == PreviewState.Done;

    private Task<List<Row>> RunningRows(CancellationToken cancellation) =>
        tables.Registers.List<Row>(Stretch.Of(Partition).Beginning(PreviewKey).And($"Word eq {Stretch.Text(WhileRunning)}"), null, cancellation);

    private async Task<Preview> Shown(Row row, CancellationToken cancellation)
    {
        var preview = Read(row);
        if (!preview.IsRunning) return preview;
        var (done, cases) = await pages.Done(preview.Id, cancellation).ConfigureAwait(false);
        return preview with { PagesDone = done, CasesDone = cases };
    }

    private async Task<ImmutableArray<Preview>> Shown(List<Row> rows, CancellationToken cancellation)
    {
        var shown = ImmutableArray.CreateBuilder<Preview>(rows.Count);
        foreach (var row in rows) shown.Add(await Shown(row, cancellation).ConfigureAwait(false));
        return shown.DrainToImmutable();
    }

    /// <summary>Removes the pages first: what a crash leaves half removed is found again by its head.</summary>
    private async Task Forget(int upTo, CancellationToken cancellation)
    {
        if (upTo < 1) return;
        var old = Stretch.Of(Partition).Beginning(PreviewKey).From(KeyOf(upTo)).And($"Word eq {Stretch.Text(Ended)}");
        foreach (var row in await tables.Registers.List<Row>(old, null, cancellation).ConfigureAwait(false))
        {
            var id = Read(row).Id;
            await pages.Remove(id, keepsColours: false, cancellation).ConfigureAwait(false);
            await tables.Registers.Remove(Partition, DocumentKeyOf(id), cancellation).ConfigureAwait(false);
            await tables.Registers.Remove(Partition, row.RowKey, cancellation).ConfigureAwait(false);
        }
    }
}
