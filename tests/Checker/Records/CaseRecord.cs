namespace GridCase.Checker;

/// <summary>One case: its head row and its facts.</summary>
/// <param name="Id">32 lower-case hex digits.</param>
/// <param name="Version">How many facts the head says there are.</param>
/// <param name="Hash">The last hash, as the head says it.</param>
/// <param name="NextAt">When the head says that something will next happen by itself.</param>
public sealed record CaseRecord(string Id, int Version, string Hash, DateTimeOffset? NextAt, IReadOnlyList<FactRecord> Facts)
{
    private IReadOnlyList<FactText>? read;

    /// <summary>The facts as far as they can be read.</summary>
    internal IReadOnlyList<FactText> Texts => read ??= [.. Facts.Select(FactText.Of).TakeWhile(fact => fact is not null).OfType<FactText>()];
}

/// <summary>One fact as it is kept.</summary>
/// <param name="Number">Its place in the case.</param>
/// <param name="Json">The exact text that was hashed.</param>
/// <param name="Hash">Lower-case hex.</param>
public sealed record FactRecord(int Number, string Json, string Hash);
