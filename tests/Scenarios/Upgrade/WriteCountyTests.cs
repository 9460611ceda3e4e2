using GridCase.Scenarios.Crash;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Upgrade;

/// <summary>
/// Makes the folder that the next release is to open. Build the release, name its host, and commit the two files that are written beside the tests:
/// <c>GRIDCASE_WRITE_COUNTY=/…/GridCase.Local.dll dotnet test tests/Scenarios --filter WriteCountyTests</c>. The host may be of an earlier commit: only its HTTP doors are used.
/// </summary>
public sealed class WriteCountyTests
{
    internal const string Variable = "GRIDCASE_WRITE_COUNTY";

    /// <summary>Names another folder for what is written.</summary>
    private const string IntoVariable = "GRIDCASE_WRITE_COUNTY_INTO";

    [WriteCountyFact]
    public async Task A_county_with_cases_in_every_stage_is_killed_and_kept()
    {
        var program = Environment.GetEnvironmentVariable(Variable)!;
        var folder = System.IO.Directory.CreateTempSubdirectory("gridcase-kept-").FullName;
        await using (var first = await RunningHost.Start(program, folder, "--start", CountyStory.Begins + ":00+08:00")) await first.Stop();
        IReadOnlyList<CaseSheet> standing;
        Dictionary<string, string> cases;
        var receiver = await Receiver.Open(folder);
        string[] outside = ["--hotline-url", $"{receiver.Hotline}", "--webhook-url", $"{receiver.Webhook}"];
        await using (var host = await RunningHost.Start(program, folder, outside))
        {
            var county = new StoryTeller(host.Client);
            await new CountyStory(county).Tell();
            cases = county.Cases;
            await host.Stop();
        }

        await receiver.DisposeAsync();
        // What is written from here on stands in the write-ahead log only, as a kill leaves it.
        await using (var host = await RunningHost.Start(program, folder, outside))
        {
            var county = new StoryTeller(host.Client) { Cases = cases };
            await new CountyStory(county).TellUnheard();
            standing = await CountySheet.Standing(county);
            await host.Kill();
        }

        var schema = CountyFixture.SchemaOf(Copy(folder));
        var into = Path.Combine(Environment.GetEnvironmentVariable(IntoVariable) is { Length: > 0 } given ? given : Sources(), $"county-schema-{schema}");
        CountyFixture.Pack(folder, standing, into + ".zip");
        await using (var host = await RunningHost.Start(program, folder))
        {
            var county = new StoryTeller(host.Client) { Cases = cases };
            await new StoryEnd(county).Tell();
            var ended = await CountySheet.Standing(county);
            new CountySheet(schema, [.. standing.Zip(ended, (kept, end) => kept with { Then = end.Since(kept) })]).Write(into + ".json");
        }

        System.IO.Directory.Delete(folder, true);
        Assert.InRange(new FileInfo(into + ".zip").Length, 1, 1_000_000);
    }

    /// <summary>Where the tests' own files lie.</summary>
    private static string Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "GridCase.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "tests", "Scenarios", "Upgrade");
    }

    /// <summary>To look into a database is to change the files beside it.</summary>
    private static string Copy(string folder)
    {
        var copy = System.IO.Directory.CreateTempSubdirectory("gridcase-look-").FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "gridcase.db*")) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}

/// <summary>Skipped, and said to be, unless a host to be driven is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WriteCountyFactAttribute : FactAttribute
{
    public WriteCountyFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(WriteCountyTests.Variable) is not { Length: > 0 }) Skip = $"{WriteCountyTests.Variable} names the host that is to write a county.";
    }
}

/// <summary>A host of any build in a process of its own, its clock standing still, and somebody who calls it.</summary>
internal sealed class RunningHost(HostProcess process, CountyClient client) : IAsyncDisposable
{
    public CountyClient Client => client;

    public static async Task<RunningHost> Start(string program, string folder, params string[] more)
    {
        var port = HostProcess.FreePort();
        var process = HostProcess.StartAssembly(program, ["--data", folder, "--port", $"{port}", "--clock", "manual", .. more]);
        Assert.True(await process.Ready(port), process.HasExited ? (await process.End()).Errors : "It is not ready.");
        return new(process, new(new($"http://localhost:{port}"), folder));
    }

    public Task Kill() => process.Kill();

    public async Task Stop()
    {
        process.Signal(HostProcess.Terminate);
        Assert.Equal(0, (await process.End()).Code);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
