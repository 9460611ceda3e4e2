using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Directory;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Scenarios.Lives;

/// <summary>People come, go and are away while rungs of a ladder wait: each rung reaches whoever answers at the moment when it fires.</summary>
public sealed class PeopleLivesTests
{
    private const string DutyLead = "unit-duty-lead@" + LivingCounty.Urban;
    private const string DeputyHead = "unit-deputy-head@" + LivingCounty.Urban;

    [Fact]
    public async Task A_rung_that_waits_for_a_post_that_is_removed_reaches_the_next_in_the_chain()
    {
        await using var county = await LivingCounty.Open("2026-02-13 09:00");
        var id = await Dispatched(county);
        await county.Until("2026-02-20 09:00");
        var sitting = county.Runtime.Directory.Current.Post(DutyLead)!.PersonId;

        await Change(county, before => CountyEdit.DeletePost(before, DutyLead));
        await county.Until("2026-02-25 18:00");

        var rung = Assert.Single(await county.Notices(id), notice => notice is { Clock: "sign-off", Rung: 1 });
        Assert.Equal((DeputyHead, DutyLead), (rung.PostCode, rung.Instead));
        Assert.NotEqual(sitting, rung.PersonId);
        Assert.Equal(Workflows.Durable.InstanceState.Running, (await county.Runtime.Engine.Find(Workflows.Lifecycle.Orchestrations.LifecycleOf(id)))?.State);
    }

    [Fact]
    public async Task An_absence_that_begins_while_a_rung_waits_sends_it_to_the_deputy_and_one_that_is_over_does_not()
    {
        await using var county = await LivingCounty.Open("2026-02-13 09:00");
        var id = await Dispatched(county);
        var post = county.Runtime.Directory.Current.Post(DutyLead)!;
        await Change(county, before => CountyEdited.To(CountyEdit.Put(before, new Absence(post.PersonId!, LivingCounty.Instant("2026-02-24 08:00"), LivingCounty.Instant("2026-02-25 08:00")))));
        await county.Until("2026-02-25 18:00");

        var rung = Assert.Single(await county.Notices(id), notice => notice is { Clock: "sign-off", Rung: 1 });
        Assert.Equal((DutyLead, DutyLead, post.DeputyId), (rung.PostCode, rung.Instead, rung.PersonId));

        var other = await county.Register(LivingCounty.Order("Z-2", "2026-02-25 18:00"));
        await county.Do("dispatcher", other, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", other, new Dispatch(LivingCounty.Urban));
        await county.Until("2026-03-20 18:00");
        var later = Assert.Single(await county.Notices(other), notice => notice is { Clock: "sign-off", Rung: 1 });
        Assert.Equal((post.PersonId, null), (later.PersonId, later.Instead));
    }

    [Fact]
    public async Task Whoever_stands_in_for_everybody_is_told_once_for_each_mark()
    {
        await using var county = await LivingCounty.Open("2026-02-13 09:00");
        var boss = county.Actor("supervisor-centre").PersonId;
        await Change(county, before => CountyEdited.To(before with
        {
            Posts = [.. before.Posts.Select(post => post with { PersonId = null, DeputyId = boss })],
            Grids = [.. before.Grids.Select(grid => grid with { WorkerId = null })],
        }));
        var id = await county.Register(LivingCounty.Order("Z-1", "2026-02-13 09:00"));
        await county.Until("2026-03-20 18:00");

        var marks = (await county.Notices(id)).Where(notice => notice.Clock is not null).ToList();
        Assert.Contains(marks, notice => notice.Rung >= 3);
        Assert.All(marks, notice => Assert.Equal(boss, notice.PersonId));
        Assert.All(marks.GroupBy(notice => (notice.Clock, notice.Cycle, notice.Purpose)), mark => Assert.Single(mark));
    }

    private static async Task<string> Dispatched(LivingCounty county)
    {
        var id = await county.Register(LivingCounty.Order("Z-1", "2026-02-13 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        return id;
    }

    private static async Task Change(LivingCounty county, Func<County, CountyEdited> edit)
    {
        var desk = new DirectoryDesk(county.Runtime.Stores.Directory, county.Runtime.Directory, new OpenCaseGuard(county.Runtime.Cases));
        var answer = await desk.Change(edit, new("p-00001", county.Runtime.Time.GetUtcNow(), "edit", "test"), null);
        Assert.True(answer.Saved, answer.Refusal?.Detail ?? string.Join("; ", answer.Findings));
    }
}
