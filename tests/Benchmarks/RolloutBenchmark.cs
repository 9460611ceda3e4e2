using System.Diagnostics;
using System.Text.Json.Nodes;
using GridCase.Engine;
using GridCase.Local.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: how long open cases take to be derived anew after a policy change, every commit on the disk. Each case is in handling, with five clocks
/// running; each appends its fact, and its orchestration arms the earlier timer.
/// </summary>
internal static class RolloutBenchmark
{
    private const int TargetSeconds = 30;

    public static async Task<Dictionary<string, object>> Run(string data, int open)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.ProvideOpen(data, open, county);
        var copy = StoredCases.Copy(folder, data);
        try
        {
            var clock = new VirtualClock(reached);
            await using var runtime = await CountyRuntime.Open(county.Settings(copy, clock, sync: true));
            await runtime.Engine.RunToRest();
            var before = Environment.CpuUsage.TotalTime;
            var commits = runtime.Engine.Snapshot().Commits;
            var began = Stopwatch.GetTimestamp();
            var change = await Shorten(runtime);
            // All is over when the last case has its fact and every orchestration has taken the new due time over.
            var rollout = await Done(runtime, change);
            var visited = Stopwatch.GetElapsedTime(began);
            await runtime.Engine.RunToRest();
            return new()
            {
                ["openCases"] = open,
                ["rederived"] = rollout.Counts.Rederived,
                ["sooner"] = rollout.Counts.Sooner,
                ["secondsUntilAllRederived"] = visited.TotalSeconds,
                ["secondsUntilAllTimersArmed"] = Stopwatch.GetElapsedTime(began).TotalSeconds,
                ["casesPerSecond"] = rollout.Counts.Rederived / visited.TotalSeconds,
                ["cpuMillisecondsPerCase"] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / open,
                ["commits"] = runtime.Engine.Snapshot().Commits - commits,
                ["targetSeconds"] = TargetSeconds * open / 100_000d,
            };
        }
        finally
        {
            Directory.Delete(copy, true);
        }
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

    private static async Task<Rollout> Done(CountyRuntime county, int change)
    {
        while (true)
        {
            if (await county.Stores.Rollouts.Find(change) is { IsOver: true } rollout) return rollout;
            await Task.Delay(20);
        }
    }
}
