using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>One table in memory: ordered by partition and row, with ETags, transactions of one partition, and pages.</summary>
public sealed class FakeTable(string name, FakeTables service) : TableClient
{
    private const int PageLength = 1_000;

    private readonly SortedDictionary<(string Partition, string Row), Kept> rows = new(Comparer<(string Partition, string Row)>.Create((one, other) =>
        string.CompareOrdinal(one.Partition, other.Partition) is var partition and not 0 ? partition : string.CompareOrdinal(one.Row, other.Row)));

    private long writes;
    private bool exists;

    public override string Name => name;

    public int Rows => rows.Count;

    /// <summary>Partition, row and columns of everything in it.</summary>
    public IReadOnlyList<(string Partition, string Row, IReadOnlyDictionary<string, object> Columns)> Everything()
    {
        lock (rows) return [.. rows.Select(row => (row.Key.Partition, row.Key.Row, (IReadOnlyDictionary<string, object>)row.Value.Columns))];
    }

    /// <summary>Removes rows behind the stores' back.</summary>
    public void Clear()
    {
        lock (rows) rows.Clear();
    }

    /// <summary>Changes one column behind the stores' back.</summary>
    public void Tamper(string partition, string row, string column, object value)
    {
        lock (rows) rows[(partition, row)].Columns[column] = value;
    }

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        exists = true;
        return Task.FromResult<Response<TableItem>>(null!);
    }

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        Require();
        service.Count(name, "get", 1);
        lock (rows) return Task.FromResult<NullableResponse<T>>(new Perhaps<T>(rows.TryGetValue((partitionKey, rowKey), out var kept) ? Entities.Read<T>(kept.Columns, kept.ETag) : null));
    }

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        Write("add", [new(TableTransactionActionType.Add, entity)]);

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Write("upsert", [new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity)]);

    public override Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Write("update", [new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace, entity, ifMatch)]);

    public override Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        Write("delete", [new(TableTransactionActionType.Delete, new Bare { PartitionKey = partitionKey, RowKey = rowKey }, ifMatch)]);

    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions.ToList();
        if (actions.Count is 0 or > 100) throw new RequestFailedException(400, $"{actions.Count} actions in a transaction.", "InvalidInput", null);
        if (actions.DistinctBy(action => action.Entity.PartitionKey).Count() > 1) throw new RequestFailedException(400, "More than one partition in a transaction.", "CommandsInBatchActOnDifferentPartitions", null);
        if (actions.DistinctBy(action => action.Entity.RowKey).Count() < actions.Count) throw new RequestFailedException(400, "A row stands twice in a transaction.", "InvalidDuplicateRow", null);
        return Response.FromValue<IReadOnlyList<Response>>([], await Write("batch", actions));
    }

    public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        Require();
        if (maxPerPage is < 1 or > PageLength) throw new RequestFailedException(400, "A page has 1 to 1,000 rows.", "InvalidInput", null);
        return new Pages<T>(this, ODataFilter.Parse(filter ?? ""), maxPerPage ?? PageLength);
    }

    private Task<Response> Write(string what, IReadOnlyList<TableTransactionAction> actions)
    {
        Require();
        foreach (var action in actions) service.BeforeWrite?.Invoke(name, action.Entity.PartitionKey, action.Entity.RowKey);
        service.Count(name, what, actions.Count);
        lock (rows)
        {
            foreach (var action in actions) Check(action);
            foreach (var action in actions) Apply(action);
        }

        foreach (var action in actions) service.AfterWrite?.Invoke(name, action.Entity.PartitionKey, action.Entity.RowKey);
        return Task.FromResult<Response>(FakeResponse.Done);
    }

    private void Check(TableTransactionAction action)
    {
        var there = rows.GetValueOrDefault((action.Entity.PartitionKey, action.Entity.RowKey));
        Entities.CheckKeys(action.Entity);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add when there is not null:
                throw new RequestFailedException(409, "The entity is there already.", "EntityAlreadyExists", null);
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete when there is null:
                throw new RequestFailedException(404, "There is no such entity.", "ResourceNotFound", null);
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace when action.ETag == default:
                throw new RequestFailedException(400, "An update names the version it is of.", "InvalidInput", null);
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete
                when action.ETag != ETag.All && action.ETag != default && action.ETag != there!.ETag:
                throw new RequestFailedException(412, "The entity has changed.", "UpdateConditionNotSatisfied", null);
        }
    }

    private void Apply(TableTransactionAction action)
    {
        var key = (action.Entity.PartitionKey, action.Entity.RowKey);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            rows.Remove(key);
            return;
        }

        var columns = Entities.Columns(action.Entity);
        if (action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge && rows.TryGetValue(key, out var there))
            foreach (var (column, value) in there.Columns) columns.TryAdd(column, value);
        rows[key] = new(columns, new ETag($"W/\"{++writes}\""));
    }

    private void Require()
    {
        if (!exists) throw new RequestFailedException(404, $"There is no table {name}.", "TableNotFound", null);
    }

    private sealed record Kept(Dictionary<string, object> Columns, ETag ETag);

    private sealed class Bare : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }

    private sealed class Perhaps<T>(T? value) : NullableResponse<T>
    {
        public override bool HasValue => value is not null;

        public override T Value => value ?? throw new InvalidOperationException("There is none.");

        public override Response GetRawResponse() => FakeResponse.Done;
    }

    private sealed class Pages<T>(FakeTable table, ODataFilter filter, int length) : AsyncPageable<T>
        where T : class, ITableEntity
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.Yield();
            (string, string)? after = null;
            while (true)
            {
                List<T> page = [];
                lock (table.rows)
                {
                    foreach (var (key, kept) in table.rows)
                    {
                        if (after is { } place && table.rows.Comparer.Compare(key, place) <= 0) continue;
                        if (!filter.Matches(kept.Columns)) continue;
                        page.Add(Entities.Read<T>(kept.Columns, kept.ETag));
                        after = key;
                        if (page.Count == length) break;
                    }
                }

                table.Count("query", page.Count);
                yield return Page<T>.FromValues(page, page.Count == length ? "more" : null, FakeResponse.Done);
                if (page.Count < length) yield break;
            }
        }
    }

    private void Count(string what, int read) => service.Count(name, what, read);
}
