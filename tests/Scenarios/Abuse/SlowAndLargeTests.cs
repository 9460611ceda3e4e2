using System.Text;
using System.Text.Json.Nodes;

namespace GridCase.Scenarios.Abuse;

/// <summary>Bodies that are too large, and senders that never come to an end: refused early, hung up on, and nobody else has to wait.</summary>
public sealed class SlowAndLargeTests(OpenCounty county) : IClassFixture<OpenCounty>
{
    private const int TenMegabytes = 10 * 1024 * 1024;
    private const int Many = 60;

    [Fact]
    public async Task No_door_waits_for_a_body_of_twenty_megabytes_before_it_answers()
    {
        using var http = new HttpClient { BaseAddress = county.Address };
        var paths = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        var writes = paths.SelectMany(path => path.Value!.AsObject().Where(one => one.Key is "post" or "put").Select(one => (Method: one.Key.ToUpperInvariant(), Path: System.Text.RegularExpressions.Regex.Replace(path.Key, @"\{[^}]*\}", "x")))).ToList();
        Assert.True(writes.Count > 50);
        foreach (var (method, path) in writes.Where(write => write.Path is not "/api/watchdog/repair"))
        {
            // Nothing of the body is ever sent: an answer that comes all the same did not wait for it.
            var answer = await RawLine.Ask(county.Address, county.Head(method, path, $"Content-Type: application/json\r\nContent-Length: {2 * TenMegabytes}\r\n\r\n"));
            Assert.True(answer.Status is >= 400 and < 500, $"{method} {path} answered {answer.Status} {answer.Body}");
        }

        Assert.Empty(await county.Faults());
    }

    [Theory]
    [InlineData("/api/hotline/orders")]
    [InlineData("/api/hotline/orders/X-1/supplements")]
    public async Task A_signed_body_of_ten_megabytes_is_refused_by_its_length(string path)
    {
        using var line = await RawLine.Open(county.Address);
        await line.Say(county.SignedHead("POST", path, [], $"Expect: 100-continue\r\nContent-Length: {TenMegabytes}\r\n\r\n"));
        var answer = await line.Hear();
        Assert.Equal((413, "too-large"), (answer.Status, JsonNode.Parse(answer.Body)!["code"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/api/session", false)]
    [InlineData("/api/policies/deadlines/draft/check", false)]
    [InlineData("/api/hotline/orders", true)]
    [InlineData("/open311/v2/requests.json", false)]
    public async Task A_body_without_a_length_is_refused_once_it_is_longer_than_the_door_takes(string path, bool signed)
    {
        using var line = await RawLine.Open(county.Address);
        var type = path.StartsWith("/open311", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json";
        await line.Say(signed ? county.SignedHead("POST", path, [], "Transfer-Encoding: chunked\r\n\r\n") : county.Head("POST", path, $"Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n"));
        var chunk = Encoding.Latin1.GetBytes($"4000\r\n{new string('a', 0x4000)}\r\n");
        // Ten megabytes would be 640; the end never comes.
        for (var sent = 0; sent < 640 && !line.HasAnswer && await line.Say(chunk); sent++) await Task.Yield();
        var answer = await line.Hear();
        Assert.True(answer.Status == 413, $"{path} answered {answer.Status} {answer.Body}");
    }

    [Fact]
    public async Task Senders_that_never_come_to_an_end_are_hung_up_on_and_others_are_served_meanwhile()
    {
        var lines = new List<RawLine>();
        for (var i = 0; i < Many; i++)
        {
            var line = await RawLine.Open(county.Address);
            await line.Say((i % 3) switch
            {
                0 => "GET /api/me HTT",
                1 => county.Head("GET", "/api/me", "X-Slow: "),
                _ => county.Head("POST", "/api/policies/deadlines/draft/check", "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"),
            });
            lines.Add(line);
        }

        Assert.Equal(201, await county.TakesAnOrder());
        Assert.All(await Task.WhenAll(lines.Select(line => line.IsHungUp())), Assert.True);
        Assert.Equal(201, await county.TakesAnOrder());
        lines.ForEach(line => line.Dispose());
        Assert.Empty(await county.Faults());
    }

    [Fact]
    public async Task Many_connections_that_say_nothing_keep_no_order_out()
    {
        var lines = await Task.WhenAll(Enumerable.Range(0, 1_500).Select(_ => RawLine.Open(county.Address)));
        Assert.Equal(201, await county.TakesAnOrder());
        foreach (var line in lines) line.Dispose();
        Assert.Equal(201, await county.TakesAnOrder());
    }
}
