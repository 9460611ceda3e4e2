using Azure.Data.Tables;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>A storage account whose tables live in memory and keep to the rules of the real ones.</summary>
public sealed class FakeTables : TableServiceClient
{
    private readonly Dictionary<string, FakeTable> tables = [];

    /// <summary>Called before each write with the table, partition and row; what it throws is what the service would have said. For crashes and throttling.</summary>
    public Action<string, string, string>? BeforeWrite { get; set; }

    /// <summary>Called after each row that was written: what it throws is what the caller hears of a write that was done. For answers that are lost on the way.</summary>
    public Action<string, string, string>? AfterWrite { get; set; }

    /// <summary>Every operation, in order: what a case costs is counted from it.</summary>
    public List<TableOperation> Operations { get; } = [];

    public IEnumerable<string> Names => tables.Keys;

    public override TableClient GetTableClient(string tableName) => Table(tableName);

    public FakeTable Table(string name)
    {
        lock (tables)
        {
            if (!tables.TryGetValue(name, out var table)) tables.Add(name, table = new(name, this));
            return table;
        }
    }

    internal void Count(string table, string what, int rows)
    {
        lock (Operations) Operations.Add(new(table, what, rows));
    }
}

/// <param name="What">get, query, add, upsert, update, delete or batch.</param>
/// <param name="Rows">Rows written or read.</param>
public sealed record TableOperation(string Table, string What, int Rows);
