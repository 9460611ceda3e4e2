using System.Collections.Immutable;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage.Memory;

/// <summary>The inspections' books as one value: a change makes another.</summary>
internal sealed record MemoryInspections
{
    public ImmutableDictionary<string, Place> Places { get; init; } = ImmutableDictionary<string, Place>.Empty;

    public ImmutableSortedDictionary<string, ImmutableArray<Checklist>> Checklists { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<Checklist>>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, ImmutableArray<InspectionPlan>> Plans { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<InspectionPlan>>(StringComparer.Ordinal);

    public ImmutableDictionary<string, MemorySweep> Sweeps { get; init; } = ImmutableDictionary<string, MemorySweep>.Empty;

    public ImmutableDictionary<string, MemoryInspection> Inspections { get; init; } = ImmutableDictionary<string, MemoryInspection>.Empty;

    public ImmutableDictionary<(string Subject, string Field), string> Texts { get; init; } = ImmutableDictionary<(string, string), string>.Empty;

    private long LastChanged { get; init; }

    /// <summary>A sweep with its counts as they now are.</summary>
    public Sweep? Sweep(string id)
    {
        if (Sweeps.GetValueOrDefault(id)?.Sweep is not { } sweep) return null;
        var counts = SweepCounts.None;
        foreach (var (_, (_, _, one)) in Inspections)
        {
            if (one.SweepId != id) continue;
            counts = new(
                counts.Total + 1, counts.Open + Is(one, InspectionState.Open), counts.Done + Is(one, InspectionState.Done), counts.Missed + Is(one, InspectionState.Missed),
                counts.Cancelled + Is(one, InspectionState.Cancelled), counts.Late + (one.Late ? 1 : 0), counts.Findings + one.Findings, counts.HouseholdsDone + one.HouseholdsDone,
                counts.HouseholdsTotal + one.HouseholdsTotal);
        }

        return sweep with { Counts = counts };
    }

    /// <summary>Whether everything in the change still has the version before.</summary>
    public bool IsNext(InspectionChange change) =>
        (change.Sweep is not { } sweep || (Sweeps.GetValueOrDefault(sweep.Id)?.Sweep.Version ?? 0) == sweep.Version - 1)
        && change.Inspections.All(one => (Inspections.GetValueOrDefault(one.Id)?.Inspection.Version ?? 0) == one.Version - 1)
        && change.Places.All(place => (Places.GetValueOrDefault(place.Id)?.Version ?? 0) == place.Version - 1);

    public MemoryInspections With(InspectionChange change, DateTimeOffset now)
    {
        var changed = Math.Max(now.UtcTicks, LastChanged + 1);
        var sweeps = change.Sweep is { } sweep ? Sweeps.SetItem(sweep.Id, new(Sweeps.GetValueOrDefault(sweep.Id)?.No ?? Sweeps.Count + 1, sweep)) : Sweeps;
        var inspections = Inspections.ToBuilder();
        foreach (var one in change.Inspections) inspections[one.Id] = new(inspections.GetValueOrDefault(one.Id)?.No ?? inspections.Count + 1, changed, one);
        if (change is { RestBecome: { } state, Sweep: { } all })
            foreach (var (id, kept) in inspections.Where(pair => pair.Value.Inspection.SweepId == all.Id && Becomes(pair.Value.Inspection, state)).ToList())
                inspections[id] = kept with { Changed = changed, Inspection = kept.Inspection with { State = state, Version = kept.Inspection.Version + 1 } };
        return this with
        {
            Sweeps = sweeps,
            Inspections = inspections.ToImmutable(),
            Places = Places.SetItems(change.Places.Select(place => KeyValuePair.Create(place.Id, place))),
            Texts = Texts.SetItems(change.Texts.Select(text => KeyValuePair.Create((text.Subject, text.Field), text.Value))),
            LastChanged = changed,
        };
    }

    private static bool Becomes(Inspection one, InspectionState state) => one.State == InspectionState.Open || (state == InspectionState.Cancelled && one.State == InspectionState.Missed);

    private static int Is(Inspection one, InspectionState state) => one.State == state ? 1 : 0;
}

internal sealed record MemorySweep(long No, Sweep Sweep);

internal sealed record MemoryInspection(long No, long Changed, Inspection Inspection);
