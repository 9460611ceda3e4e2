using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>What a list of cases tells beyond its rows: when each is due, and which are of a kind, late or due today.</summary>
public sealed class CaseListTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_line_tells_who_holds_the_case_and_which_of_its_clocks_falls_due_first()
    {
        var caseId = await host.Accept("L-1");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        var line = Assert.Single(await List(""))!;
        var clocks = (await (await (await host.As("dispatcher")).GetAsync($"/api/cases/{caseId}/clocks")).Json())["items"]!.AsArray();
        var first = clocks.Where(clock => clock!["state"]!.GetValue<string>() == "running").MinBy(clock => clock!["due"]!.GetValue<DateTimeOffset>())!;
        Assert.Equal(first["due"]!.GetValue<DateTimeOffset>(), line["dueAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(first["id"]!.GetValue<string>(), line["dueClock"]!.GetValue<string>());
        Assert.Equal(ApiHost.PersonOf("clerk-cgj"), line["holderId"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(line["holderName"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Those_past_due_and_those_due_today_are_found_in_the_list_and_in_the_file()
    {
        var late = await host.Accept("L-2");
        await host.Move("dispatcher", late, new { command = "triage" });
        await host.Move("dispatcher", late, new { command = "dispatch", unit = "440804-cgj" });
        host.Clock.Set(ApiHost.Start.AddDays(60));
        await host.Move("dispatcher", late, new { command = "comment", text = "催办" });
        var today = await host.Accept("L-3", order => { order["receivedAt"] = host.Clock.GetUtcNow().ToString("O"); order["urgency"] = "emergency"; });
        Assert.Equal([late], Ids(await List("?due=overdue")));
        Assert.Equal([today], Ids(await List("?due=today")));
        Assert.Equal([late], Ids(await List("?held=true")));
        Assert.Equal([today], Ids(await List("?held=false")));
        Assert.Equal(2, (await List("")).Count);
        var file = await (await host.As("dispatcher")).GetStringAsync("/api/exports/cases.csv?due=today");
        Assert.Contains(today, file, StringComparison.Ordinal);
        Assert.DoesNotContain(late, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_have_not_ended_are_as_many_as_the_overview_counts()
    {
        var open = await host.Accept("A-1");
        var ended = await host.Accept("A-2");
        await host.Move("hotline-operator", ended, new { command = "withdraw", reason = "群众自愿撤回" });
        Assert.Equal([open], Ids(await List("?alive=true")));
        Assert.Equal(2, (await List("?alive=false")).Count);
        var overview = await (await (await host.As("dispatcher")).GetAsync("/api/overview")).Json();
        Assert.Equal(1, overview["total"]!.GetValue<int>());
        var file = await (await host.As("dispatcher")).GetStringAsync("/api/exports/cases.csv?alive=true");
        Assert.DoesNotContain(ended, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_of_one_kind_come_page_by_page_and_none_is_left_out()
    {
        var wanted = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            var caseId = await host.Accept($"K-{i}", order => order["kind"] = i % 2 == 0 ? "help" : "complaint");
            if (i % 2 == 0) wanted.Add(caseId);
        }

        var client = await host.As("dispatcher");
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = await (await client.GetAsync("/api/cases?kind=help&limit=3" + (after is null ? "" : $"&after={after}"))).Json();
            var items = page["items"]!.AsArray();
            Assert.InRange(items.Count, 0, 3);
            found.AddRange(Ids(items));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        Assert.Equal(wanted.Order(), found.Order());
    }

    [Theory]
    [InlineData("/api/cases?due=soon")]
    [InlineData("/api/cases?kind=gossip")]
    [InlineData("/api/cases?held=perhaps")]
    [InlineData("/api/cases?alive=perhaps")]
    [InlineData("/api/exports/cases.csv?due=soon")]
    [InlineData("/api/exports/cases.csv?held=perhaps")]
    [InlineData("/api/exports/cases.csv?kind=gossip")]
    public async Task A_word_that_is_none_of_the_lists_is_refused(string path) => await (await (await host.As("dispatcher")).GetAsync(path)).Problem(400, "invalid-value");

    private async Task<JsonArray> List(string query) => (await (await (await host.As("dispatcher")).GetAsync("/api/cases" + query)).Json())["items"]!.AsArray();

    private static IEnumerable<string> Ids(IEnumerable<JsonNode?> lines) => lines.Select(line => line!["caseId"]!.GetValue<string>());
}
