using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Crash;

/// <summary>Ctrl-C and the service manager's stop: what is under way is finished, the folder is let go of, and the exit code is 0.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData(HostProcess.Interrupt)]
    [InlineData(HostProcess.Terminate)]
    public async Task A_stop_in_the_middle_of_the_load_ends_cleanly_and_loses_no_answered_write(int signal)
    {
        using var folder = await CountyFolder.Copy();
        var port = HostProcess.FreePort();
        using var host = HostProcess.Start("--data", folder.Path, "--port", $"{port}", "--clock", "manual", "--start", "2026-02-10T09:00:00+08:00");
        Assert.True(await host.Ready(port));
        using var client = new CountyClient(new($"http://localhost:{port}"), folder.Path);
        await using var watching = await client.Open("dispatcher", "/api/events");
        var answered = await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => SendUntilItStops(client, sender, () => host.Signal(signal))));
        var (code, said, errors) = await host.End();
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Stopping", said, StringComparison.Ordinal);
        await using var again = await HttpCounty.Open(folder);
        foreach (var order in answered.SelectMany(orders => orders))
            Assert.Equal("open", (await again.Client.Get(CountyClient.Hotline, "/api/hotline/orders/" + order)).Taken().Text("state"));
    }

    /// <summary>The numbers of the orders that were answered until nobody answered any more.</summary>
    private static async Task<IReadOnlyList<string>> SendUntilItStops(CountyClient client, int sender, Action stop)
    {
        var answered = new List<string>();
        for (var number = 1; number < 10_000; number++)
        {
            if (sender == 0 && number == 25) stop();
            var order = $"S-{sender}-{number}";
            try
            {
                var body = new { orderNo = order, receivedAt = "2026-02-10T09:00:00+08:00", kind = "complaint", text = "路灯不亮", gridCode = "440804001001001" };
                if ((await client.Order(body)).IsTaken) answered.Add(order);
            }
            catch (HttpRequestException)
            {
                Assert.True(number >= 25 || sender > 0, "The host went before it was told to.");
                return answered;
            }
        }

        throw new TimeoutException("The host went on after it was told to stop.");
    }
}
