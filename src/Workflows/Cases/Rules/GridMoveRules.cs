using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>网格调整: how a case follows its grid. Pure, from the case and the directory alone, so that a repeat finds nothing left to do.</summary>
public static class GridMoveRules
{
    /// <summary>What the case has still to take over of moves in the directory; null when it bears the codes of today.</summary>
    public static GridMoved? Owed(CaseFile file, CountyDirectory directory)
    {
        var (grid, unit) = (file.GridCode, file.UnitCode);
        foreach (var hop in directory.HopsOf(file.GridCode))
        {
            grid = hop.Now;
            // What the old village holds for this grid is the new village's; what another unit holds stays there.
            if (unit == hop.FromVillage) unit = hop.ToVillage;
        }

        if (unit is not null) unit = directory.UnitNow(unit);
        var helpers = file.Subtasks.Where(task => directory.UnitNow(task.UnitCode) != task.UnitCode)
            .Select(task => new HelperMoved(task.Id, task.UnitCode, directory.UnitNow(task.UnitCode))).ToList();
        if (grid == file.GridCode && unit == file.UnitCode && helpers.Count == 0) return null;
        return new(file.GridCode, grid, file.UnitCode, unit, KeepsHolder(file, unit, directory), helpers.Count == 0 ? null : helpers);
    }

    /// <summary>A decision with what the case still owes behind it, for a case that was not open when its grid moved.</summary>
    public static Decision AfterMove(Decision decision, CaseFile file, CountyDirectory directory) =>
        decision.Refusal is null && Owed(file, directory) is { } owed ? decision with { Facts = decision.Facts.Add(owed) } : decision;

    /// <summary>The case as it stands afterwards.</summary>
    internal static CaseFile Follow(this CaseFile file, GridMoved moved) => file with
    {
        GridCode = moved.ToGrid,
        UnitCode = moved.ToUnit,
        HolderPersonId = moved.KeepsHolder ? file.HolderPersonId : null,
        Subtasks = moved.Helpers is { } helpers
            ? [.. file.Subtasks.Select(task => helpers.FirstOrDefault(helper => helper.SubtaskId == task.Id) is { } helper ? task with { UnitCode = helper.ToUnit } : task)]
            : file.Subtasks,
    };

    private static bool KeepsHolder(CaseFile file, string? unit, CountyDirectory directory) =>
        file.HolderPersonId is not { } holder || unit == file.UnitCode || holder == file.LeaderId || directory.Person(holder)?.UnitCode == unit;
}
