using System.Globalization;

namespace GridCase.Faults;

/// <summary>One fault of a plan.</summary>
/// <param name="At">When it comes, counted from the first input.</param>
/// <param name="Lasts">How long it lasts; for a kill in the start, how far the start may come.</param>
/// <param name="By">How far the clock jumps.</param>
/// <param name="Hard">For a full disk: not one page more, and ended by <c>kill -9</c>; otherwise a little room is left, and it is ended as an operator does.</param>
public sealed record PlannedFault(FaultKind Kind, TimeSpan At, TimeSpan Lasts, TimeSpan By, bool Hard)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.TotalSeconds,5:0.00} s  {Words}");

    private string Words => Kind switch
    {
        FaultKind.Kill => "kill -9",
        FaultKind.KillInStart => string.Create(CultureInfo.InvariantCulture, $"kill -9, and again {Lasts.TotalSeconds:0.00} s into the start"),
        FaultKind.Hold => string.Create(CultureInfo.InvariantCulture, $"stopped for {Lasts.TotalSeconds:0.00} s and continued"),
        FaultKind.DiskFull => string.Create(CultureInfo.InvariantCulture, $"disk full for {Lasts.TotalSeconds:0.00} s{(Hard ? ", at once" : "")}"),
        FaultKind.Busy => string.Create(CultureInfo.InvariantCulture, $"write lock held for {Lasts.TotalSeconds:0.00} s"),
        FaultKind.ClockForward => $"clock {By:c} ahead",
        FaultKind.ClockBack => $"clock {By.Negate():c} back",
        FaultKind.WebhookDown => string.Create(CultureInfo.InvariantCulture, $"webhook away for {Lasts.TotalSeconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"hotline away for {Lasts.TotalSeconds:0.00} s"),
    };
}
