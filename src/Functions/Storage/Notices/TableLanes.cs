using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>The lanes: parcels of one lane leave in order; a dead one in front parks it. Each move is one conditional write of the parcel.</summary>
/// <remarks>What is said of a parcel elsewhere is written before it moves, as the whole: after a crash the next attempt says it again.</remarks>
internal sealed class TableLanes(ParcelShelf parcels, DeadLetterShelf dead, NoticeCopies copies, DigestWindows windows, TableDepartures departures)
{
    private const int ReleasedAtOnce = 500;

    /// <summary>What stands in front of a lane, if it waits.</summary>
    public async Task<Parcel?> Next(string lane, CancellationToken cancellation) =>
        await parcels.First(lane, cancellation).ConfigureAwait(false) is { State: (int)ParcelState.Waiting } first ? first.Read() : null;

    /// <summary>The earliest instant at which any in the lane may leave.</summary>
    public async Task<DateTimeOffset?> Opens(string lane, CancellationToken cancellation) =>
        (await parcels.Queued(lane, cancellation).ConfigureAwait(false)).Min(row => (DateTimeOffset?)row.Read().NotBefore);

    public async Task Record(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation)
    {
        for (var lost = false; await parcels.Find(parcelId, cancellation).ConfigureAwait(false) is { } row; lost = true)
        {
            if (!row.Queued)
            {
                if (lost) await copies.Tell(row, cancellation).ConfigureAwait(false);
                return;
            }

            var before = await dead.Find(row, cancellation).ConfigureAwait(false);
            var (state, fault) = Attempts.After((ParcelState)row.State, outcome, detail);
            var counts = outcome == AttemptOutcome.Deferred ? 0 : 1;
            (row.State, row.Fault, row.Attempts, row.Tries) = ((int)state, fault, row.Attempts + counts, row.Tries + counts);
            (row.FailedAt, row.SentAt) = (outcome == AttemptOutcome.Failed ? at.UtcTicks : null, state == ParcelState.Delivered ? at.UtcTicks : null);
            row.Queued = state is ParcelState.Waiting or ParcelState.Dead;
            if (state == ParcelState.Dead) await dead.Note(row, cancellation).ConfigureAwait(false);
            if (await Move(row, state == ParcelState.Dead ? null : before, cancellation).ConfigureAwait(false)) return;
        }
    }

    /// <summary>Closes a digest that is about to leave.</summary>
    public async Task<Parcel?> Seal(string parcelId, CancellationToken cancellation)
    {
        while (await parcels.Find(parcelId, cancellation).ConfigureAwait(false) is { Queued: true } row)
        {
            var parcel = row.Read();
            var open = Parcels.ReadDigest(parcel.Data);
            if (open.Total > 0) return parcel;
            var held = await windows.Close(parcel.Channel, open.PersonId, open.From, cancellation).ConfigureAwait(false);
            var whole = parcel with { Data = Parcels.Write(Digest.Of(open.PersonId, open.From, open.To, held)) };
            if (await parcels.Replace(row.With(whole), cancellation).ConfigureAwait(false)) return whole;
        }

        return null;
    }

    public async Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation)
    {
        while (await parcels.Find(parcelId, cancellation).ConfigureAwait(false) is { State: (int)ParcelState.Dead } row)
        {
            var note = await dead.Find(row, cancellation).ConfigureAwait(false);
            (row.State, row.Queued) = ((int)(skip ? ParcelState.Skipped : ParcelState.Waiting), !skip);
            if (!skip) (row.Attempts, row.FailedAt) = (0, null);
            if (!await Move(row, note, cancellation).ConfigureAwait(false)) continue;
            await departures.LaneFilled(row.Read().Lane, cancellation).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    /// <summary>Releases what is dead of a channel, each once, whatever dies again meanwhile.</summary>
    public async Task<int> ReleaseAll(string channel, bool skip, CancellationToken cancellation)
    {
        var (released, after) = (0, (ParcelRow?)null);
        while (await dead.List(channel, after, ReleasedAtOnce, cancellation).ConfigureAwait(false) is { Count: > 0 } some)
        {
            foreach (var row in some)
                if (await Release(row.Read().Id, skip, cancellation).ConfigureAwait(false)) released++;
            after = some[^1];
        }

        return released;
    }

    public async Task<IReadOnlyList<Parcel>> DeadLetters(int limit, string? channel, string? after, CancellationToken cancellation)
    {
        ParcelRow? place = null;
        if (after is not null && (place = await parcels.Find(after, cancellation).ConfigureAwait(false)) is not { State: (int)ParcelState.Dead })
            throw new ArgumentException($"There is no dead letter {after}.", nameof(after));
        return [.. (await dead.List(channel, place, limit, cancellation).ConfigureAwait(false)).Select(row => row.Read())];
    }

    /// <summary>Lanes with something waiting in front. Each costs a read; one that turns out empty is struck out.</summary>
    public async Task<IReadOnlyList<string>> Waiting(string? after, int limit, CancellationToken cancellation)
    {
        List<string> waiting = [];
        List<string> some = [];
        await foreach (var row in parcels.Lanes(after, cancellation).ConfigureAwait(false))
        {
            some.Add(ParcelShelf.LaneOf(row));
            if (some.Count < Sixteen.AtOnce) continue;
            await Look().ConfigureAwait(false);
            if (waiting.Count >= limit) break;
        }

        await Look().ConfigureAwait(false);
        return waiting.Count > limit ? waiting[..limit] : waiting;

        async Task Look()
        {
            var firsts = await Sixteen.Ask(some, async lane => (Lane: lane, First: await parcels.First(lane, cancellation).ConfigureAwait(false))).ConfigureAwait(false);
            waiting.AddRange(firsts.Where(one => one.First is { State: (int)ParcelState.Waiting }).Select(one => one.Lane));
            foreach (var (lane, _) in firsts.Where(one => one.First is null)) await parcels.StrikeIfEmpty(lane, cancellation).ConfigureAwait(false);
            some.Clear();
        }
    }

    /// <summary>What stands in the lanes, counted: each lane with something in it costs a read.</summary>
    public async Task<IReadOnlyList<ChannelLoad>> Loads(CancellationToken cancellation)
    {
        List<string> lanes = [];
        await foreach (var row in parcels.Lanes(null, cancellation).ConfigureAwait(false)) lanes.Add(ParcelShelf.LaneOf(row));
        var queued = await Sixteen.Ask(lanes, lane => parcels.Queued(lane, cancellation)).ConfigureAwait(false);
        return
        [
            .. queued.SelectMany(rows => rows).GroupBy(row => row.Read().Channel).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ChannelLoad(group.Key, group.Count(row => row.State == (int)ParcelState.Waiting), group.Count(row => row.State == (int)ParcelState.Dead))),
        ];
    }

    /// <summary>Moves a parcel; false when somebody else did.</summary>
    /// <param name="note">What said that it was dead, to be struck out.</param>
    private async Task<bool> Move(ParcelRow row, Row? note, CancellationToken cancellation)
    {
        await copies.Tell(row, cancellation).ConfigureAwait(false);
        if (!await parcels.Replace(row, cancellation).ConfigureAwait(false)) return false;
        if (note is not null) await dead.Strike(note, cancellation).ConfigureAwait(false);
        if (!row.Queued) await parcels.StrikeIfEmpty(row.Read().Lane, cancellation).ConfigureAwait(false);
        return true;
    }
}
