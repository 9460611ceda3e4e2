using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Inspections;

/// <summary>An inspection as a list shows it.</summary>
/// <param name="Mine">True when I am to do it, or may in another's place, or my unit has still to sign.</param>
/// <param name="CaseId">Of a re-inspection: the case that is looked at.</param>
public sealed record InspectionLine(
    string Id, InspectionKind Kind, InspectionState State, Light Light, string Name, string? PlaceId, RiskColour? Colour, string GridCode, string? GridName, string? SweepId, string? CaseId, string Checklist,
    int ChecklistVersion, string? AssigneeId, string? AssigneeName, bool Mine, DateTimeOffset OpensAt, DateTimeOffset DueAt, bool Overdue, bool Late, DateTimeOffset? DoneAt, DateTimeOffset? ReceivedAt, int Findings,
    int HouseholdsDone, int HouseholdsTotal, IReadOnlyList<PartLine> Parts, int Version);

/// <summary>One part of an inspection: the grid worker's, or a department's.</summary>
public sealed record PartLine(string? Unit, string? UnitName, string? SignedBy, string? SignedByName, DateTimeOffset? SignedAt);

/// <summary>One inspection with the checklist that it was made with.</summary>
/// <param name="Items">The items, each with its result where there is one.</param>
/// <param name="Remarks">On the whole, by part, for who handles cases.</param>
public sealed record InspectionView(InspectionLine Inspection, string ChecklistName, IReadOnlyList<ItemLine> Items, IReadOnlyList<string> Remarks)
{
    /// <summary>What a process check came to; null while there is none.</summary>
    public SpotCheckView? Check { get; init; }
}

/// <summary>One process check (过程抽查) that was answered.</summary>
/// <param name="Remark">For who handles cases.</param>
public sealed record SpotCheckView(string By, string? ByName, DateTimeOffset At, bool Agreed, string? Remark);

/// <param name="Mine">True for the items of the part that I may hand in.</param>
/// <param name="Evidence">Why a photo is necessary; null where photos are optional.</param>
/// <param name="CaseId">The case that it opened.</param>
public sealed record ItemLine(
    string Id, string Zh, string En, string Category, string? Rectify, string? Evidence, string? Department, bool Mine, bool? Ok, bool FixedOnSite, IReadOnlyList<string> Attachments, string? CaseId, string? Remark);

/// <summary>What a report came to.</summary>
/// <param name="Cases">The cases that the findings of this inspection opened.</param>
public sealed record ResultTaken(InspectionLine Inspection, IReadOnlyList<OpenedCase> Cases);

public sealed record OpenedCase(string ItemId, string CaseId, string? Code, DateTimeOffset? DueAt);

/// <summary>Shows inspections.</summary>
internal static class InspectionShow
{
    public static InspectionLine Line(Inspection inspection, Caller caller, DateTimeOffset now) => new(
        inspection.Id, inspection.Kind, inspection.State, inspection.LightAt(now), inspection.Name, inspection.PlaceId, inspection.Colour, inspection.GridCode, caller.Directory.Grid(inspection.GridCode)?.Name,
        inspection.SweepId, inspection.CaseId, inspection.Checklist, inspection.ChecklistVersion, inspection.AssigneeId, NameOf(inspection.AssigneeId, caller.Directory), IsMine(inspection, caller), inspection.OpensAt,
        inspection.DueAt, !inspection.IsOver && inspection.DueAt <= now, inspection.Late, inspection.DoneAt, inspection.ReceivedAt, inspection.Findings, inspection.HouseholdsDone, inspection.HouseholdsTotal,
        [.. inspection.Parts.Select(part => new PartLine(part.UnitCode, part.UnitCode is { } unit ? caller.Directory.Unit(unit)?.Name : null, part.SignedBy, NameOf(part.SignedBy, caller.Directory), part.SignedAt))],
        inspection.Version);

    public static InspectionView View(Inspection inspection, Checklist checklist, IReadOnlyList<InspectionText> texts, InspectionPart? mine, Caller caller, DateTimeOffset now)
    {
        var remarks = caller.Sight.ReadsTexts ? texts.ToDictionary(text => text.Field, text => text.Value) : [];
        var own = mine is null ? [] : InspectionRules.ItemsOf(inspection, mine, checklist).Select(item => item.Id).ToHashSet();
        return new(
            Line(inspection, caller, now), checklist.Name,
            [.. checklist.Items.Where(item => inspection.Items.IsEmpty || inspection.Items.Contains(item.Id)).Select(item => Item(item, inspection, own.Contains(item.Id), remarks))],
            [.. remarks.Where(pair => pair.Key == "remark" || pair.Key.StartsWith("remark/", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)])
        {
            Check = CheckOf(inspection, remarks.GetValueOrDefault("check"), caller),
        };
    }

    public static SpotCheckView? CheckOf(Inspection inspection, string? remark, Caller caller) =>
        inspection.Check is { } check ? new(check.By, NameOf(check.By, caller.Directory), check.At, check.Agreed, remark) : null;

    /// <summary>Open ones I am to do; those that my unit has still to sign.</summary>
    public static bool IsMine(Inspection inspection, Caller caller) =>
        !inspection.IsOver && (((inspection.AssigneeId == caller.Id || inspection.DeputyId == caller.Id) && inspection.Parts.Any(part => part is { UnitCode: null, IsSigned: false })) || IsToSign(inspection, caller));

    public static bool IsToSign(Inspection inspection, Caller caller) =>
        !inspection.IsOver && caller.Has(Role.UnitClerk) && caller.Person.UnitCode is { } unit && inspection.Parts.Any(part => part.UnitCode == unit && !part.IsSigned);

    private static ItemLine Item(ChecklistItem item, Inspection inspection, bool mine, Dictionary<string, string> remarks)
    {
        var result = inspection.Results.FirstOrDefault(one => one.ItemId == item.Id);
        return new(
            item.Id, item.Zh, item.En, item.Category, item.Rectify, item.Evidence, item.Department, mine, result?.Ok, result?.FixedOnSite ?? false, result?.Attachments ?? [], result?.CaseId,
            remarks.GetValueOrDefault("item/" + item.Id));
    }

    private static string? NameOf(string? personId, CountyDirectory directory) => personId is null ? null : directory.Person(personId)?.DisplayName;
}
