using System.Net;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Inspections;

/// <summary>Process checks as a village, the worker and the town meet them: by HTTP.</summary>
public sealed class SpotChecksOverHttpTests
{
    private const string Now = "2026-03-02 09:00";
    private const string Grid = "440804001001001";
    private const string Village = "clerk-440804001001";

    [Fact]
    public async Task The_village_checks_what_the_worker_did_once_and_the_round_counts_it()
    {
        await using var county = await HttpCounty.Open(Now);
        var (sweep, ids) = await Round(county);
        (await county.Client.Post(Village, $"/api/inspections/{ids[0]}/check", new { agreed = true }, "k-0")).Refused(HttpStatusCode.Conflict, "not-done");
        Assert.Equal((0, 0, 0), await Counts(county, sweep));
        HashSet<string> offered = [];
        for (var number = 0; number < ids.Count; number++)
        {
            await county.Until($"2026-03-02 09:{10 + number}");
            await Report(county, "worker-1", ids[number], 10 + number);
            var now = await Sample(county, sweep);
            Assert.True(offered.IsSubsetOf(now));
            Assert.True(now.Count >= Math.Min(2, number + 1));
            offered = now;
        }

        Assert.Equal(offered, (await Tasks(county, Village)).ToHashSet());
        Assert.Empty(await Tasks(county, "worker-1"));
        var id = offered.First();
        (await county.Client.Post("worker-1", $"/api/inspections/{id}/check", new { agreed = true }, "k-1")).Refused(HttpStatusCode.Forbidden, "role-lacks-operation");
        foreach (var other in new[] { "supervisor-maxie", "clerk-cgj" })
            (await county.Client.Post(other, $"/api/inspections/{id}/check", new { agreed = true }, "k-1")).Refused(HttpStatusCode.NotFound, "unknown-inspection");
        (await county.Client.Post(Village, $"/api/inspections/{id}/check", new { agreed = false })).Refused(HttpStatusCode.BadRequest, "idempotency-key-required");
        var first = (await county.Client.Post(Village, $"/api/inspections/{id}/check", new { agreed = false, remark = "灭火器已过期" }, "k-1")).Taken();
        await county.Restart();
        var again = (await county.Client.Post(Village, $"/api/inspections/{id}/check", new { agreed = false, remark = "灭火器已过期" }, "k-1")).Taken();
        Assert.Equal((false, true, first.Body.GetRawText()), (first.Replayed, again.Replayed, again.Body.GetRawText()));
        (await county.Client.Post("supervisor-nandiao", $"/api/inspections/{id}/check", new { agreed = true }, "k-2")).Refused(HttpStatusCode.Conflict, "already-checked");
        Assert.Equal((offered.Count, 1, 0), await Counts(county, sweep));
        Assert.Equal(offered, await Sample(county, sweep));
        Assert.DoesNotContain(id, await Tasks(county, Village));
        Assert.Equal("灭火器已过期", (await county.Client.Get(Village, $"/api/inspections/{id}")).Taken().Body.GetProperty("check").GetProperty("remark").GetString());
        (await county.Client.Get("supervisor-maxie", $"/api/inspections/checks?sweep={sweep}")).Refused(HttpStatusCode.NotFound, "unknown-sweep");
        (await county.Client.Get(Village, "/api/inspections/checks")).Refused(HttpStatusCode.BadRequest, "missing-field");
        await county.Until("2026-06-01 09:00");
        Assert.DoesNotContain(await Tasks(county, Village), offered.Contains);
    }

    [Fact]
    public async Task Nobody_checks_an_inspection_of_their_own()
    {
        await using var county = await HttpCounty.Open(Now);
        var (_, ids) = await Round(county);
        await county.Until("2026-03-02 09:10");
        await Report(county, "supervisor-nandiao", ids[0], 10);
        (await county.Client.Post("supervisor-nandiao", $"/api/inspections/{ids[0]}/check", new { agreed = true }, "k-1")).Refused(HttpStatusCode.Forbidden, "own-inspection");
        Assert.True((await county.Client.Post(Village, $"/api/inspections/{ids[0]}/check", new { agreed = true }, "k-1")).Taken().Body.GetProperty("agreed").GetBoolean());
    }

    private static async Task<(string Sweep, List<string> Inspections)> Round(HttpCounty county)
    {
        var item = new { id = "exit", zh = "出口畅通", en = "exit clear", category = "fire-safety.exit" };
        (await county.Client.Post("admin", "/api/checklists", new { code = "exits", name = "出口检查", items = new[] { item } })).Taken();
        foreach (var number in Enumerable.Range(1, 8))
            (await county.Client.Post("admin", "/api/places", new { id = $"checked-{number}", name = $"小店{number}", kind = "key-unit", gridCode = Grid, colour = "green" })).Taken();
        var campaign = new { name = "出口专项", target = new { kind = "places", placeKinds = new[] { "key-unit" }, gridPrefixes = new[] { Grid } }, checklist = "exits", days = 10 };
        var sweep = (await county.Client.Post("supervisor-nandiao", "/api/sweeps", campaign, "c-1")).Taken().Text("id")!;
        await county.Until("2026-03-02 09:05");
        var items = (await county.Client.Get(Village, $"/api/inspections?sweep={sweep}&limit=200")).Taken().Body.GetProperty("items").EnumerateArray();
        List<string> ids = [.. items.Select(one => one.GetProperty("id").GetString()!)];
        Assert.True(ids.Count >= 8);
        return (sweep, ids);
    }

    private static async Task Report(HttpCounty county, string user, string id, int minute) => (await county.Client.Post(
        user, $"/api/inspections/{id}/result", new { items = new[] { new { itemId = "exit", ok = true } }, doneAt = HttpCounty.Instant($"2026-03-02 09:{minute}") }, "r-" + id)).Taken();

    private static async Task<HashSet<string>> Sample(HttpCounty county, string sweep) =>
        [.. (await county.Client.Get(Village, $"/api/inspections/checks?sweep={sweep}&limit=200")).Taken().Body.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("inspectionId").GetString()!)];

    private static async Task<(int Wanted, int Done, int Agreed)> Counts(HttpCounty county, string sweep)
    {
        var checks = (await county.Client.Get(Village, $"/api/sweeps/{sweep}")).Taken().Body.GetProperty("checks");
        return (checks.GetProperty("wanted").GetInt32(), checks.GetProperty("done").GetInt32(), checks.GetProperty("agreed").GetInt32());
    }

    private static async Task<List<string>> Tasks(HttpCounty county, string user) =>
    [
        .. (await county.Client.Get(user, "/api/tasks?limit=200")).Taken().Body.GetProperty("items").EnumerateArray()
            .Where(task => task.GetProperty("kind").GetString() == "spot-check").Select(task => task.GetProperty("subjectId").GetString()!),
    ];
}
