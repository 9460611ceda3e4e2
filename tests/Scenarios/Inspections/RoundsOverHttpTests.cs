using System.Net;
using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Inspections;

/// <summary>Inspections and care visits as an administrator, a grid worker and a phone that was offline meet them: by HTTP, from the first start on.</summary>
public sealed class RoundsOverHttpTests
{
    private const string Now = "2026-03-02 09:00";
    private const string Grid = "440804001001001";

    [Fact]
    public async Task A_plan_opens_its_round_by_itself_and_two_findings_are_two_cases()
    {
        await using var county = await HttpCounty.Open(Now);
        var checklist = new { code = "wang-ba", name = "网吧检查", items = new object[] { Item("exit", "fire-safety.exit", "3cd"), Item("wiring", "fire-safety", "7cd"), Item("equipment", "fire-safety.equipment", null) } };
        Assert.Equal(HttpStatusCode.Created, (await county.Client.Post("admin", "/api/checklists", checklist)).Taken().Status);
        Assert.Equal(HttpStatusCode.OK, (await county.Client.Post("admin", "/api/checklists", checklist)).Taken().Status);
        (await county.Client.Post("admin", "/api/places", new { id = "wb-1", name = "星空网吧", kind = "key-unit", gridCode = Grid, colour = "red" })).Taken();
        var plan = new { id = "wang-ba", name = "网吧每周检查", target = new { kind = "places", placeKinds = new[] { "key-unit" } }, window = "4wd", checklist = "wang-ba" };
        (await county.Client.Post("supervisor-nandiao", "/api/inspection-plans", plan)).Refused(HttpStatusCode.Forbidden, "county-only");
        (await county.Client.Post("worker-1", "/api/inspection-plans", plan)).Refused(HttpStatusCode.Forbidden, "role-lacks-operation");
        (await county.Client.Post("admin", "/api/inspection-plans", plan)).Taken();
        await county.Until("2026-03-02 09:05");

        var task = Tasks(await county.Client.Get("worker-1", "/api/tasks?limit=200")).Single(one => one.GetProperty("name").GetString() == "星空网吧");
        Assert.Equal(("inspection", "green"), (task.GetProperty("kind").GetString(), task.GetProperty("light").GetString()));
        var id = task.GetProperty("subjectId").GetString()!;
        (await county.Client.Get("worker-3", $"/api/inspections/{id}")).Refused(HttpStatusCode.NotFound, "unknown-inspection");
        (await county.Client.Post("worker-3", $"/api/inspections/{id}/result", Result(), "k")).Refused(HttpStatusCode.NotFound, "unknown-inspection");
        (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", Result())).Refused(HttpStatusCode.BadRequest, "idempotency-key-required");
        (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", new { items = new[] { new { itemId = "exit", ok = true } }, doneAt = HttpCounty.Instant(Now).AddMinutes(5) }, "k"))
            .Refused((HttpStatusCode)422, "missing-items");
        var first = (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", Result(), "k")).Taken();
        var cases = first.Body.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("caseId").GetString()!).ToList();
        Assert.Equal(2, cases.Distinct().Count());
        await county.Restart();
        var again = (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", Result(), "k-2")).Taken();
        Assert.True(again.Replayed);
        Assert.Equal(cases, again.Body.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("caseId").GetString()!));
        (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", Result(true), "k-3")).Refused(HttpStatusCode.Conflict, "already-done");
        foreach (var caseId in cases) Assert.Equal("inspection", (await county.Client.Get("dispatcher", $"/api/cases/{caseId}")).Taken().Text("channel"));
        Assert.DoesNotContain(Tasks(await county.Client.Get("worker-1", "/api/tasks?limit=200")), one => one.GetProperty("name").GetString() == "星空网吧");
        var sweep = first.Body.GetProperty("inspection").GetProperty("sweepId").GetString();
        var view = (await county.Client.Get("admin", $"/api/sweeps/{sweep}")).Taken().Body;
        Assert.Equal((1, 1, 2), (view.GetProperty("coverage").GetProperty("total").GetProperty("due").GetInt32(), view.GetProperty("coverage").GetProperty("total").GetProperty("done").GetInt32(), view.GetProperty("coverage").GetProperty("total").GetProperty("findings").GetInt32()));
        var place = (await county.Client.Get("worker-1", "/api/places/wb-1")).Taken().Body;
        Assert.Equal("done", Assert.Single(place.GetProperty("inspections").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_town_starts_campaigns_in_its_own_area_only_and_a_key_starts_one()
    {
        await using var county = await HttpCounty.Open(Now);
        object Campaign(params string[] areas) => new { name = "两日入户", target = new { kind = "households", gridPrefixes = areas }, checklist = "gonggong-sheshi", days = 2 };
        (await county.Client.Post("supervisor-nandiao", "/api/sweeps", Campaign("440804002"), "c-1")).Refused(HttpStatusCode.Forbidden, "out-of-area");
        var started = (await county.Client.Post("supervisor-nandiao", "/api/sweeps", Campaign("440804001001"), "c-1")).Taken();
        var again = (await county.Client.Post("supervisor-nandiao", "/api/sweeps", Campaign("440804001001"), "c-1")).Taken();
        Assert.Equal((started.Text("id"), true), (again.Text("id"), again.Replayed));
        await county.Until("2026-03-02 09:05");
        var mine = (await county.Client.Get("worker-1", $"/api/inspections?mine=true&sweep={started.Text("id")}")).Taken().Body.GetProperty("items")[0];
        var id = mine.GetProperty("id").GetString();
        var partly = (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", new { households = new { done = 120, total = 300 } }, "h-1")).Taken();
        Assert.Equal((120, 300, "open"), (partly.Body.GetProperty("inspection").GetProperty("householdsDone").GetInt32(), partly.Body.GetProperty("inspection").GetProperty("householdsTotal").GetInt32(), partly.Body.GetProperty("inspection").GetProperty("state").GetString()));
        (await county.Client.Get("supervisor-maxie", $"/api/sweeps/{started.Text("id")}")).Refused(HttpStatusCode.NotFound, "unknown-sweep");
        (await county.Client.Post("supervisor-maxie", $"/api/sweeps/{started.Text("id")}/cancel", new { reason = "重复了" })).Refused(HttpStatusCode.NotFound, "unknown-sweep");
        Assert.Equal("cancelled", (await county.Client.Post("supervisor-nandiao", $"/api/sweeps/{started.Text("id")}/cancel", new { reason = "改期" })).Taken().Text("state"));
        (await county.Client.Post("worker-1", $"/api/inspections/{id}/result", new { households = new { done = 130, total = 300 } }, "h-2")).Refused(HttpStatusCode.Conflict, "inspection-cancelled");
    }

    [Fact]
    public async Task Care_is_masked_revealed_with_a_reason_visited_once_and_nobody_elses_business()
    {
        await using var county = await HttpCounty.Open(Now);
        var entry = new { gridCode = Grid, tier = "high", name = "陈阿婆", address = "光明路12号3栋502", phone = "13812345678" };
        var id = (await county.Client.Post("clerk-440804001001", "/api/care", entry, "p-1")).Taken().Text("id")!;
        Assert.Equal(id, (await county.Client.Post("clerk-440804001001", "/api/care", entry, "p-1")).Taken().Text("id"));
        (await county.Client.Post("clerk-440804001001", "/api/care", new { gridCode = "440804002001001", tier = "high", name = "某人" }, "p-2")).Refused((HttpStatusCode)422, "unknown-grid");
        var line = (await county.Client.Get("worker-1", $"/api/care/{id}")).Taken().Body.GetProperty("entry");
        Assert.Equal(("陈**", "光明路12号**", "138****5678"), (line.GetProperty("name").GetString(), line.GetProperty("address").GetString(), line.GetProperty("phone").GetString()));
        Assert.Equal(JsonValueKind.Null, (await county.Client.Get("admin", $"/api/care/{id}")).Taken().Body.GetProperty("entry").GetProperty("name").ValueKind);
        foreach (var other in new[] { "worker-3", "clerk-cgj" }) (await county.Client.Get(other, $"/api/care/{id}")).Refused(HttpStatusCode.NotFound, "unknown-care");
        (await county.Client.Post("admin", $"/api/care/{id}/reveal", new { field = "name", reason = "想看一下" })).Refused(HttpStatusCode.Forbidden, "role-lacks-operation");
        Assert.Equal("陈阿婆", (await county.Client.Post("worker-1", $"/api/care/{id}/reveal", new { field = "name", reason = "上门前核对" })).Taken().Text("value"));
        var soon = (await county.Client.Post("worker-1", $"/api/care/{id}/events", null, "e-1")).Taken();
        Assert.Equal(HttpCounty.Instant("2026-03-03 09:00"), soon.Body.GetProperty("due").GetDateTimeOffset());
        var visit = new { outcome = "done", doneAt = HttpCounty.Instant("2026-03-02 09:00"), remark = "精神很好" };
        var first = (await county.Client.Post("worker-1", $"/api/care/{id}/visits", visit, "v-1")).Taken();
        var again = (await county.Client.Post("worker-1", $"/api/care/{id}/visits", visit, "v-1")).Taken();
        Assert.Equal((first.Body.GetRawText(), true), (again.Body.GetRawText(), again.Replayed));
        (await county.Client.Post("worker-1", $"/api/care/{id}/visits", new { visit.outcome, visit.doneAt, remark = "别的" }, "v-1")).Refused(HttpStatusCode.Conflict, "idempotency-key-reused");
        Assert.Equal(HttpCounty.Instant("2026-03-10 00:00"), first.Body.GetProperty("due").GetDateTimeOffset());
        await county.Until("2026-03-10 09:00");
        Assert.Contains(Tasks(await county.Client.Get("clerk-440804001001", "/api/tasks?limit=200")), task => task.GetProperty("subjectId").GetString() == id && task.GetProperty("overdue").GetBoolean());
        (await county.Client.Post("clerk-440804001001", $"/api/care/{id}/end", new { expectedVersion = 1 })).Refused(HttpStatusCode.Conflict, "stale-version");
    }

    [Fact]
    public async Task A_year_in_which_nobody_does_anything_is_no_flood()
    {
        await using var county = await HttpCounty.Open(Now);
        await county.Until("2027-03-02 09:00");
        var waiting = 0;
        for (string? after = ""; after is not null;)
        {
            var page = (await county.Client.Get("supervisor-centre", $"/api/escalations?open=true&limit=200{after}")).Taken().Body;
            waiting += page.GetProperty("items").GetArrayLength();
            after = page.GetProperty("next").GetString() is { } next ? "&after=" + next : null;
        }

        Assert.InRange(waiting, 1, 600);
        Assert.InRange(Tasks(await county.Client.Get("worker-1", "/api/tasks?limit=200")).Count, 1, 150);
    }

    private static object Item(string id, string category, string? rectify) => new { id, zh = id + " 完好", en = id + " is in order", category, rectify };

    private static object Result(bool exit = false) => new
    {
        items = new object[] { new { itemId = "exit", ok = exit, remark = "通道堆物" }, new { itemId = "wiring", ok = false }, new { itemId = "equipment", ok = true } },
        doneAt = HttpCounty.Instant(Now).AddMinutes(5),
    };

    private static List<JsonElement> Tasks(Reply reply) => [.. reply.Taken().Body.GetProperty("items").EnumerateArray()];
}
