using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;
using Visit = GridCase.Workflows.Cases.Commands.Visit;

namespace GridCase.Scenarios.Lives;

/// <summary>Fills a living county with cases that stand at every point of a life: warned, overdue, standing still, extended, fixed by the hotline, done, withdrawn.</summary>
internal static class BusyCounty
{
    private const int Days = 9;

    /// <summary>The morning on which the county opens.</summary>
    public const string Start = "2026-03-03 08:30";

    /// <summary>Registers so many cases over nine days and lets people do their part of each. Leaves the county at the 18th of March, 10:00.</summary>
    public static async Task Fill(LivingCounty county, int cases)
    {
        for (var day = 0; day < Days; day++)
        {
            var at = $"2026-03-{3 + day:00} 09:00";
            await county.Until(at);
            for (var no = day; no < cases; no += Days) await Begin(county, no, at);
        }

        await county.Until("2026-03-16 10:00");
        foreach (var no in Enumerable.Range(0, cases).Where(no => no % 10 is 7 or 8)) await Finish(county, Id(no), no % 10 == 8);
        await county.Until("2026-03-18 10:00");
    }

    /// <summary>The case of a number.</summary>
    public static string Id(int no) => CaseIds.Of(Channel.Hotline, $"B-{no}");

    public static async Task Move(LivingCounty county, string user, string caseId, Command command)
    {
        var answer = await county.Runtime.Desk.Move(caseId, command, county.Actor(user), county.Runtime.Time.GetUtcNow());
        Assert.True(answer.Refusal is null, $"{command.GetType().Name} was refused: {answer.Refusal?.Code} {answer.Refusal?.Detail}");
    }

    private static async Task Begin(LivingCounty county, int no, string at)
    {
        var order = LivingCounty.Order($"B-{no}", at, no % 3 == 0 && no % 10 != 5 ? "livelihood.water" : "facility.manhole-cover") with
        {
            Kind = no % 10 == 5 ? CaseKind.Complaint : (CaseKind)(no % 5),
            DueAt = no % 10 == 6 ? LivingCounty.Instant("2026-03-19 12:00") : null,
        };
        var answer = await county.Runtime.Desk.Register(order, county.Actor("hotline-operator"), county.Runtime.Time.GetUtcNow());
        Assert.Null(answer.Refusal);
        var (id, life) = (answer.File!.Id, no % 10);
        if (life == 0) return;
        await Move(county, "dispatcher", id, new Triage(null, null, null, null, null));
        if (life == 1) return;
        var (unit, clerk) = no % 2 == 0 ? (LivingCounty.Urban, "clerk-cgj") : (LivingCounty.Traffic, "clerk-jtj");
        await Move(county, "dispatcher", id, new Dispatch(unit));
        if (life == 2) return;
        await Move(county, clerk, id, new SignOff());
        if (answer.File.Origin.HasContact) await Move(county, clerk, id, new Contact());
        if (life == 4)
        {
            await Move(county, clerk, id, new RequestSuspension("citizen-evidence") { Reason = "等材料" });
            await Move(county, "supervisor-centre", id, new DecideSuspension(true));
        }

        if (life == 5)
        {
            await Move(county, clerk, id, new RequestExtension("1wd") { Reason = "等材料" });
            await Move(county, "supervisor-centre", id, new DecideExtension(true));
        }

        if (life == 9) await Move(county, "hotline-operator", id, new Withdraw { Reason = "已解决" });
    }

    private static async Task Finish(LivingCounty county, string id, bool closes)
    {
        var clerk = (await county.Case(id)).UnitCode == LivingCounty.Urban ? "clerk-cgj" : "clerk-jtj";
        await Move(county, clerk, id, new Resolve { Text = "已处理" });
        await Move(county, "supervisor-centre", id, new Verify());
        if (!closes) return;
        await Move(county, "hotline-operator", id, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5));
        await Move(county, "hotline-operator", id, new CloseCase());
    }
}
