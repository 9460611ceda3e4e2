using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Scenarios.Lives;

/// <summary>The machine's clock was ahead for a while and has been set back: a case whose facts stand ahead of it goes on from there.</summary>
public sealed class ClockBackTests
{
    [Fact]
    public async Task A_decision_is_made_at_the_instant_with_which_it_is_recorded_though_the_clock_was_set_back_meanwhile()
    {
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        var id = await county.Register(LivingCounty.Order("BACK-1", "2026-02-10 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        await county.Until("2026-02-10 11:00");
        await county.Do("clerk-cgj", id, new SignOff());
        var before = LivingCounty.Instant("2026-02-10 09:30");
        var asked = await county.Runtime.Desk.Move(id, new RequestSuspension("citizen-evidence", LivingCounty.Instant("2026-02-10 10:30")) { Reason = "等材料" }, county.Actor("clerk-cgj"), before);
        // By the case's own time the end that was asked for has passed.
        Assert.Equal("until-in-past", asked.Refusal?.Code);
        var progressed = await county.Runtime.Desk.Move(id, new Progress { Text = "在办" }, county.Actor("clerk-cgj"), before);
        Assert.Null(progressed.Refusal);
        var supervised = await county.Runtime.Desk.Move(id, new Supervise(), county.Actor("supervisor-centre"), before);
        Assert.Null(supervised.Refusal);
        var facts = await county.Facts(id);
        Assert.IsType<Progressed>(facts[^2].Fact);
        Assert.Equal([LivingCounty.Instant("2026-02-10 11:00"), LivingCounty.Instant("2026-02-10 11:00")], facts.TakeLast(2).Select(fact => fact.At));
        var told = await county.Notices(id);
        Assert.Contains(told, notice => notice.FactNumber == facts.Count);
        Assert.All(told, notice => Assert.True(notice.At >= facts[notice.FactNumber - 1].At));
    }
}
