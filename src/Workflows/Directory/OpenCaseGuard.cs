using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory;

/// <summary>Refuses to take from the directory what open cases still need: a unit that holds or helps with one, a grid in which one lies, a person who holds one.</summary>
public sealed class OpenCaseGuard(ICaseStore cases)
{
    private const int PageSize = 200;

    /// <summary>Why the second state may not follow the first, with how many cases stand against it and what to do about them; null when it may.</summary>
    public async Task<Refusal?> Check(County before, County after, CancellationToken cancellation = default)
    {
        // A code that a move gave up lives on in the one that took its place, and its cases follow there.
        foreach (var unit in Gone(before.Units, after.Units, unit => unit.Code).Except(after.FormerUnits.Select(former => former.Code)))
            if (await OfUnit(unit, cancellation) is var count and > 0)
                return new(RefusalKind.Rule, "unit-has-cases", $"The unit {unit} holds or helps with {count} open case(s). Dispatch them to another unit or wait for their close, then remove it.");
        foreach (var grid in Gone(before.Grids, after.Grids, grid => grid.Code).Except(after.FormerGrids.Select(former => former.Code)))
            if (await OfGrid(grid, cancellation) is var count and > 0)
                return new(RefusalKind.Rule, "grid-has-cases", $"{count} case(s) that are open or wait for their look-back lie in the grid {grid}. Move the grid, or wait for them, then remove it.");
        foreach (var person in Gone(before.People, after.People, person => person.Id))
            if (await OfPerson(person, cancellation) is var count and > 0)
                return new(RefusalKind.Rule, "person-has-cases", $"The person {person} holds {count} open case(s). Dispatch them anew, or let a leader take them over, then remove the person.");
        return before.People.Any(IsAdministrator) && !after.People.Any(IsAdministrator)
            ? new(RefusalKind.Rule, "last-administrator", "Nobody would be left who may change the directory; name another administrator first.")
            : null;
    }

    /// <summary>Sub-tasks that are done bind nobody, so the cases that a unit helps with are looked at one by one.</summary>
    private async Task<int> OfUnit(string code, CancellationToken cancellation)
    {
        var count = 0;
        for (string? after = null; ;)
        {
            var page = await cases.List(new() { Scope = new(null, false, code, []), AliveOnly = true, After = after, Limit = PageSize }, cancellation);
            foreach (var row in page.Rows.Where(row => row.Stage != Stage.LookBack))
                if (row.UnitCode == code || (await cases.Find(row.CaseId, cancellation))!.Subtasks.Any(task => !task.Done && task.UnitCode == code))
                    count++;
            if ((after = page.Next) is null)
                return count;
        }
    }

    private async Task<int> OfGrid(string code, CancellationToken cancellation) =>
        (await cases.Count(new() { Scope = CaseScope.Everything, GridPrefix = code, AliveOnly = true }, cancellation)).Total;

    private async Task<int> OfPerson(string id, CancellationToken cancellation)
    {
        var counts = await cases.Count(new() { Scope = CaseScope.Everything, HolderPersonId = id, AliveOnly = true }, cancellation);
        return counts.Total - counts.ByStage.GetValueOrDefault(Stage.LookBack);
    }

    private static IEnumerable<string> Gone<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, string> key) => before.Select(key).Except(after.Select(key));

    private static bool IsAdministrator(Person person) => person.Roles.Contains(Role.Administrator);
}
