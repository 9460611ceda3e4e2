using GridCase.Checker;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Lifecycle;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Scenarios.Rollouts;

/// <summary>Seventeen days of five cases under a change of the rules that is taken back; in a calm county, so that only what was planted goes wrong.</summary>
internal static class PlantedLife
{
    private static readonly string[] Names = ["A", "B", "C", "D", "E"];

    public static string Id(string name) => CaseIds.Of(Channel.Hotline, name);

    /// <summary>What the checker finds right after the rollout, in the middle, and at the end.</summary>
    public static async Task<IReadOnlyList<Breach>> Breaches(Defect? defect)
    {
        await using var county = await DyingCounty.Open(1, onDisk: true, defect is null ? null : defect.Around, isWild: false);
        await Begin(county);
        var outside = new Outside([.. Names.Select(name => new AcceptedInput("hotline", name, Id(name)))], []) { AllInputsKnown = true };
        List<Breach> found = [.. Checking.Of(await county.Record(defect?.Patch), outside)];
        await county.Reopen();
        await TakeBack(county);
        found.AddRange(Checking.Of(await county.Record(), outside));
        await county.Reopen();
        await county.Runtime.Engine.AdvanceTo(LivingCounty.Instant("2026-03-20 10:00"));
        return [.. found, .. Checking.Of(await county.Record(), outside)];
    }

    private static async Task Begin(DyingCounty county)
    {
        foreach (var name in Names)
        {
            var order = LivingCounty.Order(name, "2026-03-03 08:00") with
            {
                Caller = new($"张{name}", $"1381234567{Array.IndexOf(Names, name)}", null),
                DueAt = name == "D" ? LivingCounty.Instant("2026-03-12 12:00") : null,
            };
            await county.Runtime.Desk.Register(order, DyingCounty.Actor(county.Runtime, "hotline-operator"), county.Now);
            if (name == "E") continue;
            await Do(county, "dispatcher", name, new Triage(null, null, Grade.L3, null, null));
            await Do(county, "dispatcher", name, new Dispatch(LivingCounty.Urban));
            await Do(county, "clerk-cgj", name, new SignOff());
            await Do(county, "clerk-cgj", name, new Contact());
        }

        await county.Runtime.Engine.RunToRest();
        var rollouts = new RolloutDesk(county.Runtime.Stores.Rollouts, county.Runtime.Engine);
        var change = await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "2wd"), OpenCases.FromStart, LivingCounty.Instant("2026-03-03 14:00"));
        await rollouts.Pause(change);
        await county.Runtime.Engine.AdvanceTo(LivingCounty.Instant("2026-03-03 14:30"));
        await Do(county, "hotline-operator", "D", new Withdraw { Reason = "已解决" });
        await rollouts.Resume(change);
        await county.Runtime.Engine.RunToRest();
    }

    private static async Task TakeBack(DyingCounty county)
    {
        await county.Runtime.Engine.AdvanceTo(LivingCounty.Instant("2026-03-04 10:00"));
        await Do(county, "dispatcher", "B", new Dispatch(LivingCounty.Traffic));
        await Do(county, "clerk-cgj", "C", new RequestSuspension("citizen-evidence") { Reason = "等材料" });
        await Do(county, "supervisor-centre", "C", new DecideSuspension(true));
        await county.Runtime.Engine.AdvanceTo(LivingCounty.Instant("2026-03-04 11:00"));
        await new Administrators(county.Runtime).Undo();
        // Now every timer stands far off, and the due times come nearer again.
        await county.Runtime.Engine.AdvanceTo(LivingCounty.Instant("2026-03-05 10:00"));
        await new Administrators(county.Runtime).Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.FromStart);
        await county.Runtime.Engine.RunToRest();
    }

    private static async Task Do(DyingCounty county, string user, string name, Command command)
    {
        var answer = await county.Runtime.Desk.Move(Id(name), command, DyingCounty.Actor(county.Runtime, user), county.Now);
        Assert.True(answer.Refusal is null, $"{command.GetType().Name} on {name} was refused: {answer.Refusal?.Code}.");
    }
}
