using System.Globalization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Keeps places and their colours.</summary>
public sealed class PlaceDesk(IInspectionStore store, IDirectorySource directory)
{
    private const int Tries = 8;

    /// <summary>
    /// Saves a new place, or name, kind, grid, position and activity of one that is there: its colour, counts and history stay. A place that is closed (Active false) takes
    /// its open inspections along: they need not be done.
    /// </summary>
    /// <param name="expectedVersion">The version that was looked at; 0 for a new one, null for whatever there is.</param>
    public async Task<InspectionAnswer<Place>> Save(Place place, int? expectedVersion, CancellationToken cancellation = default)
    {
        if (InspectionCheck.Of(place, directory.Current) is { } wrong) return InspectionAnswer<Place>.Refused(wrong);
        place = place with { GridCode = directory.Current.GridNow(place.GridCode)!.Code };
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var found = await store.FindPlace(place.Id, cancellation);
            if (PlanDesk.Stale(expectedVersion, found?.Version) is { } stale) return InspectionAnswer<Place>.Refused(stale);
            var next = found is null
                ? place with { Version = 1, CleanChecks = 0, Unrectified = 0, History = [], LastCheckedAt = null }
                : found with { Name = place.Name, Kind = place.Kind, GridCode = place.GridCode, Latitude = place.Latitude, Longitude = place.Longitude, Active = place.Active, Version = found.Version + 1 };
            var closed = found is { Active: true } && !next.Active ? await ToDo(place.Id, cancellation) : [];
            var change = new InspectionChange
            {
                Places = [next],
                Inspections = [.. closed.Select(inspection => inspection with { State = InspectionState.Cancelled, Version = inspection.Version + 1 })],
            };
            if (await store.Save(change, cancellation) == AppendOutcome.Appended) return InspectionAnswer<Place>.Done(next, found is null);
        }

        return InspectionAnswer<Place>.Refused(PlanDesk.Busy());
    }

    /// <summary>A person sets the colour of a place and says why. The reason is a private text of the place.</summary>
    public async Task<InspectionAnswer<Place>> SetColour(string placeId, RiskColour colour, string reason, Actor actor, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) return InspectionAnswer<Place>.Refused(RefusalKind.Inconsistent, "reason-required", "Say why the colour is changed.");
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindPlace(placeId, cancellation) is not { } place) return InspectionAnswer<Place>.Refused(RefusalKind.NotFound, "unknown-place", "There is no such place, or none within your scope.");
            if (place.Colour == colour) return InspectionAnswer<Place>.Repeated(place);
            var next = PlaceColours.SetBy(place, colour, actor.PersonId, now);
            var text = new InspectionText(InspectionText.OfPlace(placeId), "reason/" + next.Version.ToString(CultureInfo.InvariantCulture), reason);
            if (await store.Save(new() { Places = [next], Texts = [text] }, cancellation) == AppendOutcome.Appended) return InspectionAnswer<Place>.Done(next);
        }

        return InspectionAnswer<Place>.Refused(PlanDesk.Busy());
    }

    private async Task<IReadOnlyList<Inspection>> ToDo(string placeId, CancellationToken cancellation) =>
        (await store.ListInspections(new() { Scope = CaseScope.Everything, PlaceId = placeId, ToDoOnly = true, Limit = 500 }, cancellation)).Inspections;
}
