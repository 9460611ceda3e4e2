using System.Diagnostics;

namespace GridCase.Benchmarks;

/// <summary>
/// Design §10: <c>kill -9</c> of the embedded host with many cases open while orders come in and their events go out. How long until it takes requests again, and until it has
/// taken the first order; at the end every order that was answered is still its case, and no event went out under two keys.
/// </summary>
internal static class Killed
{
    private const int PerSecond = 100;
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task Run(Setup setup, Series series)
    {
        var county = MeasuredCounty.Demo();
        var (folder, reached) = await StoredCases.ProvideOpen(setup, setup.Open, county);
        using var copy = new CountyCopy(folder, setup);
        await using var receiver = await EventReceiver.Open();
        var ahead = reached - DateTimeOffset.UtcNow;
        var host = await HostChild.Start(copy.Path, ahead, receiver.Url);
        try
        {
            var (no, taken) = (50_000_000, new Dictionary<string, string>());
            for (var kill = 0; kill < setup.Repeats; kill++)
            {
                using (var load = new OrderLoad(host.Address, copy.Path, county.Life, new ShiftedTime(ahead)))
                {
                    var victim = host;
                    var killed = Task.Run(async () =>
                    {
                        await Task.Delay(Load);
                        await victim.Kill();
                    });
                    no = await load.Run(no, PerSecond, _ => !killed.IsCompleted);
                    foreach (var (order, caseId) in load.Taken) taken.Add(order, caseId);
                }

                host.Dispose();
                var began = Stopwatch.GetTimestamp();
                host = await HostChild.Start(copy.Path, ahead, receiver.Url);
                var serving = Stopwatch.GetElapsedTime(began);
                using var asks = new OrderLoad(host.Address, copy.Path, county.Life, new ShiftedTime(ahead));
                if (!await asks.Send(no++, began)) throw new InvalidOperationException("The host took no order after its start.");
                var first = Stopwatch.GetElapsedTime(began);
                var lost = 0;
                foreach (var (order, caseId) in taken)
                    if (await asks.Ask(order) != caseId) lost++;
                for (var waited = Stopwatch.StartNew(); taken.Any(one => !receiver.HeardOf(one.Value)) && waited.Elapsed < Patience;) await Task.Delay(500);
                series.Add(new Dictionary<string, object>
                {
                    ["openCases"] = setup.Open,
                    ["secondsUntilServing"] = serving.TotalSeconds,
                    ["secondsUntilAnOrderIsTaken"] = first.TotalSeconds,
                    ["ordersAnswered"] = taken.Count,
                    ["answeredOrdersLost"] = lost,
                    ["answeredOrdersUntold"] = taken.Count(one => !receiver.HeardOf(one.Value)),
                    ["eventsUnderTwoKeys"] = receiver.UnderTwoKeys,
                    ["eventsSentAgainUnderTheirKey"] = receiver.Repeats,
                });
            }

            await host.Stop();
        }
        finally
        {
            host.Dispose();
        }
    }
}
