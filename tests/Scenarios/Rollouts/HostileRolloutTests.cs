using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using GridCase.Checker;
using Xunit.Abstractions;

namespace GridCase.Scenarios.Rollouts;

/// <summary>
/// Rule changes on their way to open cases while people, signals, timers and deaths of the process race with them: the record keeps every promise for every seed.
/// <c>GRIDCASE_ROLLOUT_SEEDS=1-5000 dotnet test tests/Scenarios --filter HostileRolloutTests</c> lives through many; one number replays one.
/// </summary>
public sealed class HostileRolloutTests(ITestOutputHelper output)
{
    private const int InOneRow = 100;

    public static TheoryData<int, int> Seeds()
    {
        var asked = (Environment.GetEnvironmentVariable("GRIDCASE_ROLLOUT_SEEDS") ?? "1-36").Split('-');
        var (first, last) = (int.Parse(asked[0], CultureInfo.InvariantCulture), int.Parse(asked[^1], CultureInfo.InvariantCulture));
        var rows = new TheoryData<int, int>();
        for (var from = first; from <= last; from += InOneRow) rows.Add(from, Math.Min(last, from + InOneRow - 1));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_seed_breaks_a_promise(int first, int last)
    {
        var failures = new ConcurrentQueue<string>();
        var (deaths, facts, taken) = (0, 0, 0);
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(first, last + 1, async (seed, _) =>
        {
            var outcome = await HostileRollout.Live(seed);
            Interlocked.Add(ref deaths, outcome.Deaths);
            Interlocked.Add(ref facts, outcome.Record.Cases.Sum(one => one.Facts.Count));
            Interlocked.Add(ref taken, outcome.Record.Rollouts.Sum(rollout => rollout.Counts.Rederived));
            if (outcome.Breaches is { Count: > 0 } breaches) failures.Enqueue(Told(outcome, breaches));
        });
        output.WriteLine($"seeds {first}-{last}: {deaths} deaths, {facts} facts, {taken} re-derivations, {watch.ElapsedMilliseconds / (last - first + 1)} ms a seed");
        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine + Environment.NewLine, failures.Take(3)) + $"{Environment.NewLine}{failures.Count} of {last - first + 1} seeds failed.");
    }

    private static string Told(RolloutOutcome outcome, IReadOnlyList<Breach> breaches) =>
        $"Seed {outcome.Seed} (GRIDCASE_ROLLOUT_SEEDS={outcome.Seed}):{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", breaches.Take(8))}{Environment.NewLine}"
        + $"The schedule:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", outcome.Schedule)}{Environment.NewLine}"
        + $"The facts:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", FactsOf(outcome.Record, breaches[0].CaseId))}";

    private static IEnumerable<string> FactsOf(CountyRecord record, string? caseId) => record.Cases.Where(one => caseId is null || one.Id == caseId).SelectMany(one => one.Facts.Select(fact => $"{one.Id[..6]} {fact.Json}"));
}
