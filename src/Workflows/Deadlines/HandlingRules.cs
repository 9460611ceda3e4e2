using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// How often and how far the finish clocks may be extended (延期). It is asked before expiry and granted by someone other than the asker; the
/// original due time is kept.
/// </summary>
/// <param name="Times">How many extensions a case may have; 0 for none.</param>
/// <param name="Max">The longest extension, when any is allowed.</param>
/// <param name="UpToBudget">True when an extension may also not exceed the original budget.</param>
/// <param name="Approver">The audience word of who approves.</param>
public sealed record ExtensionRule(int Times, Budget Max, bool UpToBudget, string Approver, string RulePath, string Source)
{
    /// <summary>The longest extension of a clock with this budget; null when none may be granted.</summary>
    public Budget? LongestFor(Budget budget)
    {
        if (Times == 0) return null;
        return UpToBudget && budget.CompareLength(Max) < 0 ? budget : Max;
    }
}

/// <summary>Why the clocks may stand still.</summary>
public enum SuspensionCause
{
    /// <summary>The citizen has to do something first.</summary>
    Citizen,

    /// <summary>A procedure laid down by law is running.</summary>
    Statutory,

    /// <summary>Anything else; the citizen's clock goes on.</summary>
    Other,
}

/// <summary>A reason to suspend a case (挂起). The approver is not the asker; it ends by itself after <see cref="MaxLength"/>.</summary>
public sealed record SuspensionReason(string Code, string Zh, string En, SuspensionCause Cause, Budget MaxLength, string Source)
{
    /// <summary>Only what the citizen caused or the law requires pauses the citizen's clock.</summary>
    public bool PausesCitizenClock => Cause != SuspensionCause.Other;
}

/// <summary>A code with its words.</summary>
public sealed record ReasonText(string Code, string Zh, string En);

/// <summary>What is kept open because it cannot be done now (挂账): looked at again at this interval until struck off.</summary>
public sealed record LedgerRule(Budget ReviewEvery, string Source);

/// <summary>When a closed matter is looked at again (回头看). Of the cases disposed of on the spot, unverified, this share is sampled.</summary>
public sealed record LookBackRule(Budget After, int OnSiteSamplePercent, string Source);

/// <summary>
/// How a citizen is called back (回访): attempts at different times, then a person closes the case as unreachable, which counts as neither satisfied
/// nor dissatisfied.
/// </summary>
/// <param name="Attempts">How many attempts before unreachable.</param>
/// <param name="MinGap">Time between two attempts.</param>
/// <param name="MinDays">Over how many different days the attempts are spread.</param>
/// <param name="EveningFrom">One attempt at least is made after this time of day.</param>
/// <param name="HotlineSilence">How long the hotline, which visits its own orders, may be silent before the centre visits.</param>
/// <param name="Scale">The five levels, best first (国办发〔2019〕51号).</param>
/// <param name="Bad">The levels that mean dissatisfied (差评).</param>
/// <param name="ReworkOnBad">How often a bad answer sends the case back for rework before supervision.</param>
public sealed record VisitRule(
    int Attempts,
    Budget MinGap,
    int MinDays,
    TimeOnly EveningFrom,
    Budget HotlineSilence,
    ImmutableArray<ReasonText> Scale,
    ImmutableArray<string> Bad,
    int ReworkOnBad,
    string Source)
{
    /// <summary>True for an answer that sends the case back: 5 is the best level of the scale and 1 the worst, and no answer is not bad.</summary>
    public bool IsBad(int? satisfaction) => satisfaction is { } given && Bad.Contains(Scale[^Math.Min(given, Scale.Length)].Code);
}

/// <summary>When two orders are one matter (重复件). Only a person decides that a closed matter shows nothing new.</summary>
/// <param name="SameCallerWindow">Same caller, category and place, the first still open: attached to it as an urging (催办), no new clocks.</param>
/// <param name="SamePlaceWindow">Different callers, same category and place: parent and children (集中诉求).</param>
/// <param name="PlaceMetres">How near counts as the same place when positions are known.</param>
/// <param name="SuperviseFromCallers">From so many callers the parent is supervised.</param>
/// <param name="SuperviseFromRepeats">From so many urgings the case is supervised.</param>
public sealed record DuplicateRule(
    Budget SameCallerWindow, Budget SamePlaceWindow, int PlaceMetres, int SuperviseFromCallers, int SuperviseFromRepeats, string Source);
