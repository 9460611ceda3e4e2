namespace GridCase.Checker;

/// <summary>One notice in the inbox.</summary>
/// <param name="CaseId">Empty where it is about no case.</param>
/// <param name="Fact">The number of the fact that it tells of.</param>
/// <param name="Clock">For a mark, whose; with <paramref name="Cycle"/> and <paramref name="Rung"/>.</param>
/// <param name="At">When it was written.</param>
/// <param name="Due">When the clock falls due, as the notice says.</param>
public sealed record NoticeRecord(
    string Key, string CaseId, int Fact, string Purpose, string? Clock, int Cycle, int Rung, string PersonId, DateTimeOffset At, DateTimeOffset? Due);

/// <summary>One parcel of the outbox.</summary>
/// <param name="No">Grows with each parcel.</param>
/// <param name="Id">Its key; with <c>@</c> and the channel behind it for all but the hotline's.</param>
/// <param name="Notice">The key of the notice that it carries, within its case; null for the hotline's events and for digests.</param>
public sealed record ParcelRecord(long No, string Id, string Lane, string CaseId, string Channel, string Type, int Fact, string? Notice, ParcelStanding Standing)
{
    /// <summary>The key that the receiver sees.</summary>
    public string Key => Channel == "hotline" || !Id.EndsWith('@' + Channel, StringComparison.Ordinal) ? Id : Id[..^(Channel.Length + 1)];
}

/// <summary>How a parcel fares; the numbers are those of its row.</summary>
public enum ParcelStanding
{
    Waiting,
    Delivered,
    Dead,
    Skipped,
}
