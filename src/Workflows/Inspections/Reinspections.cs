using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>复查: lets re-inspections follow the cases that findings opened. One waits while the case waits for its verification; a repeat changes nothing.</summary>
public sealed class Reinspections(IInspectionStore store, ICaseStore cases, IDirectorySource directory, IPolicySource policies)
{
    private const int Tries = 8;

    /// <summary>Makes the re-inspection that a case waits for, and ends those that it does not wait for any more. True when something changed.</summary>
    public async Task<bool> Follow(string caseId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await cases.Find(caseId, cancellation) is not { } file || Settlement.FindingOf(file) is not { } finding) return false;
            var open = (await store.ListInspections(new() { Scope = CaseScope.Everything, CaseId = caseId, ToDoOnly = true }, cancellation)).Inspections;
            var wanted = file.Stage == Stage.Verification ? InspectionIds.OfReinspection(caseId, RoundOf(file)) : null;
            var changes = ImmutableArray.CreateBuilder<Inspection>();
            foreach (var inspection in open.Where(inspection => inspection.Id != wanted)) changes.Add(await Ended(inspection, file, now, cancellation));
            if (wanted is not null && await store.FindInspection(wanted, cancellation) is null && await store.FindInspection(finding.InspectionId, cancellation) is { } origin)
                changes.Add(Of(wanted, file, finding.ItemId, origin, now));
            if (changes.Count == 0) return false;
            var change = new InspectionChange { Inspections = changes.ToImmutable(), Messages = [.. changes.Where(inspection => !inspection.Settled).Select(InspectionDesk.Settling)] };
            if (await store.Save(change, cancellation) == AppendOutcome.Appended) return true;
        }

        throw new InvalidOperationException($"The re-inspections of case {caseId} keep changing.");
    }

    /// <summary>How often the case has been resolved: each time is looked at once.</summary>
    internal static int RoundOf(CaseFile file) => file.Clocks.Count(clock => clock.Kind == ClockKind.Verification);

    private Inspection Of(string id, CaseFile file, string itemId, Inspection origin, DateTimeOffset now)
    {
        var grid = file.GridCode ?? origin.GridCode;
        var opensAt = file.Resolution!.At;
        var (assignee, deputy) = Assignment.Of(directory.Current, grid, now, file.Resolution.By);
        var due = ClockBoard.DueOf(file, ClockKind.Verification, policies.Current) ?? opensAt.AddDays(1);
        return new(
            id, null, InspectionKind.Reinspection, origin.PlaceId, grid, origin.Name, origin.Checklist, origin.ChecklistVersion, assignee, deputy, opensAt, due, InspectionState.Open, 1)
        {
            CaseId = file.Id,
            Items = [itemId],
            Parts = [new(null)],
        };
    }

    /// <summary>Who verified the case itself has looked: that completes the re-inspection. One that nobody looked at need not be done.</summary>
    private async Task<Inspection> Ended(Inspection inspection, CaseFile file, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = inspection with { Version = inspection.Version + 1 };
        if (await LookOf(inspection, file, cancellation) is not { } look) return next with { State = InspectionState.Cancelled };
        var part = new InspectionPart(null, look.Body.By, look.Body.Role, look.At);
        return next with
        {
            State = InspectionState.Done,
            Parts = [part],
            Results = [.. inspection.Items.Select(item => new ItemResult(item, look.Fact is Verified, false, []))],
            DoneAt = look.At,
            ReceivedAt = look.At,
            DoneBy = look.Body.By,
            Late = look.At > inspection.DueAt,
            Settled = false,
        };
    }

    private async Task<RecordedFact?> LookOf(Inspection inspection, CaseFile file, CancellationToken cancellation)
    {
        RecordedFact? look = null;
        for (var after = 0; ;)
        {
            var facts = await cases.Facts(file.Id, after, 1_000, cancellation);
            foreach (var fact in facts)
                if (fact.Fact is Verified or VerificationFailed && fact.At >= inspection.OpensAt) look ??= fact;
            if (facts.Count < 1_000) return look;
            after = facts[^1].Number;
        }
    }
}
