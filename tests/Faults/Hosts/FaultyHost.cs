using GridCase.Scenarios.Hosts;

namespace GridCase.Faults;

/// <summary>The county's host as a child process that is killed, held and starved, and started again each time. One at a time does so.</summary>
internal sealed class FaultyHost(string folder, int port, CountyTime time, string[] commandLine) : IDisposable
{
    /// <summary>A page of the database: with this limit no file of it grows.</summary>
    private const int Page = 4096;
    private const int StopSignal = 19;
    private const int ContinueSignal = 18;
    private const int MostStarts = 10;

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly List<string> surprises = [];
    private HostProcess? host;

    public int Kills { get; private set; }

    public int Holds { get; private set; }

    public int FullDisks { get; private set; }

    /// <summary>Starts beside those that follow a kill: the host had lost its database for good.</summary>
    public int Restarts { get; private set; }

    /// <summary>Ends that nobody brought about.</summary>
    public IReadOnlyList<string> Surprises => surprises;

    public Task Start() => Alone(Begin);

    public Task Kill() => Alone(async () =>
    {
        await End();
        await Begin();
    });

    /// <summary>Kills it, and again while it starts.</summary>
    public Task KillInStart(TimeSpan soon) => Alone(async () =>
    {
        await End();
        Launch();
        await Task.Delay(soon);
        await End();
        await Begin();
    });

    public Task Hold(TimeSpan lasts) => Alone(async () =>
    {
        if (host!.HasExited) return;
        Holds++;
        host.Signal(StopSignal);
        await Task.Delay(lasts);
        host.Signal(ContinueSignal);
    });

    /// <summary>Takes the room on the disk and gives it back. What then does not write any more is started again, as it says itself.</summary>
    public Task FillDisk(TimeSpan lasts, bool hard) => Alone(async () =>
    {
        if (host!.HasExited) return;
        FullDisks++;
        var log = new FileInfo(Path.Combine(folder, "gridcase.db-wal"));
        FileLimit.Set(host.Id, hard || !log.Exists ? Page : log.Length + (10 * Page));
        await Task.Delay(lasts);
        if (host.HasExited) return;
        FileLimit.Lift(host.Id);
        if (await IsReady()) return;
        Restarts++;
        if (hard) await End();
        else await Leave();
        await Begin();
    });

    /// <summary>Starts it again if it has lost its database; otherwise nothing.</summary>
    public Task Tend() => Alone(async () =>
    {
        if (await IsReady()) return;
        Restarts++;
        if (!host!.HasExited) await Leave();
        await Begin();
    });

    /// <summary>Ends it as an operator does; gives the exit code.</summary>
    public async Task<int> Stop()
    {
        await one.WaitAsync();
        try
        {
            host!.Signal(HostProcess.Terminate);
            return (await host.End()).Code;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        host?.Dispose();
        one.Dispose();
    }

    private async Task Alone(Func<Task> act)
    {
        await one.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            one.Release();
        }
    }

    private void Launch()
    {
        host?.Dispose();
        host = HostProcess.StartAmongFaults(time.Surroundings, ["--data", folder, "--port", $"{port}", .. commandLine]);
    }

    /// <summary>A start while another program has the write lock may be refused; it is tried again, as a service manager does.</summary>
    private async Task Begin()
    {
        var said = "";
        for (var tries = 0; tries < MostStarts; tries++)
        {
            Launch();
            if (await host!.Ready(port)) return;
            said = (await host.End()).Errors;
        }

        throw new InvalidOperationException($"The host did not start {MostStarts} times: {said}");
    }

    private async Task End()
    {
        if (host!.HasExited) surprises.Add($"The host ended by itself: {(await host.End()).Errors}");
        await host.Kill();
        Kills++;
    }

    private async Task Leave()
    {
        host!.Signal(HostProcess.Terminate);
        await host.End();
    }

    private async Task<bool> IsReady()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await http.GetAsync($"http://localhost:{port}/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
