using System.Collections.Immutable;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Storage;

/// <summary>Works out all that follows from a change of the inspections' books, on books in which nothing moves meanwhile.</summary>
internal sealed class BookPlanning(BookReading books, TextCipher cipher, TimeProvider time)
{
    private const int AtOnce = 16;

    /// <summary>What is to be written, and the head's counters moved on; null when something has not the version before.</summary>
    public async Task<BookIntent?> Plan(BookHead head, InspectionChange change, CancellationToken cancellation)
    {
        var changed = Math.Max(time.GetUtcNow().UtcTicks, head.LastChanged + 1);
        var sweeps = new Dictionary<string, Moved<Sweep>>();
        if (change.Sweep is { } sweep)
        {
            var kept = await books.Sweep(sweep.Id, cancellation).ConfigureAwait(false);
            if ((kept?.Value.Version ?? 0) != sweep.Version - 1) return null;
            sweeps.Add(sweep.Id, new(kept?.No ?? ++head.LastSweep, 0, kept?.Value, sweep with { Counts = kept?.Value.Counts ?? SweepCounts.None }));
        }

        if (await Inspections(head, change, cancellation).ConfigureAwait(false) is not { } inspections) return null;
        var places = await Places(change, cancellation).ConfigureAwait(false);
        if (places is null) return null;
        if (change is { RestBecome: { } state, Sweep: { } all }) await Rest(all.Id, state, inspections, cancellation).ConfigureAwait(false);
        foreach (var one in inspections.Values) await Count(sweeps, one, cancellation).ConfigureAwait(false);
        IEnumerable<WorkflowMessage> messages = change.Messages;
        // The last one that is done is told to the sweep's orchestration.
        if (change.Sweep is null)
            messages = messages.Concat(sweeps.Values.Where(moved => moved.After is { State: SweepState.Open, Counts: { Open: 0, Missed: 0 } }).Select(moved => new WorkflowMessage(WorkflowMessageKind.RunSweep, moved.After.Id)));
        var effects = new Effects(change.Notices, [], [.. messages]);
        return new(
            head.Number!.Value + 1, changed, [.. sweeps.Values], [.. inspections.Values], places.Value,
            [.. change.Texts.Select(text => new SealedText(text.Subject, text.Field, cipher.Encrypt(text.Value, InspectionJson.PlaceOf(text))))], Encoding.UTF8.GetString(RowJson.Write(effects)));
    }

    private async Task<Dictionary<string, Moved<Inspection>>?> Inspections(BookHead head, InspectionChange change, CancellationToken cancellation)
    {
        var moved = new Dictionary<string, Moved<Inspection>>();
        foreach (var few in change.Inspections.Chunk(AtOnce))
        {
            var there = await Task.WhenAll(few.Select(one => books.Inspection(one.Id, cancellation))).ConfigureAwait(false);
            foreach (var (one, kept) in few.Zip(there))
            {
                if ((kept?.Value.Version ?? 0) != one.Version - 1) return null;
                moved[one.Id] = new(kept?.No ?? ++head.LastInspection, kept?.Changed ?? 0, kept?.Value, one);
            }
        }

        return moved;
    }

    private async Task<ImmutableArray<Moved<Place>>?> Places(InspectionChange change, CancellationToken cancellation)
    {
        var moved = ImmutableArray.CreateBuilder<Moved<Place>>();
        foreach (var few in change.Places.Chunk(AtOnce))
        {
            var there = await Task.WhenAll(few.Select(place => books.Place(place.Id, cancellation))).ConfigureAwait(false);
            foreach (var (place, kept) in few.Zip(there))
            {
                if ((kept?.Version ?? 0) != place.Version - 1) return null;
                moved.Add(new(0, 0, kept, place));
            }
        }

        return moved.DrainToImmutable();
    }

    private async Task Rest(string sweepId, InspectionState state, Dictionary<string, Moved<Inspection>> inspections, CancellationToken cancellation)
    {
        await foreach (var kept in books.Inspections(Stretch.Of(BookRows.OfSweep(sweepId)), null, cancellation).ConfigureAwait(false))
        {
            if (!inspections.ContainsKey(kept.Value.Id)) inspections.Add(kept.Value.Id, new(kept.No, kept.Changed, kept.Value, kept.Value));
        }

        foreach (var (id, one) in inspections.Where(one => one.Value.After.SweepId == sweepId).ToList())
        {
            if (Becomes(one.After, state)) inspections[id] = one with { After = one.After with { State = state, Version = one.After.Version + 1 } };
            else if (ReferenceEquals(one.Before, one.After)) inspections.Remove(id);
        }
    }

    private static bool Becomes(Inspection one, InspectionState state) => one.State == InspectionState.Open || (state == InspectionState.Cancelled && one.State == InspectionState.Missed);

    /// <summary>Takes an inspection out of its sweep's counts as it was, and puts it in as it becomes.</summary>
    private async Task Count(Dictionary<string, Moved<Sweep>> sweeps, Moved<Inspection> one, CancellationToken cancellation)
    {
        foreach (var (inspection, sign) in new[] { (one.Before, -1), (one.After, 1) })
        {
            if (inspection?.SweepId is not { } id) continue;
            if (!sweeps.TryGetValue(id, out var moved))
            {
                if (await books.Sweep(id, cancellation).ConfigureAwait(false) is not { } kept) continue;
                moved = new(kept.No, 0, kept.Value, kept.Value);
            }

            sweeps[id] = moved with { After = moved.After with { Counts = Plus(moved.After.Counts, inspection, sign) } };
        }
    }

    private static SweepCounts Plus(SweepCounts counts, Inspection one, int sign)
    {
        return new(
            counts.Total + sign, counts.Open + Is(InspectionState.Open), counts.Done + Is(InspectionState.Done), counts.Missed + Is(InspectionState.Missed),
            counts.Cancelled + Is(InspectionState.Cancelled), counts.Late + (one.Late ? sign : 0), counts.Findings + (sign * one.Findings), counts.HouseholdsDone + (sign * one.HouseholdsDone),
            counts.HouseholdsTotal + (sign * one.HouseholdsTotal));

        int Is(InspectionState state) => one.State == state ? sign : 0;
    }
}
