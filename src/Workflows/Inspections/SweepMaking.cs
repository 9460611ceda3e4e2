using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Makes sweeps, and the inspections of sweeps. Pure: the ids follow from what is made, so that making it again makes the same.</summary>
public static class SweepMaking
{
    /// <summary>The sweep of a plan's period.</summary>
    public static Sweep Of(PlannedSweep planned, Checklist checklist, PolicyBook policies, DateTimeOffset now)
    {
        var plan = planned.Plan;
        var target = planned.Colour is { } colour ? plan.Target with { Colours = [colour] } : plan.Target;
        var terms = new SweepTerms(
            target, plan.Window, checklist.Code, checklist.Version, plan.Ladder, plan.Departments, policies.PolicyAt(now).Version, policies.CalendarAt(now).Version);
        var id = InspectionIds.OfSweep(plan.Id, planned.Colour, planned.Period);
        return new(
            id, InspectionIds.CodeOf(id, planned.OpensAt), plan.Name, plan.Id, plan.Version, planned.Colour, false, terms, planned.OpensAt, planned.DueAt, "system:inspections",
            SweepState.Preparing, 1);
    }

    /// <summary>A campaign that opens now.</summary>
    public static Sweep Of(Campaign campaign, string key, Checklist checklist, DecisionContext context)
    {
        var (policy, calendar) = (context.Policies.PolicyAt(context.Now), context.Policies.CalendarAt(context.Now));
        var terms = new SweepTerms(campaign.Target, campaign.Window, checklist.Code, checklist.Version, campaign.Ladder, campaign.Departments, policy.Version, calendar.Version);
        var id = InspectionIds.OfCampaign(context.Actor.PersonId, key);
        return new(
            id, InspectionIds.CodeOf(id, context.Now), campaign.Name, campaign.PlanId, null, null, true, terms, context.Now, SweepClock.DueOf(context.Now, campaign.Window, calendar),
            context.Actor.PersonId, SweepState.Preparing, 1);
    }

    /// <summary>The inspection of a place in a sweep.</summary>
    public static Inspection Of(Sweep sweep, Place place, Checklist checklist, CountyDirectory directory) =>
        Of(sweep, InspectionKind.Place, place.Id, place.GridCode, place.Name, checklist, directory) with { PlaceId = place.Id, Colour = place.Colour };

    /// <summary>The inspection of a grid, or of its households, in a sweep.</summary>
    public static Inspection Of(Sweep sweep, Grid grid, Checklist checklist, CountyDirectory directory) => Of(
        sweep, sweep.Terms.Target.Kind == TargetKind.Households ? InspectionKind.Households : InspectionKind.Grid, grid.Code, grid.Code, grid.Name, checklist, directory);

    private static Inspection Of(Sweep sweep, InspectionKind kind, string target, string grid, string name, Checklist checklist, CountyDirectory directory)
    {
        var now = directory.GridNow(grid)?.Code ?? grid;
        var (assignee, deputy) = Assignment.Of(directory, now, sweep.OpensAt);
        var signing = sweep.Terms.Departments.Where(unit => checklist.Items.Any(item => item.Department == unit)).Select(unit => new InspectionPart(unit));
        ImmutableArray<InspectionPart> parts = [.. signing];
        // Where departments look at every item, nothing is left for the worker to sign.
        if (checklist.Items.Any(item => parts.All(part => part.UnitCode != item.Department))) parts = parts.Insert(0, new(null));
        return new(
            InspectionIds.OfInspection(sweep.Id, target), sweep.Id, kind, null, now, name, checklist.Code, checklist.Version, assignee, deputy, sweep.OpensAt, sweep.DueAt, InspectionState.Open, 1)
        {
            Parts = parts,
        };
    }
}
