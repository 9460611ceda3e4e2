using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>Carries one parcel to its receiver: the hotline's URL, a webhook, a robot, a mail server. The parcel's key is the idempotency key that the receiver sees.</summary>
public interface IParcelSender
{
    /// <summary>Tries once. Never throws for what the receiver does; a fault of our own is thrown and retried.</summary>
    Task<SendResult> Send(Parcel parcel, CancellationToken cancellation = default);
}

/// <param name="Detail">What went wrong, without personal data; null when it was taken.</param>
/// <param name="Hopeless">True when trying again cannot help: the receiver refused the content.</param>
public sealed record SendResult(bool Taken, string? Detail, bool Hopeless = false)
{
    public SendFault Fault { get; init; }

    /// <summary>The receiver asked for patience: wait so long and lose no try by it.</summary>
    public TimeSpan? Pause { get; init; }

    public static SendResult Arrived { get; } = new(true, null);
}

/// <summary>What kind of thing went wrong, for whoever tries a channel out.</summary>
public enum SendFault
{
    None,

    /// <summary>The receiver answered and would not take it.</summary>
    Refused,

    /// <summary>The receiver takes no more for the moment.</summary>
    TooMany,

    /// <summary>Nobody answers at the address.</summary>
    NotReached,

    /// <summary>The receiver is there and was too slow.</summary>
    NoAnswer,

    /// <summary>The connection could not be secured.</summary>
    Tls,

    /// <summary>User, password or key are not accepted.</summary>
    SignIn,

    /// <summary>The channel is not there, is off, or has no address for the person.</summary>
    NotSetUp,
}

/// <summary>Tries a channel out: sends one test message now, outside any lane, and says what happened.</summary>
public interface IChannelTester
{
    /// <param name="receiver">Whom a test mail goes to; the others need nobody.</param>
    Task<SendResult> Try(NoticeChannel channel, Person receiver, CancellationToken cancellation = default);
}
