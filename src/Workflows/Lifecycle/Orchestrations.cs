using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>The orchestrations, activities and signals of a county by name, and the ids of their instances.</summary>
public static class Orchestrations
{
    private const string Lifecycles = "case:";

    public static Orchestration<CaseCursor, CaseEnd> CaseLifecycle { get; } = new("CaseLifecycle");

    public static Orchestration<string, CaseEnd> LookBack { get; } = new("LookBack");

    public static Orchestration<LaneCursor, int> LaneDelivery { get; } = new("LaneDelivery");

    public static Orchestration<WatchCursor, Nothing> Watchdog { get; } = new("Watchdog");

    public static Orchestration<Nothing, Nothing> DailySeal { get; } = new("DailySeal");

    public static Orchestration<Nothing, Nothing> FileCare { get; } = new("FileCare");

    public static Orchestration<int, RolloutState> PolicyRollout { get; } = new("PolicyRollout");

    public static Orchestration<GridMoveCursor, int> GridMove { get; } = new("GridMove");

    public static Orchestration<PreviewCursor, PreviewState> ImpactPreview { get; } = new("ImpactPreview");

    public static Orchestration<Nothing, Nothing> CareRounds { get; } = new("CareRounds");

    public static Orchestration<Nothing, Nothing> InspectionSchedule { get; } = new("InspectionSchedule");

    public static Orchestration<string, bool> InspectionSweep { get; } = new("InspectionSweep");

    public static Orchestration<string, bool> InspectionSettlement { get; } = new("InspectionSettlement");

    public static Orchestration<string, bool> Reinspection { get; } = new("Reinspection");

    /// <summary>Facts were appended: look at the record.</summary>
    public static Signal<int> RecordChanged { get; } = new("RecordChanged");

    /// <summary>Something new waits in the lane.</summary>
    public static Signal<int> ParcelWaiting { get; } = new("ParcelWaiting");

    /// <summary>A rollout was paused or resumed, or the one before it has ended.</summary>
    public static Signal<int> RolloutMoved { get; } = new("RolloutMoved");

    /// <summary>The register of care visits changed: dates may have come nearer.</summary>
    public static Signal<int> CareChanged { get; } = new("CareChanged");

    /// <summary>A plan was saved: look at the plans.</summary>
    public static Signal<int> PlansChanged { get; } = new("PlansChanged");

    /// <summary>A sweep was cancelled, or all of it is done: look at it.</summary>
    public static Signal<int> SweepChanged { get; } = new("SweepChanged");

    public static string RolloutOf(int change) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rollout:{change}");

    public static string GridMoveOf(string moveId) => "grid-move:" + moveId;

    public static string PreviewOf(int id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"preview:{id}");

    public static string LifecycleOf(string caseId) => Lifecycles + caseId;

    /// <summary>The case whose lifecycle bears this id; null for another orchestration.</summary>
    public static string? CaseOf(string instanceId) => instanceId.StartsWith(Lifecycles, StringComparison.Ordinal) ? instanceId[Lifecycles.Length..] : null;

    public static string LookBackOf(string caseId) => "look-back:" + caseId;

    public static string LaneOf(string lane) => "lane:" + lane;

    public static string SweepOf(string sweepId) => "sweep:" + sweepId;

    /// <param name="inspection">The inspection's id and, behind a slash, the version that is settled.</param>
    public static string SettlementOf(string inspection) => "settlement:" + inspection;

    /// <param name="caseVersion">The case's id and, behind a slash, its version.</param>
    public static string ReinspectionOf(string caseVersion) => "reinspection:" + caseVersion;

    public const string InspectionScheduleId = "inspection-schedule";

    public const string WatchdogId = "watchdog";

    public const string DailySealId = "daily-seal";

    public const string CareRoundsId = "care-rounds";

    public const string FileCareId = "file-care";
}
