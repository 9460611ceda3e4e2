namespace GridCase.Functions.Storage;

/// <summary>Which cases changed when.</summary>
internal interface IChangedHeads
{
    /// <summary>The heads, as they are now, of the cases that last changed from one instant until another, itself included; a case that changes meanwhile may come or not.</summary>
    Task<IReadOnlyList<ChangedHead>> Changed(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);
}

/// <summary>Where a case's chain of facts ends.</summary>
/// <param name="No">The running number of the case.</param>
/// <param name="Version">The number of its last fact.</param>
/// <param name="Hash">The hash of its last fact, hex.</param>
internal sealed record ChangedHead(string CaseId, long No, int Version, string Hash);
