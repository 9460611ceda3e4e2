using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Cases by their last change. What others write at the same time may become visible later than what was stamped after it; how nothing is lost by that
/// <see cref="ChangeStamps"/> says. A list since an instant begins the settle time before it, and one that reaches the horizon ends there.
/// </summary>
internal sealed class CaseChangeLists(Shelf index, CaseLists lists, CasePartings partings, ChangeStamps stamps, TimeProvider time) : IChangedHeads
{
    /// <summary>What changed longer ago than this is looked for on the lists of units and grids, where a query names such; else by the hour.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(2);

    /// <summary>One page, the oldest change first.</summary>
    public async Task<CasePage> Page(CaseQuery query, CancellationToken cancellation)
    {
        var horizon = stamps.Horizon();
        var since = query.ChangedSince!.Value;
        var after = query.After is { } place ? CasePlaces.Read(place, byChange: true) : Overlapping(since);
        var rows = await Rows(query with { ChangedSince = Instants.Of(after) }, query.Limit + 1, cancellation).ConfigureAwait(false);
        var next = rows.Count > query.Limit && rows[query.Limit - 1].Changed <= horizon ? CasePlaces.Of(rows[query.Limit - 1].Changed, byChange: true) : null;
        return new([.. rows.Take(query.Limit).Select(row => row.Line())], next);
    }

    /// <summary>What changed for a scope, and what left it.</summary>
    public async Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation)
    {
        // Before anything is read: what comes to be seen meanwhile lies behind it.
        var horizon = stamps.Horizon();
        var since = query.ChangedSince!.Value;
        var rows = await Rows(query, query.Limit + 1, cancellation).ConfigureAwait(false);
        var gone = await partings.Left(query.Scope, since.UtcTicks, query.Limit + 1, cancellation).ConfigureAwait(false);
        var page = Partings.Page([.. rows.Select(row => row.Line())], gone, query);
        return page.Place.UtcTicks <= horizon ? page : page with { Place = Instants.Of(Math.Max(since.UtcTicks, horizon)), More = false };
    }

    public async Task<IReadOnlyList<ChangedHead>> Changed(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var stretch = Since(from.UtcTicks).And($"Changed le {Stretch.Long(until.UtcTicks)}");
        return [.. (await index.List<CaseIndexRow>(stretch, null, cancellation).ConfigureAwait(false)).Select(row => new ChangedHead(row.CaseId, row.No, row.Version, row.Hash))];
    }

    private long Overlapping(DateTimeOffset since) => Math.Max(0, since.UtcTicks - stamps.Settle.Ticks);

    /// <summary>The first so many, and those that changed at the same instant as the last of them; each case once, by its last change.</summary>
    private async Task<List<CaseIndexRow>> Rows(CaseQuery query, int most, CancellationToken cancellation)
    {
        var isRecent = query.ChangedSince > time.GetUtcNow() - Recent;
        var narrow = !isRecent && !CaseArms.Of(query).Any(arm => arm.Alive is null);
        IEnumerable<CaseIndexRow> rows = narrow
            ? await lists.Rows(query with { After = null }, null, null, cancellation).ConfigureAwait(false)
            : await ByHour(query, most, cancellation).ConfigureAwait(false);
        var ordered = rows.GroupBy(row => row.No).Select(of => of.MaxBy(row => row.Changed)!).OrderBy(row => row.Changed).ToList();
        return ordered.Count <= most ? ordered : [.. ordered.TakeWhile((row, at) => at < most || row.Changed == ordered[most - 1].Changed)];
    }

    private async Task<List<CaseIndexRow>> ByHour(CaseQuery query, int most, CancellationToken cancellation)
    {
        List<CaseIndexRow> rows = [];
        var prefix = query.GridPrefix ?? (query.Scope is { WholeCounty: false, UnitCode: null, Grids.IsDefaultOrEmpty: true } scope ? scope.DivisionPrefix : null);
        var stretch = Stretch.Across(IndexPlaces.Changed(query.ChangedSince!.Value.UtcTicks), IndexPlaces.ChangedBeginning + TableKeys.Last).Narrowed(query, prefix);
        await foreach (var row in index.Rows<CaseIndexRow>(stretch, Math.Min(most, 1_000), cancellation).ConfigureAwait(false))
        {
            if (rows.Count >= most && row.Changed > rows[^1].Changed) break;
            if (CaseTerms.Matches(row, query)) rows.Add(row);
        }

        return rows;
    }

    private static Stretch Since(long ticks) =>
        Stretch.Across(IndexPlaces.Changed(ticks), IndexPlaces.ChangedBeginning + TableKeys.Last).And($"Changed gt {Stretch.Long(ticks)}");
}
