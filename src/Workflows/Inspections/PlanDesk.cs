using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Keeps checklists and plans. Each change is a new version; sweeps that are under way keep what they were opened with.</summary>
public sealed class PlanDesk(IInspectionStore store, IDirectorySource directory, IPolicySource policies)
{
    /// <summary>Saves a checklist as the version after the latest. The same again changes nothing.</summary>
    /// <param name="expectedVersion">The version that was looked at; 0 for a new one, null for whatever there is.</param>
    public async Task<InspectionAnswer<Checklist>> Save(Checklist checklist, int? expectedVersion, CancellationToken cancellation = default)
    {
        if (InspectionCheck.Of(checklist, directory.Current) is { } wrong) return InspectionAnswer<Checklist>.Refused(wrong);
        var latest = await store.FindChecklist(checklist.Code, null, cancellation);
        if (Stale(expectedVersion, latest?.Version) is { } stale) return InspectionAnswer<Checklist>.Refused(stale);
        if (latest is not null && IsSame(latest, checklist)) return InspectionAnswer<Checklist>.Repeated(latest);
        var next = checklist with { Version = (latest?.Version ?? 0) + 1 };
        return await store.SaveChecklist(next, cancellation) ? InspectionAnswer<Checklist>.Done(next, latest is null) : InspectionAnswer<Checklist>.Refused(Busy());
    }

    /// <summary>Saves a plan as the version after the latest, and lets the schedule look at it.</summary>
    /// <param name="expectedVersion">The version that was looked at; 0 for a new one, null for whatever there is.</param>
    public async Task<InspectionAnswer<InspectionPlan>> Save(InspectionPlan plan, int? expectedVersion, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var checklist = await store.FindChecklist(plan.Checklist, null, cancellation);
        if (InspectionCheck.Of(plan, checklist, policies.Current.PolicyAt(now), directory.Current) is { } wrong) return InspectionAnswer<InspectionPlan>.Refused(wrong);
        var latest = await store.FindPlan(plan.Id, cancellation);
        if (Stale(expectedVersion, latest?.Version) is { } stale) return InspectionAnswer<InspectionPlan>.Refused(stale);
        var next = plan with { Version = (latest?.Version ?? 0) + 1 };
        return await store.SavePlan(next, new(WorkflowMessageKind.NudgePlans, next.Id), cancellation)
            ? InspectionAnswer<InspectionPlan>.Done(next, latest is null)
            : InspectionAnswer<InspectionPlan>.Refused(Busy());
    }

    private static bool IsSame(Checklist one, Checklist other) =>
        one.Name == other.Name && one.Active == other.Active && one.PlaceKinds.SequenceEqual(other.PlaceKinds) && one.Items.SequenceEqual(other.Items);

    internal static Refusal? Stale(int? expected, int? found) => expected is { } seen && seen != (found ?? 0)
        ? new(RefusalKind.Conflict, "stale-version", $"It is at version {found ?? 0}, not {seen}; look at it again.")
        : null;

    internal static Refusal Busy() => new(RefusalKind.Conflict, "busy", "Others are changing this at this moment; try again.");
}
