using GridCase.Checker;
using GridCase.Local.Hosting;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Scenarios.Rollouts;

/// <summary>
/// One seed: a few cases that people move, rules that administrators change, take back and hold up meanwhile, time that passes in steps of seconds or days, and a
/// process that dies in between. The same seed takes the same steps; the schedule says which.
/// </summary>
internal sealed class HostileRollout
{
    private const int Steps = 36;

    private readonly DyingCounty county;
    private readonly Random chance;
    private readonly int most;
    private readonly List<string> cases = [];
    private readonly List<string> schedule = [];
    private readonly List<AcceptedInput> inputs = [];
    private readonly RestlessAdministrators administrators;

    private HostileRollout(DyingCounty county, int seed)
    {
        this.county = county;
        chance = new Random(seed);
        most = chance.Next(4, 13);
        administrators = new(county, chance, Note);
    }

    /// <summary>Lives through one seed and gives what the checker finds in the record afterwards.</summary>
    public static async Task<RolloutOutcome> Live(int seed)
    {
        // Every third lives in memory, where it cannot die: the stores of rehearsals are to keep the same promises.
        await using var county = await DyingCounty.Open(seed, onDisk: seed % 3 != 0);
        var life = new HostileRollout(county, seed);
        for (var step = 0; step < Steps; step++) await life.Step();
        await life.Rest();
        var record = await county.Record();
        return new(seed, life.schedule, record, new(life.inputs, []) { AllInputsKnown = true }, county.Deaths);
    }

    private async Task Step()
    {
        if (cases.Count < 3) await Register();
        switch (chance.Next(24))
        {
            case < 3: await Register(); break;
            case < 12: await Act(); break;
            case < 14: await AtOnce(); break;
            case < 17: await administrators.Change(); break;
            case 17: await administrators.Undo(); break;
            case 18: await Hold(pause: true); break;
            case 19: await Hold(pause: false); break;
            case 20: Die(); break;
            default: await Pass(); break;
        }
    }

    private async Task Register()
    {
        if (cases.Count >= most) return;
        var no = $"R-{cases.Count + 1}";
        var at = county.Now;
        var order = LivingCounty.Order(no, "2026-03-03 08:00", chance.Next(3) == 0 ? "livelihood.water" : "facility.manhole-cover") with
        {
            ReceivedAt = at.AddMinutes(-chance.Next(90)),
            Caller = new($"张{cases.Count}", $"1381234{5600 + cases.Count}", null),
            Kind = (CaseKind)chance.Next(5),
            DueAt = chance.Next(5) == 0 ? at.AddHours(chance.Next(4, 90)) : null,
        };
        Note($"registers {no}");
        await county.Do(async runtime =>
        {
            var answer = await runtime.Desk.Register(order, DyingCounty.Actor(runtime, "hotline-operator"), county.Now);
            if (answer.Refusal is not null) return;
            cases.Add(answer.File!.Id);
            inputs.Add(new("hotline", no, answer.File.Id));
        });
    }

    private Task Act()
    {
        var id = cases[chance.Next(cases.Count)];
        var dice = chance.Next();
        return county.Do(runtime => Act(runtime, id, dice));
    }

    private async Task Act(CountyRuntime runtime, string id, int dice)
    {
        if (await runtime.Cases.Find(id) is not { } file) return;
        var (user, command) = People.Next(file, new Random(dice), cases);
        Note($"{user}: {command.GetType().Name} on {id[..6]}");
        await runtime.Desk.Move(id, command, DyingCounty.Actor(runtime, user), county.Now);
    }

    /// <summary>Several people, and the clock, at one moment.</summary>
    private async Task AtOnce()
    {
        var acts = Enumerable.Range(0, chance.Next(2, 5)).Select(_ => (Id: cases[chance.Next(cases.Count)], Dice: chance.Next())).ToList();
        Note($"{acts.Count} at once");
        await county.Do(async runtime => await Task.WhenAll([.. acts.Select(act => Act(runtime, act.Id, act.Dice)), runtime.Engine.RunToRest()]));
    }

    private Task Hold(bool pause)
    {
        var dice = chance.Next();
        return county.Do(async runtime =>
        {
            var open = (await runtime.Stores.Rollouts.List(null, 20)).Where(rollout => !rollout.IsOver).ToList();
            if (open.Count == 0) return;
            var change = open[dice % open.Count].Change;
            Note($"{(pause ? "holds" : "lets go on")} the rollout of {change}");
            var desk = new RolloutDesk(runtime.Stores.Rollouts, runtime.Engine);
            await (pause ? desk.Pause(change) : desk.Resume(change));
        });
    }

    private void Die()
    {
        Note("is about to die");
        county.WillDie(within: 24);
    }

    private Task Pass()
    {
        var time = chance.Next(5) switch
        {
            0 => TimeSpan.FromSeconds(chance.Next(1, 60)),
            1 => TimeSpan.FromMinutes(chance.Next(1, 240)),
            2 => TimeSpan.FromHours(chance.Next(1, 20)),
            3 => TimeSpan.FromDays(1),
            _ => TimeSpan.FromDays(chance.Next(1, 4)),
        };
        var until = county.Now + time;
        Note($"{time} pass");
        return county.Do(runtime => until > county.Now ? runtime.Engine.AdvanceTo(until) : runtime.Engine.RunToRest());
    }

    /// <summary>Nobody does anything any more; what was held goes on, and the watchdog looks around as it does every hour.</summary>
    private async Task Rest()
    {
        Note("rest");
        await county.Do(async runtime =>
        {
            if (runtime.Stores.Journal.CrashHook is not null) runtime.Stores.Journal.CrashHook = null;
            var desk = new RolloutDesk(runtime.Stores.Rollouts, runtime.Engine);
            foreach (var rollout in await runtime.Stores.Rollouts.List(null, 50)) await desk.Resume(rollout.Change);
            var last = runtime.Policies.Current.Changes.Select(change => change.At).DefaultIfEmpty(county.Now).Max();
            if (last > county.Now) await runtime.Engine.AdvanceTo(last);
            for (var hour = 0; hour < 48; hour++)
            {
                await runtime.Engine.AdvanceBy(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
                await runtime.LookAround();
                if ((await runtime.Stores.Rollouts.List(null, 50)).All(rollout => rollout.IsOver)) break;
            }
        });
        await county.Calm();
        for (var round = 0; round < 4; round++)
        {
            await county.Runtime.Engine.AdvanceBy(TimeSpan.FromMinutes(3));
            await county.Runtime.LookAround();
        }
    }

    private void Note(string what)
    {
        lock (schedule) schedule.Add($"{county.Now.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm:ss} {what}");
    }
}

/// <summary>What one seed came to.</summary>
internal sealed record RolloutOutcome(int Seed, IReadOnlyList<string> Schedule, CountyRecord Record, Outside Outside, int Deaths)
{
    public IReadOnlyList<Breach> Breaches => Checking.Of(Record, Outside);
}
