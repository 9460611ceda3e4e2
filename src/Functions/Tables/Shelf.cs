using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Tables;

/// <summary>One table as the stores use it. That somebody else was first is an answer, not an error; 429 and 503 are retried by the client.</summary>
internal sealed class Shelf(TableClient table)
{
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;
    private const int NotFound = 404;

    /// <summary>Makes the table where it is not there yet.</summary>
    public Task Create(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    /// <summary>One row, or null.</summary>
    public async Task<TRow?> Find<TRow>(string partition, string key, CancellationToken cancellation)
        where TRow : class, ITableEntity
    {
        var found = await table.GetEntityIfExistsAsync<TRow>(partition, key, null, cancellation).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Writes a row that must not be there yet; false when it is.</summary>
    public Task<bool> Add<TRow>(TRow row, CancellationToken cancellation)
        where TRow : ITableEntity => Done(() => table.AddEntityAsync(row, cancellation));

    /// <summary>Writes a row that must be as it was read; false when it has changed or gone.</summary>
    public Task<bool> Replace<TRow>(TRow row, CancellationToken cancellation)
        where TRow : ITableEntity => Done(() => table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation));

    /// <summary>Writes a row whatever is there.</summary>
    public Task Put<TRow>(TRow row, CancellationToken cancellation)
        where TRow : ITableEntity => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);

    /// <summary>Removes a row, whether it is there or not.</summary>
    public Task Remove(string partition, string key, CancellationToken cancellation) => Done(() => table.DeleteEntityAsync(partition, key, ETag.All, cancellation));

    /// <summary>Removes a row that must be as it was read; false when it has changed or gone.</summary>
    public Task<bool> Remove<TRow>(TRow row, CancellationToken cancellation)
        where TRow : ITableEntity => Done(() => table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation));

    /// <summary>Rows in order of their keys, page by page as they are asked for.</summary>
    public IAsyncEnumerable<TRow> Rows<TRow>(Stretch stretch, int? perPage, CancellationToken cancellation)
        where TRow : class, ITableEntity => table.QueryAsync<TRow>(stretch.ToString(), perPage, null, cancellation);

    /// <summary>All rows of a stretch, or the first so many.</summary>
    public async Task<List<TRow>> List<TRow>(Stretch stretch, int? most, CancellationToken cancellation)
        where TRow : class, ITableEntity
    {
        List<TRow> rows = [];
        if (most <= 0) return rows;
        await foreach (var row in Rows<TRow>(stretch, most is { } few ? Math.Min(few, 1_000) : null, cancellation).ConfigureAwait(false))
        {
            rows.Add(row);
            if (rows.Count == most) break;
        }

        return rows;
    }

    /// <summary>Makes all changes or none; false when a row was not as it had to be. An empty batch is done.</summary>
    public async Task<bool> Commit(Batch batch, CancellationToken cancellation) =>
        batch.Count == 0 || await Done(() => table.SubmitTransactionAsync(batch.Actions, cancellation)).ConfigureAwait(false);

    private static async Task<bool> Done<T>(Func<Task<T>> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is Conflict or PreconditionFailed || (refused.Status == NotFound && refused.ErrorCode != "TableNotFound"))
        {
            return false;
        }
    }
}
