namespace GridCase.Workflows.Cases;

/// <summary>
/// Personal data, encrypted: case text (what was said, address, replies, remarks) for whoever handles the case within scope, and identity
/// (name, phone, number) revealed field by field with a reason. Texts of an append are written with it, by the case store.
/// </summary>
public interface IPrivateStore
{
    /// <summary>Case texts of one case, by fact number and field; identity fields are not among them.</summary>
    Task<IReadOnlyList<PrivateText>> ReadTexts(string caseId, CancellationToken cancellation = default);

    /// <summary>One identity field of a case, recorded as a look before it is answered; null when there is none.</summary>
    Task<string?> Reveal(string caseId, string field, Look look, CancellationToken cancellation = default);

    /// <summary>Who looked at what, newest first; of one case, or of all. <paramref name="after"/> is where the page before said that it goes on.</summary>
    /// <exception cref="ArgumentException">For a place that no page gave.</exception>
    Task<LookPage> Looks(string? caseId, int limit, string? after = null, CancellationToken cancellation = default);
}

/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record LookPage(IReadOnlyList<Look> Looks, string? Next)
{
    public static LookPage Empty { get; } = new([], null);
}

/// <summary>One look at a personal value.</summary>
public sealed record Look(string CaseId, string Field, string PersonId, string Reason, DateTimeOffset At);

/// <summary>Which fields are identity; all others are case text.</summary>
public static class IdentityFields
{
    public const string CallerName = "caller-name";
    public const string CallerPhone = "caller-phone";
    public const string CallerIdNumber = "caller-id-number";
    public const string CallerEmail = "caller-email";

    public static bool Contains(string field) => field is CallerName or CallerPhone or CallerIdNumber or CallerEmail;
}
