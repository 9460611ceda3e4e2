using System.Diagnostics;
using System.Globalization;
using GridCase.Scenarios.Hosts;
using Xunit.Abstractions;

namespace GridCase.Scenarios.Abuse;

/// <summary>Thousands of connections to the host as the operator runs it: orders are taken all the same, in bounded memory, and who comes beyond the bound is hung up on.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    /// <summary>How many the host lets in (<c>CountyHost</c>).</summary>
    private const int Most = 12_000;

    private const int Orders = 200;
    private const long MostBytesOfOne = 40 * 1024;

    [CrowdFact]
    public async Task Thousands_that_say_nothing_or_never_end_keep_no_signed_order_out()
    {
        using var folder = await CountyFolder.Copy();
        var port = HostProcess.FreePort();
        using var host = HostProcess.Start("--data", folder.Path, "--port", $"{port}", "--clock", "manual");
        Assert.True(await host.Ready(port));
        var address = new Uri($"http://localhost:{port}");
        using var hotline = new CountyClient(address, folder.Path);
        await Take(hotline, "BEFORE", 50);
        var before = MemoryOf(host.Id);
        var clock = Stopwatch.StartNew();
        var lines = await Open(address, CrowdFactAttribute.Connections);
        output.WriteLine($"{lines.Count} connections in {clock.Elapsed.TotalSeconds:0.0} s");
        var (p50, p99) = await Take(hotline, "CROWD", Orders);
        var grown = MemoryOf(host.Id) - before;
        output.WriteLine($"{Orders} signed orders among them: p50 {p50.TotalMilliseconds:0.0} ms, p99 {p99.TotalMilliseconds:0.0} ms; memory +{grown / 1024 / 1024} MB, {grown / lines.Count / 1024.0:0.0} KB each");
        Assert.True(grown < lines.Count * MostBytesOfOne, $"{grown} bytes more for {lines.Count} connections.");
        await BeyondTheBound(address, lines, hotline);
        clock.Restart();
        Assert.All(await Task.WhenAll(lines.Where((_, at) => at % 3 == 1).Select(line => line.IsHungUp())), Assert.True);
        output.WriteLine($"those that never ended their first line were hung up on after {clock.Elapsed.TotalSeconds:0.0} s more");
        lines.ForEach(line => line.Dispose());
        await Take(hotline, "AFTER", 50);
    }

    [Fact]
    public async Task A_host_with_few_file_handles_hangs_up_on_whom_it_has_none_for_and_goes_on()
    {
        const int handles = 600;
        using var folder = await CountyFolder.Copy();
        var port = HostProcess.FreePort();
        using var host = HostProcess.StartWithHandles(handles, "--data", folder.Path, "--port", $"{port}", "--clock", "manual");
        Assert.True(await host.Ready(port));
        var address = new Uri($"http://localhost:{port}");
        using var hotline = new CountyClient(address, folder.Path);
        await Take(hotline, "BEFORE", 1);
        var lines = await Open(address, handles, silent: true);
        Assert.True(await lines[^1].IsHungUp());
        // The hotline's own connection was there before, and there are handles left for what is written.
        await Take(hotline, "CROWD", 20);
        await Task.WhenAll(lines.Select(line => line.End()));
        using var later = new CountyClient(address, folder.Path);
        await Take(later, "AFTER", 5);
    }

    /// <summary>Fills the house; whoever comes then is hung up on, and once somebody has gone orders are taken again.</summary>
    private async Task BeyondTheBound(Uri address, List<RawLine> lines, CountyClient hotline)
    {
        var room = Most - lines.Count;
        if (room is < 0 or > 3_000) return;
        var more = await Open(address, room + 200, silent: true);
        Assert.True(await more[^1].IsHungUp());
        await Task.WhenAll(more.Select(line => line.End()));
        await Take(hotline, "ROOM-AGAIN", 20);
        output.WriteLine($"beyond {Most} connections: hung up on; {more.Count} of them closed: orders are taken");
    }

    private static async Task<List<RawLine>> Open(Uri address, int count, bool silent = false)
    {
        var lines = new List<RawLine>(count);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(200))
            lines.AddRange(await Task.WhenAll(chunk.Select(async at =>
            {
                var line = await RawLine.Open(address);
                if (silent || at % 3 == 0) return line;
                await line.Say(at % 3 == 1 ? "GET /health/live HTTP/1.1\r\nHost: local" : "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                if (at % 3 == 2) Assert.Equal(200, (await line.Hear()).Status);
                return line;
            })));
        return lines;
    }

    private static async Task<(TimeSpan P50, TimeSpan P99)> Take(CountyClient hotline, string name, int count)
    {
        var took = new List<TimeSpan>();
        for (var number = 0; number < count; number++)
        {
            var since = Stopwatch.GetTimestamp();
            (await hotline.Order(new { orderNo = $"{name}-{number}", receivedAt = "2026-01-05T09:00:00+08:00", kind = "complaint", text = "路灯不亮", gridCode = "440804001001001" })).Taken();
            took.Add(Stopwatch.GetElapsedTime(since));
        }

        took.Sort();
        return (took[took.Count / 2], took[(int)(took.Count * 0.99)]);
    }

    private static long MemoryOf(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
}
