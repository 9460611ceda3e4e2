using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when it learns from cases.</summary>
public abstract class RoutingContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected static readonly string Manholes = RoutingContexts.OfCategory("facility.manhole");

    protected TRig Rig { get; } = new();

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_resolved_case_counts_for_its_unit_in_each_context()
    {
        await Resolved("1");
        await Resolved("2");
        await Resolved("3", Make.Urban);
        var evidence = await Rig.Cases.Evidence([RoutingContexts.All, Manholes, RoutingContexts.OfCategory("facility"), RoutingContexts.OfPlace(Make.Town), RoutingContexts.OfBoth("facility.manhole", Make.Grid[..12]), "c other"]);
        Assert.Equal(5, evidence.Contexts.Count);
        Assert.All(evidence.Contexts.Values, context => Assert.Equal((2, 1, 2026), (context.Units[Make.Traffic].Resolved, context.Units[Make.Urban].Resolved, context.Since)));
    }

    [Fact]
    public async Task What_is_taken_up_again_is_unlearned()
    {
        var file = await Resolved("1");
        await Rig.Keep(Make.More(file, new ReworkOrdered(0)));
        Assert.Empty((await Rig.Cases.Evidence([RoutingContexts.All, Manholes])).Contexts);
    }

    [Fact]
    public async Task How_first_dispatches_kept_to_the_proposals_is_counted_by_day_and_category()
    {
        await Dispatched("1", rank: 1);
        await Dispatched("2", rank: 1);
        await Dispatched("3", rank: 0);
        var again = await Dispatched("4", rank: null);
        await Rig.Keep(Make.More(again, new Dispatched(Make.Urban, UnitTier.County, true)));
        var day = DateOnly.FromDateTime(Make.Start.DateTime);
        Assert.Equal([new ChoiceCount("facility.manhole", 0, 1), new ChoiceCount("facility.manhole", 1, 2)], await Rig.Cases.Choices(day, day));
        Assert.Empty(await Rig.Cases.Choices(day.AddDays(1), day.AddDays(9)));
    }

    protected async Task<CaseFile> Dispatched(string no, string unit = Make.Traffic, int? rank = 1) =>
        await Rig.Keep(Make.More(await Rig.Keep(Make.Order(no)), Make.Triaged(), new Dispatched(unit, UnitTier.County, true) { ProposalRank = rank }));

    protected async Task<CaseFile> Resolved(string no, string unit = Make.Traffic) => await Rig.Keep(Make.More(await Dispatched(no, unit), new Resolved(false)));
}
