using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>Tasks, sync, escalations, overview: what a console shows of a case that nobody signs off.</summary>
public sealed class SupervisionTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_case_waits_for_one_role_after_the_other()
    {
        var caseId = await host.Accept("T-1");
        Assert.Equal(["triage"], await Tasks("dispatcher"));
        Assert.Empty(await Tasks("clerk-cgj"));
        await host.Move("dispatcher", caseId, new { command = "triage" });
        Assert.Equal(["dispatch"], await Tasks("dispatcher"));
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj", helpers = new[] { "440804-jtj" } });
        Assert.Empty(await Tasks("dispatcher"));
        Assert.Equal(["contact", "sign-off"], (await Tasks("clerk-cgj")).Order());
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        await host.Move("clerk-cgj", caseId, new { command = "contact" });
        // Nothing can be resolved while a helper has not done its part.
        Assert.Empty(await Tasks("clerk-cgj"));
        Assert.Equal(["complete-subtask"], await Tasks("clerk-jtj"));
        await host.Move("clerk-jtj", caseId, new { command = "complete-subtask", subtaskId = "s1" });
        Assert.Equal(["resolve"], await Tasks("clerk-cgj"));
        await host.Move("clerk-cgj", caseId, new { command = "request-extension", days = 2, reason = "需配件" });
        Assert.Equal(["decide-extension"], await Tasks("dispatcher"));
        await host.Move("dispatcher", caseId, new { command = "decide-extension", approve = true });
        await host.Move("clerk-cgj", caseId, new { command = "resolve", text = "已办" });
        Assert.Equal(["verify"], await Tasks("worker-1"));
        Assert.Empty(await Tasks("worker-2"));
        await host.Move("worker-1", caseId, new { command = "verify", ok = true });
        Assert.Equal(["visit"], await Tasks("hotline-operator"));
        Assert.Empty(await Tasks("dispatcher"));
        await host.Move("hotline-operator", caseId, new { command = "visit", outcome = "reached", solved = "yes", satisfaction = 5 });
        Assert.Equal(["close"], await Tasks("hotline-operator"));
        await host.Move("hotline-operator", caseId, new { command = "close" });
        Assert.Equal(["look-back"], await Tasks("worker-1"));
    }

    [Fact]
    public async Task Tasks_come_soonest_due_first_and_are_paged()
    {
        for (var i = 0; i < 3; i++)
        {
            await host.Accept($"T-{i}", order => order["urgency"] = i == 2 ? "emergency" : "normal");
            host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));
        }

        var client = await host.As("dispatcher");
        var all = (await (await client.GetAsync("/api/tasks")).Json())["items"]!.AsArray();
        var due = all.Select(task => task!["due"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(3, all.Count);
        Assert.Equal(due.Order(), due);
        Assert.Equal("l1", all[0]!["grade"]!.GetValue<string>());
        var page = await (await client.GetAsync("/api/tasks?limit=2")).Json();
        Assert.Equal(3, page["total"]!.GetValue<int>());
        var rest = await (await client.GetAsync($"/api/tasks?limit=2&after={page["next"]!.GetValue<string>()}")).Json();
        Assert.Single(rest["items"]!.AsArray());
        Assert.Null(rest["next"]);
    }

    [Fact]
    public async Task Sync_tells_what_changed_since_and_nothing_twice()
    {
        var client = await host.As("dispatcher");
        var one = await host.Accept("Y-1");
        var two = await host.Accept("Y-2");
        var first = await (await client.GetAsync("/api/sync")).Json();
        Assert.Equal([one, two], first["items"]!.AsArray().Select(line => line!["caseId"]!.GetValue<string>()));
        var cursor = first["cursor"]!.GetValue<string>();
        Assert.Empty((await (await client.GetAsync($"/api/sync?since={cursor}")).Json())["items"]!.AsArray());
        await host.Move("dispatcher", one, new { command = "triage" });
        var second = await (await client.GetAsync($"/api/sync?since={cursor}")).Json();
        Assert.Equal([one], second["items"]!.AsArray().Select(line => line!["caseId"]!.GetValue<string>()));
        Assert.Empty((await (await (await host.As("clerk-cgj")).GetAsync("/api/sync")).Json())["items"]!.AsArray());
        await (await client.GetAsync("/api/sync?since=whenever")).Problem(400, "bad-cursor");
        var slow = await (await client.GetAsync("/api/sync?limit=1")).Json();
        Assert.True(slow["more"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_rung_reaches_a_person_who_acknowledges_it_once()
    {
        var caseId = await Overdue("V-1");
        var open = await Escalations("supervisor-centre", "?open=true");
        Assert.NotEmpty(open);
        var mine = open.First(line => line!["caseId"]!.GetValue<string>() == caseId)!;
        Assert.StartsWith("rung-", mine["purpose"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(mine["clock"]);
        Assert.NotNull(mine["delivery"]);
        var id = mine["id"]!.GetValue<string>();
        var receiver = mine["personId"]!.GetValue<string>();
        var supervisor = await host.As("supervisor-centre");
        var at = host.Clock.GetUtcNow();
        var seen = await (await supervisor.PostAsJsonAsync($"/api/escalations/{id}/acknowledgement", new { remark = "已督促" })).Json();
        Assert.Equal(at, seen["acknowledgedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(receiver, seen["personId"]!.GetValue<string>());
        host.Clock.Set(at.AddMinutes(5));
        var again = await (await supervisor.PostAsync($"/api/escalations/{id}/acknowledgement", null)).Json();
        Assert.Equal(at, again["acknowledgedAt"]!.GetValue<DateTimeOffset>());
        Assert.DoesNotContain(await Escalations("supervisor-centre", "?open=true"), line => line!["id"]!.GetValue<string>() == id);
        Assert.Contains(await Escalations("supervisor-centre", ""), line => line!["id"]!.GetValue<string>() == id);
        var facts = await host.Stores.Cases.Facts(caseId, 0, 1000);
        Assert.Single(facts, fact => fact.Fact is Workflows.Cases.Facts.Acknowledged);
    }

    [Fact]
    public async Task An_acknowledgement_sent_again_is_answered_though_the_case_is_out_of_scope_by_now()
    {
        var caseId = await Overdue("V-5");
        var (leader, county) = (ApiHost.PersonOf("leader"), (await host.Stores.Directory.Load())!);
        var id = (await Escalations("supervisor-centre", "?open=true")).First(line => line!["caseId"]!.GetValue<string>() == caseId && line["personId"]!.GetValue<string>() != leader)!["id"]!.GetValue<string>();
        var path = $"/api/escalations/{id}/acknowledgement";
        var first = await (await host.As("leader")).PostText(path, "{}", key: "seen");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await host.Stores.Directory.Save(
            county with { People = [.. county.People.Select(person => person.Id == leader ? person with { UnitCode = null, Scope = ApiHost.GridOf("worker-3")[..9] } : person)] }, county.Version);

        var again = await (await host.As("leader")).PostText(path, "{}", key: "seen");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        await (await (await host.As("leader")).PostText(path, "{}", key: "anew")).Problem(404, "unknown-escalation");
    }

    [Fact]
    public async Task Nobody_acknowledges_for_another_or_beyond_the_own_scope()
    {
        await Overdue("V-2");
        var id = (await Escalations("supervisor-centre", "?open=true"))[0]!["id"]!.GetValue<string>();
        // The clerk sees the case, which the unit holds, but was not told of this rung.
        await (await (await host.As("clerk-cgj")).PostAsJsonAsync($"/api/escalations/{id}/acknowledgement", new { })).Problem(403, "not-the-receiver");
        await (await (await host.As("clerk-jtj")).PostAsJsonAsync($"/api/escalations/{id}/acknowledgement", new { })).Problem(404, "unknown-escalation");
        await (await (await host.As("leader")).PostAsJsonAsync("/api/escalations/nothing/acknowledgement", new { })).Problem(404, "unknown-escalation");
        Assert.All(await Escalations("clerk-jtj", ""), line => Assert.True(line!["toMe"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task The_inbox_holds_what_was_sent_to_me()
    {
        var caseId = await host.Accept("V-3");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        var inbox = (await (await (await host.As("clerk-cgj")).GetAsync("/api/notices")).Json())["items"]!.AsArray();
        Assert.Equal(["dispatched"], inbox.Select(line => line!["purpose"]!.GetValue<string>()));
        await (await (await host.As("clerk-cgj")).GetAsync("/api/notices?after=what")).Problem(400, "bad-cursor");
    }

    [Fact]
    public async Task A_list_of_escalations_says_how_each_case_stands_now()
    {
        await Overdue("V-4");
        var line = (await Escalations("supervisor-centre", "?open=true"))[0]!;
        Assert.Equal("440804-cgj", line["case"]!["unit"]!.GetValue<string>());
        Assert.Equal("dispatch", line["case"]!["stage"]!.GetValue<string>());
        Assert.NotNull(line["case"]!["categoryName"]);
        var id = line["caseId"]!.GetValue<string>();
        await host.Move("dispatcher", id, new { command = "dispatch", unit = "440804-jtj" });
        // The case has gone to another unit: its clerk was told of it and still is, but sees no more of it.
        var told = (await (await (await host.As("clerk-cgj")).GetAsync("/api/notices")).Json())["items"]!.AsArray();
        Assert.NotEmpty(told);
        Assert.All(told, one => Assert.Null(one!["case"]));
    }

    [Fact]
    public async Task Whoever_oversees_a_part_also_sees_what_they_were_told_of_elsewhere()
    {
        var caseId = await Overdue("V-5");
        Assert.Empty(await Escalations("supervisor-maxie", ""));
        var file = (await host.Stores.Cases.Find(caseId))!;
        var rung = (await host.Stores.Notices.List(new() { CaseId = caseId, OpenOnly = true })).Notices[0].Notice with { Key = "elsewhere", PersonId = ApiHost.PersonOf("supervisor-maxie") };
        await host.Stores.Cases.Append(new(caseId, file.Version, [], file, null, [], new([rung], [], []), null));
        var line = Assert.Single(await Escalations("supervisor-maxie", ""))!;
        Assert.Equal((caseId, true), (line["caseId"]!.GetValue<string>(), line["toMe"]!.GetValue<bool>()));
        Assert.Null(line["case"]);
        Assert.Single(await Escalations("supervisor-maxie", "?open=true"));
    }

    [Fact]
    public async Task The_overview_counts_what_is_in_scope()
    {
        await Overdue("O-1");
        await host.Accept("O-2", order => order["receivedAt"] = host.Clock.GetUtcNow().ToString("O"));
        var overview = await (await (await host.As("supervisor-centre")).GetAsync("/api/overview")).Json();
        Assert.Equal(2, overview["total"]!.GetValue<int>());
        Assert.Equal(1, overview["byStage"]!["triage"]!.GetValue<int>());
        Assert.Equal(1, overview["overdue"]!.GetValue<int>());
        Assert.Equal("440804-cgj", overview["byUnit"]![0]!["code"]!.GetValue<string>());
        Assert.Equal(2, overview["byGrid"]![0]!["count"]!.GetValue<int>());
        Assert.Equal(ApiHost.County.Grids.Length, overview["coverage"]!["grids"]!.GetValue<int>());
        Assert.True(overview["dueToday"]!["complete"]!.GetValue<bool>());
        Assert.Equal(1, overview["byGrid"]![0]!["red"]!.GetValue<int>() + overview["byGrid"]![0]!["purple"]!.GetValue<int>());
        var triage = overview["stages"]!.AsArray().Single(line => line!["stage"]!.GetValue<string>() == "triage")!;
        Assert.Equal((1, 1), (triage["count"]!.GetValue<int>(), triage["green"]!.GetValue<int>()));
        Assert.Equal(2, overview["stages"]!.AsArray().Sum(line => line!["count"]!.GetValue<int>()));
        var elsewhere = await (await (await host.As("clerk-jtj")).GetAsync("/api/overview")).Json();
        Assert.Equal(0, elsewhere["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_overview_of_a_part_of_the_county_counts_that_part_alone()
    {
        await host.Accept("O-3");
        var leader = await host.As("leader");
        var grid = (await (await leader.GetAsync("/api/overview")).Json())["byGrid"]![0]!["code"]!.GetValue<string>();
        Assert.Equal(1, (await (await leader.GetAsync($"/api/overview?grid={grid[..9]}")).Json())["total"]!.GetValue<int>());
        var village = await (await leader.GetAsync($"/api/overview?grid={grid[..12]}")).Json();
        Assert.Equal(ApiHost.County.Grids.Count(one => one.Code.StartsWith(grid[..12], StringComparison.Ordinal)), village["coverage"]!["grids"]!.GetValue<int>());
        var other = ApiHost.County.Grids.First(one => !one.Code.StartsWith(grid[..9], StringComparison.Ordinal)).Code;
        Assert.Equal(0, (await (await leader.GetAsync($"/api/overview?grid={other[..9]}")).Json())["total"]!.GetValue<int>());
        await (await leader.GetAsync("/api/overview?grid=north")).Problem(400, "invalid-value");
    }

    [Fact]
    public async Task What_is_due_today_is_listed_soonest_first()
    {
        var caseId = await Overdue("O-4");
        await host.Accept("O-5", order => { order["receivedAt"] = host.Clock.GetUtcNow().ToString("O"); order["urgency"] = "emergency"; });
        await host.Accept("O-6", order => order["receivedAt"] = host.Clock.GetUtcNow().ToString("O"));
        var due = (await (await (await host.As("dispatcher")).GetAsync("/api/overview")).Json())["dueToday"]!;
        var lines = due["items"]!.AsArray();
        Assert.Equal(due["count"]!.GetValue<int>(), lines.Count);
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line!["caseId"]!.GetValue<string>() == caseId);
        var times = lines.Select(line => line!["due"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(times.Order(), times);
        Assert.All(times, at => Assert.Equal(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date, at.ToOffset(TimeSpan.FromHours(8)).Date));
        Assert.Equal("l1", lines[0]!["grade"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_watchdog_shows_what_stands_still_and_repairs()
    {
        var caseId = await host.Accept("D-1");
        host.Clock.Set(ApiHost.Start.AddDays(60));
        var admin = await host.As("admin");
        var view = await (await admin.GetAsync("/api/watchdog")).Json();
        Assert.Equal([caseId], view["late"]!.AsArray().Select(late => late!["caseId"]!.GetValue<string>()));
        Assert.Equal(1, (await (await admin.PostAsync("/api/watchdog/repair", null)).Json())["compared"]!.GetValue<int>());
        await (await admin.PostAsync("/api/watchdog/parked/none/retry", null)).Problem(404, "not-parked");
        await (await admin.PostAsJsonAsync("/api/watchdog/dead-letters/none/release", new { skip = true })).Problem(404, "not-dead");
        await (await (await host.As("leader")).PostAsync("/api/watchdog/repair", null)).Problem(403, "role-lacks-operation");
    }

    [Theory]
    [InlineData("/api/directory/units", "worker-1")]
    [InlineData("/api/directory/grids", "worker-1")]
    [InlineData("/api/directory/categories", "hotline-operator")]
    [InlineData("/api/directory/people", "clerk-cgj")]
    [InlineData("/api/policies/deadlines", "readonly")]
    [InlineData("/api/calendars/cn", "readonly")]
    public async Task What_pages_need_to_offer_is_there_to_read(string path, string user) =>
        Assert.Equal(HttpStatusCode.OK, (await (await host.As(user)).GetAsync(path)).StatusCode);

    [Fact]
    public async Task A_worker_is_shown_the_own_grids_and_colleagues_only()
    {
        var worker = await host.As("worker-1");
        var grids = (await (await worker.GetAsync("/api/directory/grids?limit=200")).Json())["items"]!.AsArray();
        Assert.All(grids, grid => Assert.StartsWith(ApiHost.AccountOf("worker-1").Unit!, grid!["code"]!.GetValue<string>(), StringComparison.Ordinal));
        var people = (await (await worker.GetAsync("/api/directory/people?limit=200")).Json())["items"]!.AsArray();
        Assert.All(people, person => Assert.Equal(ApiHost.AccountOf("worker-1").Unit, person!["unit"]!.GetValue<string>()));
        await (await worker.GetAsync("/api/calendars/none")).Problem(404, "unknown-calendar");
    }

    private async Task<List<string>> Tasks(string user) =>
        [.. (await (await (await host.As(user)).GetAsync("/api/tasks")).Json())["items"]!.AsArray().Select(task => task!["task"]!.GetValue<string>())];

    private async Task<JsonArray> Escalations(string user, string query) => (await (await (await host.As(user)).GetAsync("/api/escalations" + query)).Json())["items"]!.AsArray();

    /// <summary>A case that nobody signed off for a month; the next move brings all that is due onto the record.</summary>
    private async Task<string> Overdue(string orderNo)
    {
        var caseId = await host.Accept(orderNo);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        host.Clock.Set(new DateTimeOffset(2026, 3, 16, 10, 0, 0, TimeSpan.FromHours(8)));
        await host.Move("dispatcher", caseId, new { command = "comment", text = "逾期" });
        return caseId;
    }
}
