using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GridCase.Scenarios.Hosts;

/// <summary>The host as the operator runs it: a process of its own with a command line, an exit code and something to say.</summary>
internal sealed class HostProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private HostProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the host with this command line.</summary>
    public static HostProcess Start(params string[] arguments) => Start(Dotnet, [Path.Combine(AppContext.BaseDirectory, "GridCase.Local.dll"), .. arguments]);

    /// <summary>Starts another program that lies beside the tests.</summary>
    public static HostProcess StartAssembly(string file, params string[] arguments) => Start(Dotnet, [Path.Combine(AppContext.BaseDirectory, file), .. arguments]);

    /// <summary>Starts the host where no file can grow past so many kilobytes: to it, a full disk.</summary>
    public static HostProcess StartWithoutRoom(int kilobytes, params string[] arguments)
    {
        // The signal that comes with the limit is ignored, so that the write itself fails, and the runtime maps no large file for its own code.
        var script = $"trap '' XFSZ; ulimit -f {kilobytes}; export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0; exec \"$@\"";
        return Start("bash", ["-c", script, "host", Dotnet, Path.Combine(AppContext.BaseDirectory, "GridCase.Local.dll"), .. arguments]);
    }

    /// <summary>Starts the host so that the room on its disk can be taken from it while it runs, with these words in its surroundings.</summary>
    public static HostProcess StartAmongFaults(IReadOnlyDictionary<string, string> surroundings, params string[] arguments) =>
        Start("bash", ["-c", "trap '' XFSZ; exec env \"$@\"", "host", "DOTNET_EnableWriteXorExecute=0", "DOTNET_EnableDiagnostics=0", "DOTNET_TieredPGO=0", .. surroundings.Select(word => $"{word.Key}={word.Value}"), Dotnet, Path.Combine(AppContext.BaseDirectory, "GridCase.Local.dll"), .. arguments]);

    /// <summary>Starts the host where no more than so many files and connections can be open at once.</summary>
    public static HostProcess StartWithHandles(int most, params string[] arguments) =>
        Start("bash", ["-c", $"ulimit -n {most}; exec \"$@\"", "host", Dotnet, Path.Combine(AppContext.BaseDirectory, "GridCase.Local.dll"), .. arguments]);

    /// <summary>
    /// A port that nobody has just now. Not one of those that the system gives to connections: it would be somebody else's while a host that was killed is away.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(12_000, 30_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Another one.
            }
        }
    }

    private static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The process's number.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>True once it takes requests; false when it ended before. Waits a bounded time.</summary>
    public async Task<bool> Ready(int port)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Longest; await Task.Delay(50))
        {
            if (process.HasExited) return false;
            try
            {
                using var answer = await http.GetAsync($"http://localhost:{port}/health/ready");
                if (answer.IsSuccessStatusCode) return true;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"The host was not ready within {Longest.TotalSeconds:0} s.");
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Signal(int signal)
    {
        if (SendSignal(process.Id, signal) != 0) throw new Win32Exception();
    }

    /// <summary>How it ended, and what it said. Waits a bounded time.</summary>
    public async Task<(int Code, string Output, string Errors)> End()
    {
        using var patience = new CancellationTokenSource(Longest);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static HostProcess Start(string program, IReadOnlyList<string> arguments) =>
        // As in the tests themselves (Directory.Build.props): a host that lives for seconds learns nothing that pays.
        new(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(), Environment = { ["DOTNET_TieredPGO"] = "0" } })!);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
