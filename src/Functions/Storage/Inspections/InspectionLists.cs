using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Storage;

/// <summary>Lists inspections and places from the narrowest partition that holds all that is asked for; what else is asked is looked at row by row.</summary>
internal sealed class InspectionLists(BookReading books, InspectionBook book)
{
    public async Task<PlacePage> Places(PlaceQuery query, CancellationToken cancellation)
    {
        var rows = Stretch.Of(PartitionOf(query));
        if (query.After is { } after) rows = rows.After(TableKeys.Safe(after));
        var places = new List<Place>();
        await foreach (var row in books.Rows(rows, null, cancellation).ConfigureAwait(false))
        {
            var place = InspectionJson.Read<Place>(row.ReadBody());
            if (!InspectionMatch.Of(place, query)) continue;
            if (places.Count == query.Limit) return new(places, places[^1].Id);
            places.Add(place);
        }

        return new(places, null);
    }

    public Task<InspectionPage> Inspections(InspectionQuery query, CancellationToken cancellation) =>
        query.ChangedSince is { } since ? ByChange(query, since.UtcTicks, cancellation) : ByNumber(query, cancellation);

    private async Task<InspectionPage> ByNumber(InspectionQuery query, CancellationToken cancellation)
    {
        var rows = Stretch.Of(PartitionOf(query) ?? (query.ToDoOnly ? BookRows.ToDo : BookRows.All));
        if (query.After is { } place) rows = rows.After(BookRows.KeyOf(InspectionPlaces.Read(place, byChange: false).No));
        var page = new List<KeptEntry<Inspection>>();
        await foreach (var kept in books.Inspections(rows, null, cancellation).ConfigureAwait(false))
        {
            if (InspectionMatch.Of(kept.Value, kept.Changed, query)) page.Add(kept);
            if (page.Count > query.Limit) break;
        }

        return PageOf(page, query.Limit, byChange: false);
    }

    /// <summary>A change that is still being written would show some of its inspections and hide the others for ever; so it is finished first, and later ones wait for the next page.</summary>
    private async Task<InspectionPage> ByChange(InspectionQuery query, long since, CancellationToken cancellation)
    {
        var after = query.After is { } place ? InspectionPlaces.Read(place, byChange: true) : (Changed: since, No: long.MaxValue);
        var upTo = (await book.Settled(cancellation).ConfigureAwait(false)).LastChanged;
        var partition = PartitionOf(query);
        var rows = partition is null
            ? Stretch.Of(BookRows.Changed).After(BookRows.ChangeKey(Math.Max(after.Changed, 0), after.No)).Until(BookRows.ChangeKey(upTo, long.MaxValue))
            : Stretch.Of(partition).And($"At ge {Stretch.Long(Math.Max(after.Changed, since + 1))}").And($"At le {Stretch.Long(upTo)}");
        var found = new List<KeptEntry<Inspection>>();
        await foreach (var kept in books.Inspections(rows, null, cancellation).ConfigureAwait(false))
        {
            if ((kept.Changed, kept.No).CompareTo(after) <= 0 || !InspectionMatch.Of(kept.Value, kept.Changed, query)) continue;
            found.Add(kept);
            if (partition is null && found.Count > query.Limit) break;
        }

        return PageOf([.. found.OrderBy(kept => (kept.Changed, kept.No)).Take(query.Limit + 1)], query.Limit, byChange: true);
    }

    private static InspectionPage PageOf(List<KeptEntry<Inspection>> page, int limit, bool byChange)
    {
        var isMore = page.Count > limit;
        if (isMore) page.RemoveAt(limit);
        return new([.. page.Select(kept => kept.Value)], isMore ? InspectionPlaces.Of(page[^1].Changed, page[^1].No, byChange) : null, page.Count == 0 ? null : Instants.Of(page[^1].Changed));
    }

    private static string PartitionOf(PlaceQuery query)
    {
        var prefix = query.GridPrefixes.Length == 1 ? query.GridPrefixes[0] : OnlyArea(query.Scope);
        return BookRows.OfTown(prefix, "places") ?? BookRows.OfTown(OnlyArea(query.Scope), "places") ?? BookRows.Places;
    }

    private static string? PartitionOf(InspectionQuery query)
    {
        if (query.SweepId is { } sweep) return BookRows.OfSweep(sweep);
        if (query.CaseId is { } caseId) return BookRows.OfCase(caseId);
        if (query.PlaceId is { } place) return BookRows.OfPlace(place);
        if (query.PersonId is { } person) return BookRows.OfPerson(person);
        if (BookRows.OfTown(query.GridPrefix) is { } asked) return asked;
        if (query.Scope is { WholeCounty: false, UnitCode: { } unit } && OnlyArea(query.Scope with { UnitCode = null }) is null && HasNoArea(query.Scope)) return BookRows.OfUnit(unit);
        return query.Scope.UnitCode is null ? BookRows.OfTown(OnlyArea(query.Scope)) : null;
    }

    private static bool HasNoArea(CaseScope scope) => string.IsNullOrEmpty(scope.DivisionPrefix) && scope.Grids.IsDefaultOrEmpty;

    /// <summary>The prefix that all of a scope's area begins with, if it is one town or less; null otherwise.</summary>
    private static string? OnlyArea(CaseScope scope)
    {
        if (scope.WholeCounty) return null;
        IEnumerable<string> areas = scope.Grids.IsDefault ? [] : scope.Grids;
        if (!string.IsNullOrEmpty(scope.DivisionPrefix)) areas = areas.Append(scope.DivisionPrefix);
        var towns = areas.Select(area => BookRows.OfTown(area) is null ? null : area).DistinctBy(area => BookRows.OfTown(area)).Take(2).ToList();
        return towns.Count == 1 ? towns[0] : null;
    }
}
