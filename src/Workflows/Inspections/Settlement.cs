using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Intake;

namespace GridCase.Workflows.Inspections;

/// <summary>
/// Does what follows from a result: cases for its findings, the verification that a re-inspection is, the place's colour. A repeat finds the cases there, the
/// verification made and the inspection settled, and changes nothing.
/// </summary>
public sealed class Settlement(IInspectionStore store, CaseDesk desk, ICaseStore cases, IAttachmentStore files, IDirectorySource directory, IPolicySource policies)
{
    private const int Tries = 16;

    /// <summary>The inspection as it is once settled; null when there is none.</summary>
    public async Task<Inspection?> Settle(string inspectionId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindInspection(inspectionId, cancellation) is not { Settled: false } inspection) return await store.FindInspection(inspectionId, cancellation);
            var results = inspection.Kind == InspectionKind.Reinspection ? await Verify(inspection, now, cancellation) : await OpenCases(inspection, now, cancellation);
            var settled = inspection with { Results = results, Settled = true, Version = inspection.Version + 1 };
            var place = inspection is { PlaceId: { } placeId, State: InspectionState.Done } ? await store.FindPlace(placeId, cancellation) : null;
            var change = new InspectionChange { Inspections = [settled], Places = place is { Active: true } ? [Moved(place, settled, now)] : [] };
            if (await store.Save(change, cancellation) == AppendOutcome.Appended) return settled;
        }

        throw new InvalidOperationException($"Inspection {inspectionId} keeps changing while it is settled.");
    }

    /// <summary>The number that a finding's case bears in the channel of inspections.</summary>
    public static string ExternalIdOf(string inspectionId, string itemId) => $"{inspectionId}/{itemId}";

    /// <summary>The inspection and the item that a case of the channel came from; null for any other case.</summary>
    public static (string InspectionId, string ItemId)? FindingOf(CaseFile file) =>
        file.Origin.Channel == Channel.Inspection && file.Origin.ExternalId.Split('/') is [var inspection, var item] ? (inspection, item) : null;

    private Place Moved(Place place, Inspection inspection, DateTimeOffset now)
    {
        var rule = policies.Current.PolicyAt(now).Inspection;
        var at = inspection.ReceivedAt ?? now;
        return inspection.Kind != InspectionKind.Reinspection ? PlaceColours.Checked(place, inspection.Findings == 0, inspection.Id, rule, at)
            : inspection.Findings > 0 ? PlaceColours.FoundUnrectified(place, inspection.Findings, inspection.Id, rule, at)
            : place with { LastCheckedAt = at, Version = place.Version + 1 };
    }

    private async Task<ImmutableArray<ItemResult>> OpenCases(Inspection inspection, DateTimeOffset now, CancellationToken cancellation)
    {
        if (inspection.Results.All(result => result.Ok || result.CaseId is not null)) return inspection.Results;
        var checklist = await store.FindChecklist(inspection.Checklist, inspection.ChecklistVersion, cancellation);
        var texts = (await store.ReadTexts(InspectionText.OfInspection(inspection.Id), cancellation)).ToDictionary(text => text.Field, text => text.Value);
        var place = inspection.PlaceId is { } id ? await store.FindPlace(id, cancellation) : null;
        var results = inspection.Results.ToBuilder();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is not { Ok: false, CaseId: null } finding) continue;
            var registration = CaseOf(inspection, finding, checklist!.Item(finding.ItemId)!, place, texts.GetValueOrDefault("item/" + finding.ItemId));
            var answer = await desk.Register(registration, SignerOf(inspection, checklist!.Item(finding.ItemId)!), now, null, cancellation);
            if (answer.Refusal is { } refusal) throw new UnretryableException($"Finding {finding.ItemId} of inspection {inspection.Id} was refused: {refusal.Code}.");
            foreach (var file in finding.Attachments) await files.Assign(file, answer.File!.Id, cancellation);
            results[i] = finding with { CaseId = answer.File!.Id };
        }

        return results.DrainToImmutable();
    }

    private Registration CaseOf(Inspection inspection, ItemResult finding, ChecklistItem item, Place? place, string? remark)
    {
        var text = string.IsNullOrWhiteSpace(remark) ? item.Zh : $"{item.Zh}：{remark}";
        return new()
        {
            Channel = Channel.Inspection,
            ExternalId = ExternalIdOf(inspection.Id, finding.ItemId),
            ContentHash = inspection.Id,
            Kind = CaseKind.Report,
            Category = item.Category,
            Grade = item.Grade,
            Rectify = item.Rectify,
            Title = $"{inspection.Name}：{item.Zh}",
            Text = text,
            Address = inspection.Name,
            GridCode = directory.Current.GridNow(inspection.GridCode)?.Code,
            Latitude = place?.Latitude,
            Longitude = place?.Longitude,
            ReceivedAt = inspection.ReceivedAt!.Value,
            ObservedAt = inspection.DoneAt,
            Attachments = finding.Attachments,
            HandledOnSite = finding.FixedOnSite ? text : null,
        };
    }

    /// <summary>The re-inspection is the verification. Whoever verified or withdrew the case meanwhile was first.</summary>
    private async Task<ImmutableArray<ItemResult>> Verify(Inspection inspection, DateTimeOffset now, CancellationToken cancellation)
    {
        if (inspection is not { State: InspectionState.Done, CaseId: { } caseId } || await cases.Find(caseId, cancellation) is not { Stage: Stage.Verification } file) return inspection.Results;
        if (InspectionIds.OfReinspection(caseId, Reinspections.RoundOf(file)) != inspection.Id) return inspection.Results;
        var remark = (await store.ReadTexts(InspectionText.OfInspection(inspection.Id), cancellation)).Select(text => text.Value).ToList();
        var command = new Verify(inspection.Findings == 0) { Text = remark.Count > 0 ? string.Join('\n', remark) : null };
        var answer = await desk.Move(caseId, command, SignerOf(inspection, null), now, null, cancellation);
        if (answer.Refusal is { Kind: not RefusalKind.Rule and not RefusalKind.Conflict } refusal)
            throw new UnretryableException($"Re-inspection {inspection.Id} could not verify case {caseId}: {refusal.Code}.");
        return inspection.Results;
    }

    /// <summary>Who handed in the part that an item is in, in the role in which it was.</summary>
    private Actor SignerOf(Inspection inspection, ChecklistItem? item)
    {
        var part = inspection.Parts.FirstOrDefault(one => one.IsSigned && one.UnitCode is not null && one.UnitCode == item?.Department)
            ?? inspection.Parts.FirstOrDefault(one => one is { IsSigned: true, UnitCode: null }) ?? inspection.Parts.First(one => one.IsSigned);
        // Whoever stood in for the grid's worker did the worker's work.
        if (part is { UnitCode: null, Role: not (Role.Dispatcher or Role.Supervisor) }) part = part with { Role = Role.GridWorker };
        return directory.Current.Person(part.SignedBy!) is { } person
            ? new(person.Id, part.Role ?? Role.GridWorker, person.UnitCode, directory.Current.AtWork(person).Grids, person.Scope)
            : new(part.SignedBy!, part.Role ?? Role.GridWorker, null, [inspection.GridCode], inspection.GridCode);
    }
}
