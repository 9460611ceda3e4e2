namespace GridCase.Local.Replay.People;

/// <summary>
/// How people respond in a replay. The file says only whether a unit was in time, so that share alone is fitted (<see cref="UnitShares"/>); all else here is
/// assumed, chosen so that every part of the lifecycle is walked, and says nothing about the county of the file. Delays of the centre's desk are elapsed
/// time in its shifts, those of units, verifiers and supervisors office time.
/// </summary>
public sealed record ResponseModel
{
    public static ResponseModel Default { get; } = new();

    /// <summary>From registration to triage (甄别).</summary>
    public Delay Triage { get; init; } = Delay.Minutes(12, 0.8);

    /// <summary>From triage to dispatch (派单).</summary>
    public Delay Dispatch { get; init; } = Delay.Minutes(20, 1.0);

    /// <summary>Orders that nobody knows a unit for at once; these take <see cref="HardDispatch"/>.</summary>
    public double HardToPlace { get; init; } = 0.02;

    public Delay HardDispatch { get; init; } = Delay.Hours(18, 0.5);

    /// <summary>From dispatch to sign-off (签收).</summary>
    public Delay SignOff { get; init; } = Delay.Minutes(90, 0.9);

    /// <summary>From sign-off to first contact (先行联系).</summary>
    public Delay Contact { get; init; } = Delay.Minutes(60, 0.7);

    /// <summary>Orders first sent to a unit that has nothing to do with them; it objects and is upheld (退单).</summary>
    public double Misdispatched { get; init; } = 0.02;

    /// <summary>Orders that the right unit objects to; it is not upheld.</summary>
    public double Contested { get; init; } = 0.01;

    /// <summary>Of the contested, those objected to again and again until arbitration (仲裁).</summary>
    public double ContestedToTheEnd { get; init; } = 0.25;

    /// <summary>From dispatch, or the last decision, to the objection. Short, so that it falls within the window of even a short limit.</summary>
    public Delay Objection { get; init; } = Delay.Minutes(20, 0.4);

    /// <summary>From a request (objection, extension, suspension) to its decision.</summary>
    public Delay Decision { get; init; } = Delay.Minutes(60, 0.7);

    /// <summary>Orders dispatched with a helper unit (协办).</summary>
    public double Helped { get; init; } = 0.02;

    public Delay HelpersPart { get; init; } = Delay.Hours(8, 0.6);

    /// <summary>Orders on whose progress the unit writes a word.</summary>
    public double Progress { get; init; } = 0.2;

    /// <summary>Orders for which an extension is asked (延期), and how many of these requests are granted.</summary>
    public double Extension { get; init; } = 0.03;

    public double ExtensionGranted { get; init; } = 0.85;

    /// <summary>Orders for which a suspension is asked (挂起), how many of these are granted, and how many of those end before their time.</summary>
    public double Suspension { get; init; } = 0.02;

    public double SuspensionGranted { get; init; } = 0.9;

    public double ResumedEarly { get; init; } = 0.4;

    /// <summary>Orders entered in the ledger (挂账), and how long they stay there in office time.</summary>
    public double Ledger { get; init; } = 0.003;

    public Delay InLedger { get; init; } = Delay.Hours(140, 0.5);

    /// <summary>Where in its working time a unit that is in time resolves, evenly between these shares.</summary>
    public double EarliestShare { get; init; } = 0.15;

    public double LatestShare { get; init; } = 0.97;

    /// <summary>How long after its due time a late unit resolves.</summary>
    public Delay Late { get; init; } = Delay.Hours(9, 0.9);

    /// <summary>From the result to the look on the spot (核实), and how many results fail it.</summary>
    public Delay Verification { get; init; } = Delay.Minutes(150, 0.8);

    public double VerificationFails { get; init; } = 0.03;

    /// <summary>From verification to the first attempt at a visit (回访), and between attempts; in the hours in which citizens are called.</summary>
    public Delay Visit { get; init; } = Delay.Hours(5, 0.8);

    public Delay NextAttempt { get; init; } = Delay.Hours(6, 0.4);

    /// <summary>Attempts that find nobody.</summary>
    public double Unreachable { get; init; } = 0.12;

    /// <summary>Hotline orders that the hotline does not visit, so that the centre does.</summary>
    public double HotlineSilent { get; init; } = 0.03;

    /// <summary>Citizens dissatisfied at the first visit, and at each one after a rework.</summary>
    public double Dissatisfied { get; init; } = 0.07;

    public double DissatisfiedAgain { get; init; } = 0.3;

    /// <summary>From the last visit to the close.</summary>
    public Delay Close { get; init; } = Delay.Minutes(15, 0.7);

    /// <summary>From the third dissatisfaction until a leader takes the case (领导包案).</summary>
    public Delay TakeOver { get; init; } = Delay.Hours(3, 0.7);

    /// <summary>Look-backs (回头看) made after their day, and how long after.</summary>
    public double LookBackLate { get; init; } = 0.04;

    public Delay LateLookBack { get; init; } = Delay.Hours(9, 0.9);

    /// <summary>Matters that have come back by then.</summary>
    public double Recurrence { get; init; } = 0.02;

    /// <summary>Supervisors who acknowledge a rung at all (签阅), and how long they take from when it reaches them.</summary>
    public double Acknowledges { get; init; } = 0.8;

    public Delay Acknowledgement { get; init; } = Delay.Minutes(100, 1.0);
}
