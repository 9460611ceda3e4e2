using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every case store keeps to when the watchdog and a rollout go through the cases alive.</summary>
public abstract class CaseAliveContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private ICaseStore Cases => Rig.Cases;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task The_watchdog_meets_every_case_alive_once()
    {
        for (var i = 0; i < 7; i++)
        {
            var file = await Rig.Keep(Make.Order($"{i}"));
            if (i % 3 == 0) await Rig.Keep(Make.More(file, new Withdrawn()));
        }

        var met = new List<OpenCase>();
        for (IReadOnlyList<OpenCase> page = []; (page = await Cases.ListAlive(page.Count == 0 ? null : page[^1].CaseId, 2)).Count > 0;) met.AddRange(page);
        Assert.Equal(new[] { "1", "2", "4", "5" }.Select(no => CaseIds.Of(Channel.Hotline, no)).Order(), met.Select(open => open.CaseId).Order());
        Assert.All(met, open => Assert.Equal((Stage.Triage, 1), (open.Stage, open.Version)));
        Assert.All(met, open => Assert.NotNull(open.NextAt));
    }

    [Fact]
    public async Task A_rollout_meets_what_is_alive_and_what_ended_since_it_began()
    {
        var early = await Rig.Keep(Make.Order("ended early"));
        await Rig.Keep(Make.More(early, new Withdrawn()));
        var open = await Rig.Keep(Make.Order("open"));
        var late = await Rig.Keep(Make.Order("ended late"));
        var atOnce = await Rig.Keep(Make.Order("ended at once"));
        Rig.Wait(TimeSpan.FromMinutes(1));
        var since = Rig.Now;
        await Rig.Keep(Make.More(atOnce, new Withdrawn()));
        Rig.Wait(TimeSpan.FromMinutes(1));
        await Rig.Keep(Make.More(late, new Withdrawn()));
        var met = new List<OpenCase>();
        for (IReadOnlyList<OpenCase> page = []; (page = await Cases.ListAlive(page.Count == 0 ? null : page[^1].CaseId, 1, since)).Count > 0;) met.AddRange(page);
        Assert.Equal([open.Id, late.Id, atOnce.Id], met.Select(one => one.CaseId));
    }
}
