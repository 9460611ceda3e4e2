using GridCase.Api.Care;
using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Inspections;

/// <summary>What of the inspections somebody sees and may plan: the own grids or area, what the unit signs, what one is to do in another's place.</summary>
internal static class InspectionSight
{
    public static bool Covers(Caller caller, Inspection inspection) =>
        CareDoor.CoversGrid(caller, inspection.GridCode) || inspection.AssigneeId == caller.Id || inspection.DeputyId == caller.Id
        || (caller.Sight.Scope.UnitCode is { } unit && inspection.Parts.Any(part => part.UnitCode == unit));

    /// <exception cref="ProblemException">404 for one that there is not, and for one out of scope.</exception>
    public static async Task<Inspection> Visible(this IInspectionStore store, string id, Caller caller, CancellationToken cancellation) =>
        id.Length == 32 && await store.FindInspection(id, cancellation) is { } inspection && Covers(caller, inspection) ? inspection : throw Unknown("inspection");

    /// <exception cref="ProblemException">404 for one that there is not, and for one out of scope.</exception>
    public static async Task<Place> VisiblePlace(this IInspectionStore store, string id, Caller caller, CancellationToken cancellation) =>
        id.Length <= 64 && await store.FindPlace(id, cancellation) is { } place && CareDoor.CoversGrid(caller, place.GridCode) ? place : throw Unknown("place");

    public static ProblemException Unknown(string what) => new(StatusCodes.Status404NotFound, "unknown-" + what, $"There is no such {what}, or none within your scope.");

    /// <summary>Plans and checklists are the whole county's.</summary>
    public static void RequireCounty(Caller caller)
    {
        if (!caller.Sight.Scope.WholeCounty) throw ProblemException.Forbidden("county-only", "Plans and checklists are the centre's; in your own area you may start a campaign.");
    }

    /// <summary>What a campaign may look at: whoever oversees a part of the county names areas of that part; naming none means all of it.</summary>
    public static PlanTarget Cut(Caller caller, PlanTarget target)
    {
        if (caller.Sight.Scope.WholeCounty) return target;
        var own = caller.Person.Scope;
        var prefixes = caller.Sight.Scope.DivisionPrefix is { } prefix ? [prefix] : caller.Directory.GridsOfArea(own);
        if (prefixes.IsDefaultOrEmpty) throw ProblemException.Forbidden("out-of-area", "You oversee no part of the county.");
        if (target.GridPrefixes.IsEmpty) return target with { GridPrefixes = prefixes };
        return target.GridPrefixes.All(asked => prefixes.Any(mine => asked.StartsWith(mine, StringComparison.Ordinal)))
            ? target
            : throw ProblemException.Forbidden("out-of-area", "A campaign may look only at the part of the county that you oversee.");
    }

    /// <summary>Whether the caller may end a round of inspections.</summary>
    public static bool MayCancel(Caller caller, Sweep sweep) =>
        caller.Sight.Scope.WholeCounty || sweep.StartedBy == caller.Id
        || (caller.Sight.Scope.DivisionPrefix is { } prefix && !sweep.Terms.Target.GridPrefixes.IsEmpty && sweep.Terms.Target.GridPrefixes.All(area => area.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>In which of these roles the person hands something in: the first that has a part in it, else the first there is.</summary>
    public static Actor ActorFor(Caller caller, Inspection inspection, Func<Actor, DecisionContext> context)
    {
        foreach (var role in caller.Person.Roles)
            if (caller.As(role) is var actor && InspectionRules.PartOf(inspection, context(actor)) is { IsSigned: false }) return actor;
        foreach (var role in caller.Person.Roles)
            if (caller.As(role) is var actor && InspectionRules.PartOf(inspection, context(actor)) is not null) return actor;
        return caller.As(caller.Person.Roles[0]);
    }
}
