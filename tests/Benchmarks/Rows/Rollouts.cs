using System.Diagnostics;
using System.Text.Json.Nodes;
using GridCase.Local.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: how long open cases take to be derived anew after a policy change, every commit on the disk. Each case is in handling, with five clocks
/// running; each appends its fact, and its orchestration arms the earlier timer. Meanwhile new orders come in, and what they wait is measured.
/// </summary>
internal static class Rollouts
{
    private const int FirstOrder = 50_000_000;

    public static async Task Run(Setup setup, Series series)
    {
        for (var repeat = 0; repeat < setup.Repeats; repeat++) series.Add(await Once(setup));
    }

    private static async Task<Dictionary<string, object>> Once(Setup setup)
    {
        var (county, open) = (MeasuredCounty.Demo(), setup.Open);
        var (folder, reached) = await StoredCases.ProvideOpen(setup, open, county);
        using var copy = new CountyCopy(folder, setup);
        await using var runtime = await CountyRuntime.Open(county.Settings(copy.Path, new TimeFrom(reached)));
        var before = Environment.CpuUsage.TotalTime;
        var commits = runtime.Engine.Snapshot().Commits;
        var began = Stopwatch.GetTimestamp();
        var change = await Shorten(runtime);
        var intake = new Samples();
        var rollout = await Done(runtime, change, county.Life, intake);
        var visited = Stopwatch.GetElapsedTime(began);
        var figures = new Dictionary<string, object>
        {
            ["openCases"] = open,
            ["rederived"] = rollout.Counts.Rederived,
            ["sooner"] = rollout.Counts.Sooner,
            ["secondsUntilAllRederived"] = visited.TotalSeconds,
            ["casesPerSecond"] = rollout.Counts.Rederived / visited.TotalSeconds,
            ["cpuMillisecondsPerCase"] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / open,
            ["ordersMeanwhile"] = intake.Count,
            ["commits"] = runtime.Engine.Snapshot().Commits - commits,
        };
        intake.Put(figures, "intake");
        return figures;
    }

    /// <summary>One administrator publishes half the time for emergencies of supply, another confirms.</summary>
    private static async Task<int> Shorten(CountyRuntime county)
    {
        var actors = county.Directory.Current.People.Where(person => person.Roles.Contains(Role.Administrator)).Select(person => Actor.Of(person, Role.Administrator)).ToArray();
        var document = JsonNode.Parse(county.Policies.Current.LatestPolicy.Document)!;
        document["rules"]!.AsArray().Single(rule => (string?)rule!["id"] == "L2-livelihood")!["clocks"]!["finish"] = "PT12H";
        await Do(0, new SaveRuleDraft(RuleSort.Policy, document.ToJsonString()));
        var published = await Do(0, new PublishRules(RuleSort.Policy, "measured", OpenCases.FromStart));
        var confirmed = await Do(1, new ConfirmRules(RuleSort.Policy, published.Version!.Version));
        return confirmed.Version!.Settlement!.Change!.Value;

        async Task<RuleAnswer> Do(int who, RuleAct act)
        {
            var answer = await county.Rules.Do(act, actors[who], county.Time.GetUtcNow());
            return answer.Refusal is null ? answer : throw new InvalidOperationException($"{act} was refused: {answer.Refusal.Code} {answer.Refusal.Detail}");
        }
    }

    /// <summary>Registers some fifty orders a second until every case is visited.</summary>
    private static async Task<Rollout> Done(CountyRuntime county, int change, ReferenceLife life, Samples intake)
    {
        for (var no = FirstOrder; ; no++)
        {
            if (await county.Stores.Rollouts.Find(change) is { IsOver: true } rollout) return rollout;
            var (now, began) = (county.Time.GetUtcNow(), Stopwatch.GetTimestamp());
            var answer = await county.Desk.Register(life.Order(no, now), life.Hotline, now);
            intake.Add(Stopwatch.GetElapsedTime(began));
            if (answer.Refusal is { } refusal) throw new InvalidOperationException($"Order {no} was refused: {refusal.Code} {refusal.Detail}");
            await Task.Delay(15);
        }
    }
}
