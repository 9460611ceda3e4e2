using System.Text.Json;
using GridCase.Functions.Tables;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Functions.Storage;

/// <summary>Rollouts in a table, one row each, all in one partition: a county has some in a year.</summary>
internal sealed class TableRolloutStore(CountyTables tables) : IRolloutStore
{
    private const string Partition = "rollouts";
    private const string Over = "over";
    private const string Unended = "unended";

    public async Task<Rollout?> Find(int change, CancellationToken cancellation = default) =>
        await tables.Registers.Find<Row>(Partition, KeyOf(change), cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;

    public async Task<bool> Save(Rollout rollout, CancellationToken cancellation = default)
    {
        var before = await tables.Registers.Find<Row>(Partition, KeyOf(rollout.Change), cancellation).ConfigureAwait(false);
        if ((before?.Number ?? 0) != rollout.Revision - 1) return false;
        var row = (before ?? Row.Of(Partition, KeyOf(rollout.Change))).With(JsonSerializer.SerializeToUtf8Bytes(rollout, JsonSerializerOptions.Web));
        (row.Number, row.Word) = (rollout.Revision, rollout.IsOver ? Over : Unended);
        return before is null ? await tables.Registers.Add(row, cancellation).ConfigureAwait(false) : await tables.Registers.Replace(row, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Rollout>> List(int? beforeChange, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        var rows = beforeChange is { } before ? Stretch.Of(Partition).After(KeyOf(before)) : Stretch.Of(Partition);
        return [.. (await tables.Registers.List<Row>(rows, limit, cancellation).ConfigureAwait(false)).Select(Read)];
    }

    public async Task<IReadOnlyList<Rollout>> Unfinished(CancellationToken cancellation = default)
    {
        var rows = await tables.Registers.List<Row>(Stretch.Of(Partition).And($"Word eq {Stretch.Text(Unended)}"), null, cancellation).ConfigureAwait(false);
        return [.. rows.Select(Read).OrderBy(rollout => rollout.Change)];
    }

    private static string KeyOf(int change) => TableKeys.Descending(change);

    private static Rollout Read(Row row) => JsonSerializer.Deserialize<Rollout>(row.ReadBody(), JsonSerializerOptions.Web)!;
}
