namespace GridCase.Workflows.Cases;

/// <summary>Tells those who are watching that a case has changed. A hint, not a record: whoever was not connected asks for what changed since.</summary>
public interface IChangeFeed
{
    /// <summary>Called by the store once an append is durable; never blocks.</summary>
    void Publish(CaseFile file);

    /// <summary>Changes from now on, until cancelled. A watcher that is too slow loses the oldest.</summary>
    IAsyncEnumerable<CaseFile> Watch(CancellationToken cancellation);
}
