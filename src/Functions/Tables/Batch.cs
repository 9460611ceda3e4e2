using Azure.Data.Tables;

namespace GridCase.Functions.Tables;

/// <summary>Changes to rows of one partition that are made together or not at all; at most 100, each row once.</summary>
internal sealed class Batch
{
    /// <summary>The most changes at once.</summary>
    public const int Most = 100;

    private readonly List<TableTransactionAction> actions = [];

    public int Count => actions.Count;

    internal IReadOnlyList<TableTransactionAction> Actions => actions;

    /// <summary>A row that must not be there yet.</summary>
    public Batch Add(ITableEntity row) => With(TableTransactionActionType.Add, row);

    /// <summary>A row that must be as it was read.</summary>
    public Batch Replace(ITableEntity row)
    {
        actions.Add(new(TableTransactionActionType.UpdateReplace, row, row.ETag));
        return this;
    }

    /// <summary>A row that is written whatever is there.</summary>
    public Batch Put(ITableEntity row) => With(TableTransactionActionType.UpsertReplace, row);

    /// <summary>A row that must be there and goes, whatever it is by now.</summary>
    public Batch Remove(ITableEntity row)
    {
        actions.Add(new(TableTransactionActionType.Delete, row, Azure.ETag.All));
        return this;
    }

    /// <summary>A row that must be as it was read and goes.</summary>
    public Batch RemoveUnchanged(ITableEntity row)
    {
        actions.Add(new(TableTransactionActionType.Delete, row, row.ETag));
        return this;
    }

    private Batch With(TableTransactionActionType what, ITableEntity row)
    {
        actions.Add(new(what, row));
        return this;
    }
}
