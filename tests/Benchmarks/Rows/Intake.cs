using System.Diagnostics;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: signed orders over HTTP, 500 a second, to the embedded host in a process of its own, every commit on the disk before its answer; the sender shares the machine's
/// cores with it. Once with nobody who takes the hotline's events, and once with a receiver to which each order's event goes out at the same time.
/// </summary>
internal static class Intake
{
    public const int PerSecond = 500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task Run(Setup setup, Series series)
    {
        await Run(setup, series, setup.Stored, null, "answered");
        await using var receiver = await EventReceiver.Open();
        await Run(setup, series, setup.Stored, receiver, "answeredWhileTelling");
    }

    private static async Task Run(Setup setup, Series series, int stored, EventReceiver? receiver, string name)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.Provide(setup, stored, county);
        using var copy = new CountyCopy(folder, setup);
        var ahead = reached - DateTimeOffset.UtcNow;
        using var host = await HostChild.Start(copy.Path, ahead, receiver?.Url);
        using var load = new OrderLoad(host.Address, copy.Path, county.Life, new ShiftedTime(ahead));
        var next = await load.Run(stored + 1_000_000, PerSecond, passed => passed < WarmUp);
        for (var repeat = 0; repeat < setup.Repeats; repeat++)
        {
            load.Answered.Clear();
            var (before, began, hosts, own) = (load.Taken.Count, Stopwatch.GetTimestamp(), host.Cpu, Environment.CpuUsage.TotalTime);
            next = await load.Run(next, PerSecond, passed => passed < setup.Time);
            double taken = load.Taken.Count - before;
            var figures = new Dictionary<string, object>
            {
                ["ordersPerSecond"] = taken / Stopwatch.GetElapsedTime(began).TotalSeconds,
                [name + "HostCpuMillisecondsPerOrder"] = (host.Cpu - hosts).TotalMilliseconds / taken,
                [name + "SenderCpuMillisecondsPerOrder"] = (Environment.CpuUsage.TotalTime - own).TotalMilliseconds / taken,
            };
            load.Answered.Put(figures, name);
            series.Add(figures);
        }

        await host.Stop();
    }
}
