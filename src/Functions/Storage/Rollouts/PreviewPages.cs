using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Functions.Tables;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Functions.Storage;

/// <summary>What the pages of a preview gave, in a partition for each preview: of a page what it counts, how many cases it had, and its cases that would change colour.</summary>
internal sealed class PreviewPages(CountyTables tables)
{
    private const string PartKey = "part|";
    private const string DoneKey = "done|";
    private const string ColourKey = "colour|";

    /// <summary>Keeps a page, whole; a repeat changes nothing.</summary>
    public Task Keep(int id, PreviewPart part, CancellationToken cancellation)
    {
        var done = Row.Of(PartitionOf(id), KeyOf(DoneKey, part.Page));
        done.Number = part.Cases;
        var batch = new Batch().Add(done).Add(Row.Of(PartitionOf(id), KeyOf(PartKey, part.Page)).With(Write(part.Impact)));
        if (!part.Colours.IsEmpty) batch.Add(Row.Of(PartitionOf(id), KeyOf(ColourKey, part.Page)).With(Write(part.Colours)));
        return tables.Registers.Commit(batch, cancellation);
    }

    /// <summary>How many pages and cases are done.</summary>
    public async Task<(int Pages, int Cases)> Done(int id, CancellationToken cancellation)
    {
        var rows = await tables.Registers.List<Row>(Stretch.Of(PartitionOf(id)).Beginning(DoneKey), null, cancellation).ConfigureAwait(false);
        return (rows.Count, (int)rows.Sum(row => row.Number!.Value));
    }

    public async Task<IReadOnlyList<Impact>> Parts(int id, CancellationToken cancellation)
    {
        var rows = await tables.Registers.List<Row>(Stretch.Of(PartitionOf(id)).Beginning(PartKey), null, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => Read<Impact>(row))];
    }

    public async Task<ColourPage> Colours(int id, long after, int limit, CancellationToken cancellation)
    {
        var (cases, last) = (ImmutableArray.CreateBuilder<ColourChange>(), 0L);
        var pages = Stretch.Of(PartitionOf(id)).Beginning(ColourKey).From(KeyOf(ColourKey, PreviewPlaces.PageOf(after)));
        await foreach (var row in tables.Registers.Rows<Row>(pages, null, cancellation).ConfigureAwait(false))
        {
            var page = (int)TableKeys.ReadAscending(row.RowKey.AsSpan(ColourKey.Length));
            foreach (var (colour, index) in Read<ImmutableArray<ColourChange>>(row).Select((colour, index) => (colour, index)))
            {
                if (PreviewPlaces.Of(page, index) <= after) continue;
                if (cases.Count == limit) return new(cases.DrainToImmutable(), last);
                cases.Add(colour);
                last = PreviewPlaces.Of(page, index);
            }
        }

        return new(cases.DrainToImmutable(), null);
    }

    /// <summary>Removes the pages; the colours as well unless they are kept.</summary>
    public async Task Remove(int id, bool keepsColours, CancellationToken cancellation)
    {
        foreach (var kind in keepsColours ? new[] { PartKey, DoneKey } : [PartKey, DoneKey, ColourKey])
        {
            var rows = await tables.Registers.List<Row>(Stretch.Of(PartitionOf(id)).Beginning(kind), null, cancellation).ConfigureAwait(false);
            foreach (var row in rows) await tables.Registers.Remove(row.PartitionKey, row.RowKey, cancellation).ConfigureAwait(false);
        }
    }

    private static string PartitionOf(int id) => "preview|" + TableKeys.Ascending(id, 10);

    private static string KeyOf(string kind, int page) => kind + TableKeys.Ascending(page, 8);

    private static byte[] Write<T>(T value) => Packed.Of(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));

    private static T Read<T>(Row row) => JsonSerializer.Deserialize<T>(Packed.Read(row.ReadBody()), JsonSerializerOptions.Web)!;
}
