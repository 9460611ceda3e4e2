using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Finds cases by caller and by spot. A registration stands in line before its commit (<see cref="Announce"/>), looks whether one like it stands before it or has
/// come since its decision (<see cref="HasMoved"/>), and leaves the line once it is in the index (<see cref="Write"/>): of two at the same instant the later sees
/// the earlier. One that was announced and never came is waited for 20 seconds.
/// </summary>
/// <param name="find">A case as its facts say now, from the record and from no cache.</param>
internal sealed class TableLikeness(Shelf shelf, TimeProvider time, Func<string, CancellationToken, Task<CaseFile?>> find)
{
    private readonly LikenessLine line = new(shelf, time);
    private readonly LikenessIndexRows index = new(shelf);

    /// <summary>Before every commit of a registration, whether or not it was compared with others. A repeat keeps its place in line.</summary>
    public async Task Announce(CaseFile after, CancellationToken cancellation)
    {
        var places = LikenessPlace.Of(after);
        if (places.Count == 0) return;
        await line.Announce(after, places, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Between announcement and commit: whether what a registration was decided on is no longer so. Then it is decided anew. Says so too where the announcement is
    /// ten seconds old or missing, since others may have stopped waiting for it.
    /// </summary>
    public async Task<bool> HasMoved(RelativesSeen seen, string caseId, CancellationToken cancellation)
    {
        if (seen.Head is { } head && (await find(head.CaseId, cancellation).ConfigureAwait(false))?.Version != head.Version) return true;
        var reaches = LikenessReach.Of(seen.Query);
        var now = await line.Look(cancellation).ConfigureAwait(false);
        if (now.Rows.FirstOrDefault(row => row.CaseId == caseId) is not { } mine || !line.IsFresh(mine)) return true;
        foreach (var other in now.Within(reaches))
            if (other != mine && await GoesBefore(other, mine, seen.Seen, cancellation).ConfigureAwait(false)) return true;
        // After the line: what has left it is in the index by then.
        return await index.HasNewer(reaches, seen.Seen, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ids of cases that the query finds. What has come and is not in the index yet is found in the line, and gets its running number here if nobody gave it one.</summary>
    public async Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation)
    {
        Limits.Check(query);
        var reaches = LikenessReach.Of(query);
        var (come, seen) = await Come(reaches, cancellation).ConfigureAwait(false);
        var rows = await index.Find(query, reaches, cancellation).ConfigureAwait(false);
        var ofCaller = Newest(rows.OfCaller, come.Where(kin => KinMatch.IsOfCaller(kin.File, query)));
        var atSpot = Newest(rows.AtSpot, come.Where(kin => KinMatch.IsAtSpot(kin.File, query)));
        return new([.. ofCaller.Concat(atSpot).OrderDescending().Select(kin => kin.CaseId).Distinct()], seen);
    }

    /// <summary>
    /// Brings the index to what a case says, and takes it out of the line. A repeat changes nothing; nor does a file that is older than what the index was written
    /// from, since the case is looked at again after each change.
    /// </summary>
    public async Task Write(CaseFile file, CancellationToken cancellation)
    {
        var places = LikenessPlace.Of(file);
        if (places.Count == 0) return;
        while (await Settle(file, places, cancellation).ConfigureAwait(false))
        {
            if (await find(file.Id, cancellation).ConfigureAwait(false) is not { } now || now.Version <= file.Version) return;
            file = now;
        }
    }

    /// <summary>Clears away what was announced long ago: it never came, or whoever wrote it into the index did not finish. For the pump, now and then.</summary>
    public async Task Clear(CancellationToken cancellation)
    {
        var now = await line.Look(cancellation).ConfigureAwait(false);
        foreach (var row in now.Rows.Where(line.IsLeftOver))
        {
            if (await find(row.CaseId, cancellation).ConfigureAwait(false) is { } file) await Write(file, cancellation).ConfigureAwait(false);
            else await line.Forget(row, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// One later in line, on its way still, will see this one. One that has come without a number may have been looked for too early: the next look gives it one.
    /// </summary>
    private async Task<bool> GoesBefore(AnnouncedRow other, AnnouncedRow mine, long seen, CancellationToken cancellation)
    {
        if (other.Number is { } number) return number > seen;
        return (other.Ticket < mine.Ticket && line.IsWaitedFor(other)) || await find(other.CaseId, cancellation).ConfigureAwait(false) is not null;
    }

    private async Task<(List<Arrival> Come, long Seen)> Come(IReadOnlyList<LikenessReach> reaches, CancellationToken cancellation)
    {
        while (true)
        {
            var now = await line.Look(cancellation).ConfigureAwait(false);
            var come = new List<Arrival>();
            var numbered = true;
            foreach (var row in now.Within(reaches))
            {
                if (await find(row.CaseId, cancellation).ConfigureAwait(false) is not { } file) continue;
                if (row.Number is { } number) come.Add(new(file, number));
                else
                {
                    await line.Number(row.CaseId, cancellation).ConfigureAwait(false);
                    numbered = false;
                }
            }

            if (numbered) return (come, now.Last);
        }
    }

    private async Task<bool> Settle(CaseFile file, IReadOnlyList<LikenessPlace> places, CancellationToken cancellation)
    {
        var announced = await line.Find(file.Id, cancellation).ConfigureAwait(false);
        var rows = await index.Rows(file, places, cancellation).ConfigureAwait(false);
        if (announced is null && places.Zip(rows).All(place => LikenessIndexRows.IsSettled(place.First, place.Second, file))) return false;
        var number = rows.FirstOrDefault(row => row is not null)?.Number ?? await line.Number(file.Id, cancellation).ConfigureAwait(false);
        await Task.WhenAll(places.Select(place => index.Write(place, file, number, cancellation))).ConfigureAwait(false);
        if (announced is not null) await line.Leave(file.Id, cancellation).ConfigureAwait(false);
        return true;
    }

    private static IEnumerable<Kin> Newest(IEnumerable<Kin> rows, IEnumerable<Arrival> come) =>
        rows.Concat(come.Select(one => new Kin(one.File.RegisteredAt.UtcTicks, one.Number, one.File.Id))).OrderDescending().DistinctBy(kin => kin.CaseId).Take(LikenessQuery.Most);

    private sealed record Arrival(CaseFile File, long Number);
}
