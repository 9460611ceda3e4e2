using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using GridCase.Local.Hosting;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using Comment = GridCase.Workflows.Cases.Commands.Comment;

namespace GridCase.Benchmarks;

/// <summary>The embedded host as a process of its own, the same code as <c>serve</c>, on a clock that is ahead of the world by a constant.</summary>
internal sealed class HostChild : IDisposable
{
    /// <summary>Bytes of living objects, after a collection.</summary>
    public const string Heap = "heap";

    /// <summary>Writes, turns and deliveries that wait or run.</summary>
    public const string Queued = "queued";

    /// <summary>Comments on every open case; gives how many they were.</summary>
    public const string TouchAll = "touch-all";

    private const string Name = "host";
    private const int InFlight = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private HostChild(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Bytes of memory that the process holds.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Time that it has spent on all processors.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and returns once it takes requests.</summary>
    public static async Task<HostChild> Start(string folder, TimeSpan ahead, Uri? hotline = null, int port = 0)
    {
        string[] arguments = [typeof(HostChild).Assembly.Location, Name, "--folder", folder, "--ahead", $"{ahead.Ticks}", "--port", $"{port}", .. hotline is null ? Array.Empty<string>() : ["--hotline-url", $"{hotline}"]];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        using var patience = new CancellationTokenSource(Longest);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("http", StringComparison.Ordinal)) return new(process, new(line));
        throw new InvalidOperationException("The host did not start.");
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends it in order.</summary>
    public async Task Stop()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>What the child runs: says where it listens, and serves until its input ends.</summary>
    public static System.CommandLine.Command Command()
    {
        var (folder, ahead, port, hotline) = (new Option<string>("--folder"), new Option<long>("--ahead"), new Option<int>("--port"), new Option<string?>("--hotline-url"));
        var command = new System.CommandLine.Command(Name) { folder, ahead, port, hotline };
        command.Hidden = true;
        command.SetAction(async (result, cancellation) =>
        {
            var options = new ServeOptions
            {
                Folder = result.GetValue(folder)!,
                Port = result.GetValue(port),
                Time = new ShiftedTime(TimeSpan.FromTicks(result.GetValue(ahead))),
                HotlineUrl = result.GetValue(hotline) is { } url ? new(url) : null,
            };
            await using var host = await CountyHost.Start(options, cancellation);
            Console.WriteLine(host.Address.ToString());
            while (await Console.In.ReadLineAsync(cancellation) is { } asked) Console.WriteLine(await Answer(host, asked));
        });
        return command;
    }

    /// <summary>Asks the child a word and gives its answer.</summary>
    public async Task<double> Ask(string word)
    {
        await process.StandardInput.WriteLineAsync(word);
        return double.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Answer(CountyHost host, string word) => FormattableString.Invariant($"{word switch
    {
        Heap => Living(),
        Queued => Waiting(host.Runtime.Engine.Snapshot()),
        TouchAll => await Touch(host.Runtime),
        _ => throw new ArgumentException($"The host knows no word {word}.", nameof(word)),
    }}");

    private static long Living()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true);
        return GC.GetTotalMemory(true);
    }

    private static long Waiting(Engine.EngineSnapshot engine) => engine.QueuedTurns + engine.QueuedWrites + engine.Outside;

    private static async Task<long> Touch(CountyRuntime county)
    {
        var dispatcher = county.Directory.Current.People.First(person => person.Roles.Contains(Role.Dispatcher));
        var (touched, after) = (0L, (string?)null);
        do
        {
            var page = await county.Cases.List(new() { Scope = CaseScope.Everything, Status = CaseStatus.Open, After = after, Limit = 200 });
            await Parallel.ForEachAsync(page.Rows, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (line, _) =>
                await county.Desk.Move(line.CaseId, new Comment { Text = "已知悉" }, Actor.Of(dispatcher, Role.Dispatcher), county.Time.GetUtcNow()));
            touched += page.Rows.Count;
            after = page.Next;
        }
        while (after is not null);
        return touched;
    }
}
