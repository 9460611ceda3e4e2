namespace GridCase.Workflows.Cases;

/// <summary>Seals over a day's chain heads, so that rewriting the whole file shows too (design §9).</summary>
public interface ISealStore
{
    /// <summary>Seals the heads of the cases that changed on a local day, with a key that is kept apart. A repeat for a sealed day changes nothing.</summary>
    Task<DaySeal> SealDay(DateOnly day, CancellationToken cancellation = default);

    /// <summary>The last day that was sealed, or null.</summary>
    Task<DateOnly?> LastSealed(CancellationToken cancellation = default);
}

/// <param name="Heads">How many chain heads the seal covers.</param>
/// <param name="Mac">HMAC-SHA256 over day, seal before, and each case id, version and hash, hex.</param>
public sealed record DaySeal(DateOnly Day, int Heads, string Mac);
