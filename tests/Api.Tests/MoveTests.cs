using System.Net;
using System.Net.Http.Json;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

/// <summary>Moves at their doors: who may, what is refused, what the answer says, and what still comes in under the old code.</summary>
public sealed class MoveTests
{
    private static readonly string Grid = ApiHost.GridOf("worker-1");
    private static readonly Unit Other = ApiHost.County.Units.First(unit => unit.Kind == UnitKind.Village && unit.AreaCode != Grid[..12]);

    [Fact]
    public async Task A_grid_is_moved_and_its_progress_can_be_read()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        await host.Accept("M-1");

        var answer = await admin.PostAsJsonAsync($"/api/directory/grids/{Grid}/move", new { toVillage = Other.Code, reason = "合并", expectedVersion = 1 });
        var started = await answer.Json();
        var progress = await (await (await host.As("auditor")).GetAsync(answer.Headers.Location)).Json();

        Assert.Equal((HttpStatusCode.Accepted, "v2"), (answer.StatusCode, started["moveId"]!.GetValue<string>()));
        Assert.Equal(Grid, started["codes"]![0]!["from"]!.GetValue<string>());
        var now = started["codes"]![0]!["to"]!.GetValue<string>();
        Assert.StartsWith(Other.AreaCode!, now, StringComparison.Ordinal);
        // No orchestration runs here, so the case has still to follow.
        Assert.Equal(("waiting", 1), (progress["state"]!.GetValue<string>(), progress["remaining"]!.GetValue<int>()));
        var line = (await (await admin.GetAsync("/api/directory/history")).Json())["items"]![0]!;
        Assert.Equal(("move-grid", "合并"), (line["what"]!.GetValue<string>(), line["reason"]!.GetValue<string>()));
        Assert.Contains(line["entries"]!.AsArray(), entry => entry!["entry"]!.GetValue<string>() == $"former grid {Grid}");
    }

    [Fact]
    public async Task What_comes_in_under_the_old_code_is_the_new_grid_s()
    {
        await using var host = new ApiHost();
        var started = await (await (await host.As("admin")).PostAsJsonAsync($"/api/directory/grids/{Grid}/move", new { toVillage = Other.Code, reason = "合并", expectedVersion = 1 })).Json();
        var now = started["codes"]![0]!["to"]!.GetValue<string>();

        var order = await host.Accept("M-2");
        var worker = await host.As("worker-1");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports") { Content = JsonContent.Create(new { kind = "report", category = "dispute.neighbour", title = "x", text = "x", gridCode = Grid, observedAt = ApiHost.Start }) };
        request.Headers.Add("Idempotency-Key", "offline-1");
        var report = await worker.SendAsync(request);

        Assert.Equal(now, (await host.Stores.Cases.Find(order))!.GridCode);
        Assert.Equal(HttpStatusCode.Created, report.StatusCode);
        Assert.Equal(now, (await host.Stores.Cases.Find((await report.Json())["caseId"]!.GetValue<string>()))!.GridCode);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"/api/cases/{order}")).StatusCode);
    }

    [Fact]
    public async Task Moves_that_cannot_be_are_refused_in_words()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var path = $"/api/directory/grids/{Grid}/move";
        await (await admin.PostAsJsonAsync(path, new { toVillage = Other.Code, reason = "x" })).Problem(400, "missing-field");
        await (await admin.PostAsJsonAsync(path, new { toVillage = Other.Code, expectedVersion = 1 })).Problem(400, "missing-field");
        await (await admin.PostAsJsonAsync(path, new { toVillage = Other.Code, reason = "x", expectedVersion = 7 })).Problem(409, "directory-changed");
        await (await admin.PostAsJsonAsync(path, new { toVillage = Grid[..12], reason = "x", expectedVersion = 1 })).Problem(409, "same-village");
        await (await admin.PostAsJsonAsync(path, new { toVillage = "ghost", reason = "x", expectedVersion = 1 })).Problem(422, "unknown-village");
        await (await admin.PostAsJsonAsync(path, new { toVillage = Other.Code, newCode = "123", reason = "x", expectedVersion = 1 })).Problem(400, "out-of-bounds");
        await (await admin.PostAsJsonAsync("/api/directory/grids/440804999999999/move", new { toVillage = Other.Code, reason = "x", expectedVersion = 1 })).Problem(404, "unknown-entry");
        var town = ApiHost.County.Units.Last(unit => unit.Kind == UnitKind.Town);
        await (await admin.PostAsJsonAsync($"/api/directory/units/{Grid[..12]}/move", new { toParent = town.Code, reason = "x", expectedVersion = 1 })).Problem(422, "new-code-required");
        await (await admin.GetAsync("/api/directory/moves/v9")).Problem(404, "unknown-move");
        await (await admin.GetAsync("/api/directory/moves/" + new string('v', 3000))).Problem(404, "unknown-move");
        Assert.Equal(1, host.Stores.DirectorySource.Current.Version);
    }

    [Fact]
    public async Task A_village_that_only_changes_its_area_needs_no_case_to_follow()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var village = ApiHost.County.Units.First(unit => unit.Code == Grid[..12]);
        var area = new { code = "pq-1", name = "第一片区", kind = "area", tier = "town", parentCode = village.ParentCode };
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsJsonAsync("/api/directory/units/pq-1", new { expectedVersion = 1, reason = "x", entry = area })).StatusCode);

        var answer = await admin.PostAsJsonAsync($"/api/directory/units/{village.Code}/move", new { toParent = "pq-1", reason = "x", expectedVersion = 2 });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null((await answer.Json())["moveId"]);
        Assert.Equal("pq-1", host.Stores.DirectorySource.Current.AreaOf(village.Code)!.Code);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("leader")]
    [InlineData("worker-1")]
    public async Task Only_administrators_move(string user)
    {
        await using var host = new ApiHost();
        var client = await host.As(user);
        await (await client.PostAsJsonAsync($"/api/directory/grids/{Grid}/move", new { })).Problem(403, "role-lacks-operation");
        await (await client.PostAsJsonAsync($"/api/directory/units/{Grid[..12]}/move", new { })).Problem(403, "role-lacks-operation");
        if (user != "auditor") await (await client.GetAsync("/api/directory/moves/v2")).Problem(403, "role-lacks-operation");
    }
}
