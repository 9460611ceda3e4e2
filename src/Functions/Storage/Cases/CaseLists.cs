using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>Lists and counts of cases in the order of registration.</summary>
internal sealed class CaseLists(Shelf index, CaseNumbers numbers)
{
    private readonly CountyList county = new(index);

    public async Task<string?> FindByCode(string code, CancellationToken cancellation) =>
        (await index.List<CaseIndexRow>(Stretch.Of(IndexPlaces.Code(SearchText.Code(code))), 1, cancellation).ConfigureAwait(false)).FirstOrDefault()?.CaseId;

    /// <summary>One page, the newest first.</summary>
    public async Task<CasePage> Page(CaseQuery query, CancellationToken cancellation)
    {
        long? before = query.After is { } place ? CasePlaces.Read(place, byChange: false) : null;
        var rows = (await Rows(query, before, query.Limit + 1, cancellation).ConfigureAwait(false)).Take(query.Limit + 1).ToList();
        var next = rows.Count > query.Limit ? CasePlaces.Of(rows[query.Limit - 1].No, byChange: false) : null;
        return new([.. rows.Take(query.Limit).Select(row => row.Line())], next);
    }

    public async Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation)
    {
        var tally = new CaseTally();
        foreach (var row in await Rows(query, null, null, cancellation).ConfigureAwait(false)) tally.Add((Stage)row.Stage, (Light)row.Light, row.Unit, row.Grid, 1);
        return tally.Counts();
    }

    /// <summary>All that a query finds on the lists it reads, the newest first; at least the first so many.</summary>
    public async Task<List<CaseIndexRow>> Rows(CaseQuery query, long? before, int? most, CancellationToken cancellation)
    {
        if (query.Text is { Length: > 0 } text && SearchText.IsCode(text))
        {
            var coded = await index.List<CaseIndexRow>(Stretch.Of(IndexPlaces.Code(SearchText.Code(text))), null, cancellation).ConfigureAwait(false);
            return coded.Where(row => CaseTerms.Matches(row, query) && !(row.No >= before)).Newest();
        }

        var parts = await Task.WhenAll(CaseArms.Of(query).Select(arm => Rows(arm, query, before, most, cancellation))).ConfigureAwait(false);
        return parts.SelectMany(part => part).Newest();
    }

    /// <summary>Cases that are alive, or have ended and changed at an instant or later: those after a running number, in the order of registration.</summary>
    public async Task<IReadOnlyList<OpenCase>> Alive(long after, int limit, DateTimeOffset? orChangedSince, CancellationToken cancellation)
    {
        var last = await numbers.Last(cancellation).ConfigureAwait(false);
        var rows = await county.Oldest(Alive(orChangedSince?.UtcTicks), after, last, limit, cancellation).ConfigureAwait(false);
        return [.. rows.Take(limit).Select(row => new OpenCase(row.CaseId, (Stage)row.Stage, row.Version, Instants.Of(row.Next)))];
    }

    public async Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation)
    {
        var last = await numbers.Last(cancellation).ConfigureAwait(false);
        return new(last, (await county.Read(Alive(changedSince.UtcTicks), 0, IndexPlaces.BucketOf(last), cancellation).ConfigureAwait(false)).Count);
    }

    /// <summary>Ids of the cases of a slice that are alive or have changed since, in the order of registration.</summary>
    public async Task<IReadOnlyList<string>> Of(CaseSlice slice, CancellationToken cancellation)
    {
        if (slice.UpTo == slice.After) return [];
        var read = Alive(slice.ChangedSince.UtcTicks) with { After = slice.After, Before = slice.UpTo + 1 };
        var rows = await county.Read(read, IndexPlaces.BucketOf(slice.After + 1), IndexPlaces.BucketOf(slice.UpTo), cancellation).ConfigureAwait(false);
        return [.. rows.OrderBy(row => row.No).Select(row => row.CaseId)];
    }

    /// <param name="orChangedFrom">Also those that have ended and changed at this instant or later.</param>
    private static CaseRead Alive(long? orChangedFrom) => new(stretch => stretch, _ => true, orChangedFrom is null)
    {
        NarrowEnded = orChangedFrom is { } from ? stretch => stretch.And($"Changed ge {Stretch.Long(from)}") : null,
    };

    private async Task<List<CaseIndexRow>> Rows(CaseArm arm, CaseQuery query, long? before, int? most, CancellationToken cancellation)
    {
        var prefix = arm.GridPrefix ?? query.GridPrefix;
        var read = new CaseRead(stretch => stretch.Narrowed(query, prefix), row => CaseTerms.Matches(row, query), query.AliveOnly) { Before = before, Most = most };
        if (arm is { Alive: { } alive, Ended: { } ended })
        {
            var rows = await read.Rows(index, Stretch.Of(alive), true, cancellation).ConfigureAwait(false);
            if (!query.AliveOnly) rows.AddRange(await read.Rows(index, Stretch.Of(ended), false, cancellation).ConfigureAwait(false));
            return rows;
        }

        var last = before ?? await numbers.Last(cancellation).ConfigureAwait(false) + 1;
        return most is { } few
            ? await county.Newest(read, last, few, cancellation).ConfigureAwait(false)
            : await county.Read(read, 0, IndexPlaces.BucketOf(last), cancellation).ConfigureAwait(false);
    }
}
