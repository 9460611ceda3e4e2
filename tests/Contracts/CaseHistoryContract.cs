using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Contracts;

/// <summary>What every case store says of cases as they were at an instant.</summary>
public abstract class CaseHistoryContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private ICaseStore Cases => Rig.Cases;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_case_is_as_its_facts_said_then_and_is_whole()
    {
        var one = await Rig.Keep(Make.Order("1"));
        var triaged = await Rig.Keep(Make.More(one, Make.Start.AddHours(1), Make.Triaged()));
        await Rig.Keep(Make.More(triaged, Make.Start.AddHours(2), Make.Dispatched()));

        Assert.Equal(Stage.Triage, Assert.Single(await AsOf(Make.Start)).Stage);
        var then = Assert.Single(await AsOf(Make.Start.AddHours(1)));
        Assert.Equal((triaged.Id, triaged.Version, triaged.LastHash, triaged.LastAt, triaged.Stage), (then.Id, then.Version, then.LastHash, then.LastAt, then.Stage));
        Assert.Equal(triaged.Origin.Code, then.Origin.Code);
        Assert.Equal(triaged.Clocks.Select(clock => (clock.Id, clock.StartedAt)), then.Clocks.Select(clock => (clock.Id, clock.StartedAt)));
        Assert.Equal(Make.Traffic, Assert.Single(await AsOf(Make.Start.AddHours(2))).UnitCode);
    }

    [Fact]
    public async Task A_case_that_was_registered_later_is_not_there()
    {
        await Rig.Keep(Make.Order("1"));
        await Rig.Keep(Make.Order("2", at: Make.Start.AddHours(3)));
        Assert.Equal(["1"], Orders(await AsOf(Make.Start.AddHours(2))));
    }

    [Fact]
    public async Task What_a_rule_change_brought_is_left_out_when_it_is_not_to_count()
    {
        var one = await Rig.Keep(Make.Order("1"));
        var taken = new ClocksRederived(2, OpenCases.FromStart, "2026.2", one.CalendarVersion, []);
        await Rig.Keep(Make.More(one, Make.Start, taken, new Warned("dispatch", 1) { Because = 2 }));
        Assert.Equal(3, Assert.Single(await AsOf(Make.Start)).Version);
        Assert.Equal(3, Assert.Single(await AsOf(Make.Start, change: 3)).Version);
        Assert.Equal(1, Assert.Single(await AsOf(Make.Start, change: 2)).Version);
        Assert.Equal(1, Assert.Single(await AsOf(Make.Start, change: 1)).Version);
    }

    [Fact]
    public async Task Slices_give_each_case_once_in_the_order_of_registration()
    {
        for (var i = 1; i <= 5; i++) await Rig.Keep(Make.Order($"{i}"));
        var span = await Cases.Span(Make.Start);
        Assert.Equal(5, span.Cases);
        var found = new List<string>();
        for (var after = 0L; after < span.Last; after += 2)
            found.AddRange(Orders(await Cases.AsOf(new(after, after + 2, Rig.Now, Make.Start))));
        Assert.Equal(["1", "2", "3", "4", "5"], found);
    }

    [Fact]
    public async Task Cases_that_ended_before_the_stretch_are_left_out_and_those_that_ended_while_it_is_read_are_not()
    {
        await Rig.Keep(Make.More(await Rig.Keep(Make.Order("1")), new Withdrawn()));
        Rig.Wait(TimeSpan.FromDays(3));
        var since = Rig.Now;
        var two = await Rig.Keep(Make.Order("2", at: since));
        var three = await Rig.Keep(Make.Order("3", at: since));
        await Rig.Keep(Make.More(three, since.AddMinutes(1), new Withdrawn()));
        Assert.Equal(2, (await Cases.Span(since)).Cases);
        var frozen = since.AddHours(1);
        Assert.Equal(["2", "3"], Orders(await AsOf(frozen, since)));

        Rig.Wait(TimeSpan.FromHours(2));
        await Rig.Keep(Make.More(two, Rig.Now, new Withdrawn()));
        var again = await AsOf(frozen, since);
        Assert.Equal(["2", "3"], Orders(again));
        Assert.True(again[0].IsAlive);
    }

    [Fact]
    public async Task Too_long_a_slice_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Cases.AsOf(new(0, 10_001, Rig.Now, Rig.Now)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Cases.AsOf(new(-1, 10, Rig.Now, Rig.Now)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Cases.AsOf(new(0, 10, Rig.Now, Rig.Now.AddSeconds(1))));
        Assert.Equal(new(0, 0), await Cases.Span(Rig.Now));
    }

    private Task<IReadOnlyList<CaseFile>> AsOf(DateTimeOffset at, DateTimeOffset? since = null, int change = int.MaxValue) => Cases.AsOf(new(0, 100, at, since ?? Make.Start, change));

    private static IEnumerable<string> Orders(IEnumerable<CaseFile> files) => files.Select(file => file.Origin.ExternalId);
}
