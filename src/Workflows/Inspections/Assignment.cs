using System.Collections.Immutable;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Inspections;

/// <summary>Who makes the inspections of a grid: its worker; while that person is away, whoever stands in.</summary>
public static class Assignment
{
    /// <summary>
    /// The assignee and the deputy at an instant: the worker, the deputy of the worker's post, the grid's staff with the role grid-worker, then whoever a ladder would
    /// find in the worker's place. Who is away comes last. A worker who is away becomes the deputy, and may still do it when back in time.
    /// </summary>
    /// <param name="notThis">Somebody who may not do it: the handler of a case, for its re-inspection.</param>
    public static (string? AssigneeId, string? DeputyId) Of(CountyDirectory directory, string gridCode, DateTimeOffset at, string? notThis = null)
    {
        var people = Candidates(directory, gridCode, at).Where(person => person != notThis).Distinct().OrderBy(person => directory.IsAbsent(person, at)).ToImmutableArray();
        if (people.IsEmpty) return (null, null);
        var worker = directory.GridNow(gridCode)?.WorkerId;
        var deputy = worker is not null && worker != people[0] && worker != notThis ? worker : people.Length > 1 ? people[1] : null;
        return (people[0], deputy);
    }

    /// <summary>Whether somebody works in the grid: as its worker, or in its staff with the role grid-worker.</summary>
    public static bool WorksIn(CountyDirectory directory, string gridCode, string personId) =>
        directory.GridNow(gridCode) is { } grid && (grid.WorkerId == personId || StaffOf(directory, grid).Contains(personId)
            || (directory.Person(personId) is { } person && person.Roles.Contains(Role.GridWorker) && person.Grids.Contains(grid.Code)));

    private static IEnumerable<string> Candidates(CountyDirectory directory, string gridCode, DateTimeOffset at)
    {
        if (directory.GridNow(gridCode) is not { } grid) yield break;
        if (grid.WorkerId is { } worker) yield return worker;
        if (directory.Post(Post.CodeOf(Audience.GridWorker, grid.Code))?.DeputyId is { } deputy) yield return deputy;
        foreach (var staff in StaffOf(directory, grid)) yield return staff;
        foreach (var recipient in AudienceResolver.Resolve(directory, [Audience.GridWorker, Audience.VillageCadre], new(grid.VillageUnit, null, grid.Code), at)) yield return recipient.PersonId;
    }

    private static IEnumerable<string> StaffOf(CountyDirectory directory, Grid grid) =>
        grid.Staff.Select(staff => staff.PersonId).Where(id => directory.Person(id)?.Roles.Contains(Role.GridWorker) == true);
}
