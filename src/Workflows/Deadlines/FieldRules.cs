using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>The periods of a petition (信访工作条例) beyond those of the clocks.</summary>
public sealed record PetitionRule(Budget Accept, Budget Return, ReviewStep Review, ReviewStep Recheck, string Source);

/// <summary>复查 or 复核: within which time it is asked for and decided, and whether the time of a hearing is left out.</summary>
public sealed record ReviewStep(Budget Ask, Budget Decide, bool ExcludesHearing);

/// <summary>People's mediation (人民调解): its limit, judicial confirmation (司法确认) with its reminders, and return visits.</summary>
public sealed record MediationRule(
    Budget Limit,
    Budget ConfirmWithin,
    ImmutableArray<Budget> ConfirmRemindAt,
    ImmutableArray<Budget> RevisitAt,
    ImmutableArray<DisputeGrade> DisputeGrades,
    string Source);

/// <summary>How hard a dispute is, and its limit.</summary>
public sealed record DisputeGrade(string Code, string Zh, Budget Limit);

/// <summary>A whistle (吹哨): by when the called departments report in (报到), are on site, have a plan, and have finished.</summary>
public sealed record WhistleRule(
    string Code, string Zh, Budget Respond, string Source, Budget? OnSite = null, Budget? Plan = null, Budget? Finish = null);

/// <summary>How often places and people are visited (巡查走访), and when a place changes its colour.</summary>
public sealed record InspectionRule(
    ImmutableArray<VisitInterval> Places,
    ImmutableArray<VisitInterval> People,
    Budget EventVisit,
    int WorseAfterUnfixed,
    int BetterAfterClean,
    string Source);

/// <summary>One class and how often it is visited.</summary>
public sealed record VisitInterval(string Code, Budget Every);

/// <summary>What the phone app may ask of a grid worker; 国办函〔2026〕12号 forbids compulsory check-in and points ranking.</summary>
public sealed record MobileRule(bool TrackOnlyInEmergencies, bool PhotoOnlyWhereRequired, bool PointsRanking, bool CheckIn, string Source);
