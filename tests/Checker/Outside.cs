namespace GridCase.Checker;

/// <summary>What those outside know of a county: what it said it had taken in, and what it sent them.</summary>
/// <param name="Received">What came to receivers, in any order; repeats included.</param>
public sealed record Outside(IReadOnlyList<AcceptedInput> Inputs, IReadOnlyList<ReceivedParcel> Received)
{
    /// <summary>True where nobody but those in <see cref="Inputs"/> sent anything: then a case without an input is a breach.</summary>
    public bool AllInputsKnown { get; init; }

    /// <summary>False where a receiver began to listen late, so that what was delivered before is not missed.</summary>
    public bool AllParcelsKnown { get; init; } = true;
}

/// <summary>An order for which the county answered with a case.</summary>
/// <param name="Channel">The channel's word in the record, for example <c>hotline</c>.</param>
/// <param name="ExternalId">The sender's own number.</param>
/// <param name="CaseId">The case that the answer named.</param>
public sealed record AcceptedInput(string Channel, string ExternalId, string CaseId);

/// <summary>One arrival at a receiver.</summary>
/// <param name="Key">The idempotency key that the receiver saw.</param>
/// <param name="Channel">The channel's id: <c>hotline</c>, <c>webhook</c> …</param>
/// <param name="CaseId">The case it named, if it did.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Payload">What it said; null where the receiver kept none.</param>
/// <param name="Taken">False where the receiver refused it or died over it.</param>
/// <param name="Order">Grows with each arrival at the same receiver.</param>
public sealed record ReceivedParcel(string Key, string Channel, string? CaseId, string Type, string? Payload, bool Taken, long Order);
