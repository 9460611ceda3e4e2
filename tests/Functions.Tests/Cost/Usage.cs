using GridCase.Functions.Tests.Conformance;

namespace GridCase.Functions.Tests.Cost;

/// <summary>What was used of Azure, counted.</summary>
/// <param name="Appends">Commits that append facts: moves of people, and marks of clocks.</param>
/// <param name="Actions">Messages that the Durable Task Scheduler dispatches.</param>
/// <param name="Transactions">Requests to tables, reads and writes; a batch is one.</param>
/// <param name="Blobs">Requests to blobs.</param>
/// <param name="Messages">Operations of Service Bus: each message is sent, received and completed.</param>
/// <param name="Executions">Functions called: one for each request, action and message that comes in.</param>
/// <param name="Bytes">Kept in tables, as the service reckons the size of rows.</param>
internal sealed record Usage(int Appends, int Actions, int Transactions, int Blobs, int Messages, int Executions, long Bytes)
{
    private const int OperationsOfAMessage = 3;

    public static Usage operator -(Usage later, Usage earlier) => new(
        later.Appends - earlier.Appends, later.Actions - earlier.Actions, later.Transactions - earlier.Transactions, later.Blobs - earlier.Blobs,
        later.Messages - earlier.Messages, later.Executions - earlier.Executions, later.Bytes - earlier.Bytes);

    public static Usage Of(VirtualAzure azure)
    {
        var calls = azure.Tally.Read();
        return new(
            azure.Tables.Table("cases").Everything().Where(row => row.Row.StartsWith("fact|", StringComparison.Ordinal)).Select(row => row.Columns["Word"]).Distinct().Count(),
            calls.Where(call => call.Key.Work >= Work.Start).Sum(call => call.Value),
            azure.Tables.Operations.Count,
            azure.Blobs.Operations,
            azure.Bus.Sent.Count * OperationsOfAMessage,
            calls.Values.Sum(),
            azure.Tables.Names.SelectMany(name => azure.Tables.Table(name).Everything()).Sum(row => SizeOf(row.Columns)));
    }

    /// <summary>Four bytes a row and eight a column, two a character of keys, names and texts.</summary>
    private static long SizeOf(IReadOnlyDictionary<string, object> row) => 4 + row.Sum(column => column.Key is "PartitionKey" or "RowKey"
        ? ((string)column.Value).Length * 2
        : 8 + (column.Key.Length * 2) + ValueOf(column.Value));

    private static long ValueOf(object value) => value switch
    {
        string text => (text.Length * 2) + 4,
        byte[] bytes => bytes.Length + 4,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };
}
