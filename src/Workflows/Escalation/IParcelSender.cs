namespace GridCase.Workflows.Escalation;

/// <summary>Carries one parcel to its receiver: the hotline's URL, a webhook, a queue. The parcel's id is the idempotency key that the receiver sees.</summary>
public interface IParcelSender
{
    /// <summary>Tries once. Never throws for what the receiver does; a fault of our own is thrown and retried.</summary>
    Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default);
}

/// <param name="Detail">What went wrong, without personal data; null when it was taken.</param>
/// <param name="Hopeless">True when trying again cannot help: the receiver refused the content.</param>
public sealed record SendResult(bool Taken, string? Detail, bool Hopeless = false);
