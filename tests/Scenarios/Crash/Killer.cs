using System.Diagnostics;
using System.Globalization;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Crash;

/// <summary>Kills the host at moments drawn from a seed, some in the load and some while it starts, and starts it again each time.</summary>
internal sealed class Killer(string[] commandLine, int port, Random random, Action<string> say) : IDisposable
{
    private readonly Stopwatch running = Stopwatch.StartNew();
    private HostProcess? host;

    public int Kills { get; private set; }

    public async Task Start()
    {
        host = HostProcess.Start(commandLine);
        if (!await host.Ready(port)) Assert.Fail("The host did not start: " + (await host.End()).Errors);
    }

    /// <summary>Kills whenever the load has come so far; every fourth kill is followed by one during the start.</summary>
    public async Task KillAt(IEnumerable<int> moments, Func<int> answered, CancellationToken done)
    {
        foreach (var threshold in moments)
        {
            while (answered() < threshold) await Task.Delay(5, done);
            await Task.Delay(random.Next(0, 40), done);
            await Kill($"in the load, {answered()} answers given");
            if (Kills % 4 == 1)
            {
                host = HostProcess.Start(commandLine);
                await Task.Delay(random.Next(100, 1_500), done);
                await Kill("while it started");
            }

            var away = Stopwatch.StartNew();
            await Start();
            Say($"serving again after {away.Elapsed.TotalSeconds:0.0} s");
        }
    }

    /// <summary>Ends the host as an operator does.</summary>
    public async Task<int> Stop()
    {
        host!.Signal(HostProcess.Terminate);
        return (await host.End()).Code;
    }

    public void Say(string what) => say(string.Create(CultureInfo.InvariantCulture, $"{running.Elapsed.TotalSeconds,6:0.0} s  {what}"));

    public void Dispose() => host?.Dispose();

    private async Task Kill(string when)
    {
        Assert.False(host!.HasExited, "The host ended by itself.");
        await host.Kill();
        host.Dispose();
        Kills++;
        Say($"kill {Kills} {when}");
    }
}
