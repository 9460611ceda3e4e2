namespace GridCase.Workflows.Intake;

/// <summary>
/// What is made of the times that a phone gives. Its clock may be wrong and its holder cannot help that, so nothing is refused for it; but a time that cannot be does
/// not count. Deadlines go by the server's receipt in any case (design §1).
/// </summary>
public static class PhoneClock
{
    /// <summary>How far ahead of the server a clock may be without being doubted.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How far back a time may lie without being doubted.</summary>
    public static TimeSpan Oldest { get; } = TimeSpan.FromDays(366);

    /// <summary>True for a time that cannot be: ahead of the receipt, or more than a year before it.</summary>
    public static bool Doubts(DateTimeOffset? said, DateTimeOffset receivedAt) => said > receivedAt + Skew || said < receivedAt - Oldest;
}
