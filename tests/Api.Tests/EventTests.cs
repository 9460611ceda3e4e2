using System.Net;
using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

public sealed class EventTests : IAsyncLifetime
{
    private readonly ApiHost host = new(options => options.StreamsPerPerson = 2);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_change_within_scope_is_told_as_it_happens()
    {
        using var stream = await Watch("dispatcher");
        var caseId = await host.Accept("S-1");
        var (id, data) = await stream.Next();
        Assert.Equal(caseId, data["caseId"]!.GetValue<string>());
        Assert.Equal("triage", data["stage"]!.GetValue<string>());
        Assert.Equal(1, data["version"]!.GetValue<int>());
        Assert.NotEmpty(id);
    }

    [Fact]
    public async Task A_change_out_of_scope_is_not()
    {
        using var stream = await Watch("clerk-cgj");
        var elsewhere = await host.Accept("S-2");
        var mine = await host.Accept("S-3");
        await host.Move("dispatcher", elsewhere, new { command = "triage" });
        await host.Move("dispatcher", mine, new { command = "triage" });
        await host.Move("dispatcher", mine, new { command = "dispatch", unit = "440804-cgj" });
        Assert.Equal(mine, (await stream.Next()).Data["caseId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stream_that_comes_back_is_told_what_it_missed()
    {
        string last;
        using (var stream = await Watch("dispatcher"))
        {
            await host.Accept("S-4");
            last = (await stream.Next()).Id;
        }

        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));
        var missed = await host.Accept("S-5");
        using var again = await Watch("dispatcher", last);
        Assert.Equal(missed, (await again.Next()).Data["caseId"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_idle_stream_says_that_it_lives()
    {
        using var stream = await Watch("dispatcher");
        var beat = stream.Line(": alive");
        // The stream may not have begun to wait when the clock first moves.
        while (!beat.IsCompleted)
        {
            host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(15));
            await Task.Yield();
        }

        Assert.Equal(": alive", await beat);
    }

    [Fact]
    public async Task A_stream_lives_though_all_that_happens_is_out_of_its_scope()
    {
        using var stream = await Watch("clerk-cgj");
        using var busy = await Watch("dispatcher");
        var beat = stream.Line(": alive");
        for (var order = 0; order < 10; order++)
        {
            await host.Accept($"B-{order}");
            await busy.Next();
            host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(10));
        }

        Assert.Equal(": alive", await beat);
    }

    [Fact]
    public async Task One_person_holds_so_many_streams_and_no_more()
    {
        using var one = await Watch("dispatcher");
        using var two = await Watch("dispatcher");
        await (await (await host.As("dispatcher")).GetAsync("/api/events")).Problem(429, "too-many-streams");
    }

    [Fact]
    public async Task A_part_timer_hears_of_the_grids_in_whose_staff_they_stand()
    {
        var (grid, county) = (ApiHost.GridOf("worker-1"), (await host.Stores.Directory.Load())!);
        await host.Stores.Directory.Save(
            county with { Grids = [.. county.Grids.Select(one => one.Code == grid ? one with { Staff = one.Staff.Add(new(ApiHost.PersonOf("worker-3"), GridStaffKind.PartTime)) } : one)] }, county.Version);
        using var stream = await Watch("worker-3");
        var caseId = await host.Accept("S-6");
        Assert.Equal(caseId, (await stream.Next()).Data["caseId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("password")]
    public async Task A_stream_ends_with_its_session_and_tells_nothing_more(string deed)
    {
        using var stream = await Watch("dispatcher");
        Assert.True((await (await host.As("admin")).PostAsync($"/api/accounts/dispatcher/{deed}", null)).IsSuccessStatusCode);
        await host.Accept("S-7");
        Assert.DoesNotContain("case-changed", await stream.Rest(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_stream_ends_with_its_session_at_the_next_beat()
    {
        using var stream = await Watch("dispatcher");
        await (await host.As("admin")).PostAsync("/api/accounts/dispatcher/disable", null);
        var rest = stream.Rest();
        while (!rest.IsCompleted)
        {
            host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(15));
            await Task.Yield();
        }

        Assert.DoesNotContain("alive", await rest, StringComparison.Ordinal);
    }

    private async Task<Stream> Watch(string user, string? last = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        var answer = await (await host.As(user)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var stream = new Stream(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        await stream.Line(": here");
        return stream;
    }

    private sealed class Stream(HttpResponseMessage answer, StreamReader reader) : IDisposable
    {
        private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));

        public async Task<(string Id, JsonNode Data)> Next()
        {
            var id = (await Line("id: "))[4..];
            Assert.Equal("event: case-changed", await reader.ReadLineAsync(patience.Token));
            return (id, JsonNode.Parse((await Line("data: "))[6..])!);
        }

        public async Task<string> Line(string beginning)
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
                if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
            throw new EndOfStreamException();
        }

        /// <summary>What comes until the host ends the stream.</summary>
        public Task<string> Rest() => reader.ReadToEndAsync(patience.Token);

        public void Dispose()
        {
            patience.Dispose();
            reader.Dispose();
            answer.Dispose();
        }
    }
}
