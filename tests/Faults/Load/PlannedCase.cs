namespace GridCase.Faults;

/// <summary>A case of the plan: what makes it and what people then do with it, in turn.</summary>
/// <param name="Begins">When its first input is sent.</param>
/// <param name="Batch">Reports with the same word are sent from one phone in one batch; null for what is sent by itself.</param>
internal sealed record PlannedCase(string Name, TimeSpan Begins, Input First, IReadOnlyList<Func<DateTimeOffset, Input>> Steps, string? Batch);
