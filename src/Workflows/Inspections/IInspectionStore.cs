using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Inspections;

/// <summary>Where places, checklists, plans, sweeps and inspections are kept. Every implementation passes one contract suite.</summary>
public interface IInspectionStore
{
    Task<Place?> FindPlace(string id, CancellationToken cancellation = default);

    /// <summary>Places that match, by id, one page.</summary>
    Task<PlacePage> ListPlaces(PlaceQuery query, CancellationToken cancellation = default);

    /// <summary>A checklist in one version, or its latest; null when there is none.</summary>
    Task<Checklist?> FindChecklist(string code, int? version = null, CancellationToken cancellation = default);

    /// <summary>The latest version of each checklist, by code.</summary>
    Task<IReadOnlyList<Checklist>> ListChecklists(CancellationToken cancellation = default);

    /// <summary>A plan in its latest version, or null.</summary>
    Task<InspectionPlan?> FindPlan(string id, CancellationToken cancellation = default);

    /// <summary>The latest version of each plan, by id.</summary>
    Task<IReadOnlyList<InspectionPlan>> ListPlans(CancellationToken cancellation = default);

    /// <summary>
    /// Writes a version that follows the latest; false when somebody else was first. Versions are never changed afterwards. With <paramref name="message"/>
    /// an orchestration is told in the same commit.
    /// </summary>
    Task<bool> SavePlan(InspectionPlan plan, WorkflowMessage? message = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="SavePlan"/>
    Task<bool> SaveChecklist(Checklist checklist, CancellationToken cancellation = default);

    Task<Sweep?> FindSweep(string id, CancellationToken cancellation = default);

    /// <summary>Sweeps that match, newest first, one page.</summary>
    Task<SweepPage> ListSweeps(SweepQuery query, CancellationToken cancellation = default);

    /// <summary>Sweeps that are not over, for the watchdog: at most <paramref name="limit"/> (1 to 1,000) ids after one.</summary>
    Task<IReadOnlyList<string>> UnfinishedSweeps(string? after, int limit, CancellationToken cancellation = default);

    Task<Inspection?> FindInspection(string id, CancellationToken cancellation = default);

    /// <summary>Inspections that match, one page.</summary>
    Task<InspectionPage> ListInspections(InspectionQuery query, CancellationToken cancellation = default);

    /// <summary>Inspections whose result has not been settled, for the watchdog; at most <paramref name="limit"/> (1 to 1,000).</summary>
    Task<IReadOnlyList<string>> Unsettled(int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Inspections due from one instant until just before another within a scope, counted by grid, colour and outcome: of one sweep, or of all. Those of
    /// re-inspections and those that need not be done are among them.
    /// </summary>
    Task<IReadOnlyList<CoverageRow>> Coverage(CaseScope scope, DateTimeOffset from, DateTimeOffset to, string? sweepId = null, CancellationToken cancellation = default);

    /// <summary>The texts of one inspection, sweep or place; see <see cref="InspectionText"/>.</summary>
    Task<IReadOnlyList<InspectionText>> ReadTexts(string subject, CancellationToken cancellation = default);

    /// <summary>
    /// Writes everything of a change or nothing: when each sweep, inspection and place still has the version before. A repeat of a receipt that is kept already
    /// changes nothing and answers <see cref="AppendOutcome.Repeated"/>. The counts of the sweeps follow.
    /// </summary>
    Task<AppendOutcome> Save(InspectionChange change, CancellationToken cancellation = default);
}
