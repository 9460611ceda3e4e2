using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Records;

/// <summary>What an attempt makes of a parcel in its lane.</summary>
internal static class Attempts
{
    /// <summary>What is kept of a fault.</summary>
    public const int LongestFault = 500;

    /// <summary>Where a parcel in a lane stands after an attempt. One that is dead stays dead until it is released or turns out to have arrived.</summary>
    public static (ParcelState State, string? Fault) After(ParcelState before, AttemptOutcome outcome, string? detail) => outcome switch
    {
        AttemptOutcome.Delivered => (ParcelState.Delivered, null),
        AttemptOutcome.Dead => (ParcelState.Dead, Cut(detail)),
        _ => (before, Cut(detail)),
    };

    private static string? Cut(string? detail) => detail?.Length > LongestFault ? detail[..LongestFault] : detail;
}
