using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using Object = GridCase.Workflows.Cases.Commands.Object;

namespace GridCase.Scenarios.Lives;

/// <summary>Whether a move would be refused is answered as the move itself would be, also where the case's record has not caught up with the clock.</summary>
public sealed class AskingFirstTests
{
    [Fact]
    public async Task Where_a_suspension_has_just_run_out_the_question_and_the_move_agree_and_the_question_changes_nothing()
    {
        await using var county = await LivingCounty.Open("2026-02-10 09:00");
        var id = await county.Register(LivingCounty.Order("ASK-1", "2026-02-10 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        await county.Do("clerk-cgj", id, new SignOff());
        await county.Do("clerk-cgj", id, new RequestSuspension("citizen-evidence", LivingCounty.Instant("2026-02-10 10:30")) { Reason = "等材料" });
        await county.Do("dispatcher", id, new DecideSuspension(true));
        var objection = new Object("wrong-area") { Reason = "不在辖区" };

        Assert.Equal("wrong-state", (await WhyNot("2026-02-10 10:29:59"))?.Code);
        // Nothing has run yet of what falls due at that instant.
        var before = await county.Case(id);
        Assert.Equal(CaseStatus.Suspended, before.Status);
        Assert.Null(await WhyNot("2026-02-10 10:30"));
        Assert.Equal(before.Version, (await county.Case(id)).Version);
        var made = await county.Runtime.Desk.Move(id, objection, county.Actor("clerk-cgj"), LivingCounty.Instant("2026-02-10 10:30"));
        Assert.Null(made.Refusal);
        Assert.NotNull(made.File!.OpenObjection);
        Assert.Equal("unknown-case", (await county.Runtime.Desk.WhyNot("none", objection, county.Actor("clerk-cgj"), LivingCounty.Instant("2026-02-10 10:30")))?.Code);

        Task<Refusal?> WhyNot(string at) => county.Runtime.Desk.WhyNot(id, objection, county.Actor("clerk-cgj"), LivingCounty.Instant(at));
    }
}
