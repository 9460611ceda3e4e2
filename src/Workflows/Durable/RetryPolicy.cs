namespace GridCase.Workflows.Durable;

/// <summary>How often a faulting activity is tried and how long the engine waits between tries.</summary>
/// <param name="Attempts">Tries in all, the first included; 1 to 1,000.</param>
/// <param name="FirstDelay">The wait after the first fault; more than zero.</param>
/// <param name="Backoff">What each further wait is multiplied by; 1.0 or more.</param>
/// <param name="MaxDelay">The longest wait between two tries.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan FirstDelay, double Backoff, TimeSpan MaxDelay)
{
    /// <summary>Five tries over about half a minute: for faults that pass by themselves.</summary>
    public static RetryPolicy Transient { get; } = new(5, TimeSpan.FromSeconds(1), 2.5, TimeSpan.FromMinutes(1));

    /// <summary>The wait after fault number <paramref name="fault"/> (1 for the first), or null when no try is left.</summary>
    public TimeSpan? DelayAfter(int fault)
    {
        if (fault >= Attempts) return null;
        var ticks = FirstDelay.Ticks * Math.Pow(Backoff, fault - 1);
        return ticks >= MaxDelay.Ticks ? MaxDelay : TimeSpan.FromTicks((long)ticks);
    }
}
