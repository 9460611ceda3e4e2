using System.Net;

namespace GridCase.Conformance.Lives;

/// <summary>退单: a unit returns a case, the centre decides, and after two returns an arbitration ends the quarrel. The citizen's clock runs on through all of it.</summary>
public sealed class ObjectionTests : Scenario
{
    private static readonly (string Unit, string Clerk)[] Units = [("440804-cgj", "clerk-cgj"), ("440804-jtj", "clerk-jtj"), ("440804-zjj", "clerk-zjj")];

    [Fact]
    public async Task After_two_returns_an_arbitration_names_the_unit_which_may_not_return_it_again()
    {
        var life = await Life.Dispatched(County);
        var due = (await life.OrderView()).Text("citizenDueAt");
        for (var turn = 0; turn < 2; turn++)
        {
            await Objects(life, Units[turn].Clerk);
            await life.Do("dispatcher", new { command = "decide-objection", uphold = true, unit = Units[turn + 1].Unit });
            Assert.Equal(Units[turn + 1].Unit, (await life.Case()).Text("unit"));
        }

        await Objects(life, Units[2].Clerk);
        Assert.Equal("arbitration", Assert.Single((await life.Case()).Body.GetProperty("pending").EnumerateArray()).GetProperty("what").GetString());
        await life.Do("supervisor-centre", new { command = "arbitrate", unit = Units[0].Unit });
        (await life.Try(Units[0].Clerk, Objection)).Refused(HttpStatusCode.Conflict, "may-not-return");
        await life.Do(Units[0].Clerk, new { command = "sign-off" });
        var now = await life.OrderView();
        Assert.Equal((due, Units[0].Unit), (now.Text("citizenDueAt"), now.Text("unit")));
    }

    [Fact]
    public async Task A_rejected_objection_leaves_the_case_where_it_is()
    {
        var life = await Life.Dispatched(County);
        await Objects(life, Life.Clerk);
        (await life.Try(Life.Clerk, new { command = "sign-off" })).Refused(HttpStatusCode.Conflict, "objection-open");
        await life.Do("dispatcher", new { command = "decide-objection", uphold = false });
        await life.Do(Life.Clerk, new { command = "sign-off" });
        Assert.Equal((Life.Unit, "handling"), ((await life.Case()).Text("unit"), (await life.Case()).Text("stage")));
        Assert.Equal((1, 1), (await life.Count("objected"), await life.Count("objection-rejected")));
    }

    private static object Objection => new { command = "object", reasonCode = "wrong-area", reason = "不属本单位范围" };

    private static Task<Reply> Objects(Life life, string clerk) => life.Do(clerk, Objection);
}
