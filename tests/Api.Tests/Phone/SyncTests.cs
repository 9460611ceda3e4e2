using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;
using static GridCase.Api.Tests.Phone.PhoneHost;

namespace GridCase.Api.Tests.Phone;

/// <summary>What changed for a grid worker since the phone last asked.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_case_comes_with_what_the_phone_shows_and_its_tasks_come_and_go_with_it()
    {
        var caseId = await host.ToVerify("S-1");
        var first = await Sync();
        Assert.True(first["reset"]!.GetValue<bool>());
        var item = Items(first).Single();
        Assert.Equal(caseId, item["caseId"]!.GetValue<string>());
        Assert.Equal(("楼上夜里装修", "楼上住户夜里装修，影响休息。", ApiHost.Order("S-1")["address"]!.GetValue<string>()), (item["title"]!.GetValue<string>(), item["text"]!.GetValue<string>(), item["address"]!.GetValue<string>()));
        Assert.Equal("已修复", item["latestNote"]!.GetValue<string>());
        Assert.Contains("verify", Tasks(item));
        Assert.Contains("verify", item["allowedCommands"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.DoesNotContain("张三丰", first.ToJsonString(), StringComparison.Ordinal);
        await host.Move(Worker, caseId, new { command = "verify" });
        var second = await Sync(first);
        Assert.False(second["reset"]!.GetValue<bool>());
        Assert.DoesNotContain("verify", Tasks(Items(second).Single()));
        Assert.Empty(Items(await Sync(second)));
    }

    [Fact]
    public async Task A_case_that_went_to_another_unit_or_grid_is_gone_and_one_that_was_merged_says_so()
    {
        var own = (await (await (await host.As(Worker)).Send("/api/reports", Report(), "r")).Json())["caseId"]!.GetValue<string>();
        var merged = await host.Accept("S-2");
        var into = await host.Accept("S-3");
        var first = await Sync();
        Assert.Equal(3, Items(first).Count);
        var elsewhere = ApiHost.County.Grids.First(grid => grid.VillageUnit != Village);
        await host.Move("dispatcher", own, new { command = "triage", gridCode = elsewhere.Code });
        await host.Move("dispatcher", merged, new { command = "merge", into });
        var second = await Sync(first);
        var gone = second["gone"]!.AsArray().Single()!;
        Assert.Equal(own, gone["caseId"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(gone["code"]!.GetValue<string>()));
        Assert.Equal("merged", Items(second).Single(item => item["caseId"]!.GetValue<string>() == merged)["state"]!.GetValue<string>());
        Assert.Empty((await Sync(second))["gone"]!.AsArray());
    }

    [Fact]
    public async Task Whoever_gets_another_grid_or_role_begins_anew_and_sees_what_is_theirs_now()
    {
        await host.Accept("S-4");
        var other = await host.Accept("S-5", order => order["gridCode"] = ApiHost.GridOf("worker-2"));
        var first = await Sync();
        Assert.Single(Items(first));
        await ChangePlaces();
        var second = await Sync(first);
        Assert.True(second["reset"]!.GetValue<bool>());
        Assert.Equal(other, Items(second).Single()["caseId"]!.GetValue<string>());
        Assert.Equal(ApiHost.GridOf("worker-2"), second["grids"]!.AsArray().Single()!["code"]!.GetValue<string>());
        var third = await Sync(second);
        Assert.False(third["reset"]!.GetValue<bool>());
        await Change(county => county with { People = [.. county.People.Select(person => person.Id == ApiHost.PersonOf(Worker) ? person with { Roles = [Role.GridWorker, Role.UnitClerk] } : person)] });
        Assert.True((await Sync(third))["reset"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_cursor_that_is_older_than_what_the_county_remembers_of_partings_begins_anew()
    {
        await host.Accept("S-6");
        var first = await Sync();
        host.Clock.Set(ApiHost.Start.AddDays(89));
        Assert.False((await Sync(first))["reset"]!.GetValue<bool>());
        host.Clock.Set(ApiHost.Start.AddDays(91));
        var late = await Sync(first);
        Assert.True(late["reset"]!.GetValue<bool>());
        Assert.Single(Items(late));
    }

    [Fact]
    public async Task What_a_phone_looks_up_comes_once_and_again_only_when_it_is_another()
    {
        var first = await Sync();
        Assert.Equal(ApiHost.County.Categories.Length, first["categories"]!.AsArray().Count);
        Assert.Equal(ApiHost.GridOf(Worker), first["grids"]!.AsArray().Single()!["code"]!.GetValue<string>());
        Assert.Equal(14, first["hours"]!.AsArray().Count);
        Assert.Equal("08:30:00", first["hours"]![0]!["sessions"]![0]!["from"]!.GetValue<string>());
        foreach (var part in new[] { "notices", "inspections", "checklists", "careVisits" }) Assert.Empty(first[part]!.AsArray());
        var second = await Sync(first);
        foreach (var part in new[] { "categories", "grids", "hours", "notices", "awaited", "inspections", "checklists", "careVisits" }) Assert.False(second.AsObject().ContainsKey(part), part);
        host.Clock.Set(ApiHost.Start.AddDays(1));
        var third = await Sync(second);
        Assert.Equal(["cursor", "gone", "hours", "items", "more", "reset"], third.AsObject().Select(part => part.Key).Order());
    }

    [Fact]
    public async Task Rounds_come_to_whoever_makes_them_and_go_when_they_are_made()
    {
        var due = ApiHost.Start.AddDays(7);
        var grid = ApiHost.GridOf(Worker);
        Assert.True(await host.Stores.Inspections.SaveChecklist(new("fire", 1, "消防", [], [new("exit", "通道", "Exit", "dispute"), new("hydrant", "消火栓", "Hydrant", "dispute", Department: "440804-xfdd"), new("lamp", "应急灯", "Lamp", "dispute", Department: "440804-zjj")])));
        var inspection = new Inspection(new string('1', 32), null, InspectionKind.Grid, null, grid, "网格", "fire", 1, ApiHost.PersonOf(Worker), null, ApiHost.Start, due, InspectionState.Open, 1) { Parts = [new(null), new("440804-xfdd")] };
        Assert.Equal(AppendOutcome.Appended, await host.Stores.Inspections.Save(new() { Inspections = [inspection] }));
        var clerk = await host.As("clerk-" + Village);
        Assert.Equal(System.Net.HttpStatusCode.Created, (await clerk.Send("/api/care", new JsonObject { ["gridCode"] = grid, ["tier"] = "high", ["name"] = "王小明" }, "care")).StatusCode);
        var first = await Sync();
        Assert.Equal(inspection.Id, first["inspections"]!.AsArray().Single()!["id"]!.GetValue<string>());
        // Of the two departments only one signs for its item.
        Assert.Equal(["exit", "lamp"], first["inspections"]![0]!["items"]!.AsArray().Select(item => item!.GetValue<string>()));
        Assert.Equal("exit", first["checklists"]!.AsArray().Single()!["items"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(grid, first["careVisits"]!.AsArray().Single()!["gridCode"]!.GetValue<string>());
        Assert.DoesNotContain("王小明", first.ToJsonString(), StringComparison.Ordinal);
        var id = first["careVisits"]![0]!["id"]!.GetValue<string>();
        var visit = new JsonObject { ["key"] = "v", ["do"] = "care-visit", ["id"] = id, ["body"] = new JsonObject { ["outcome"] = "done", ["doneAt"] = "2026-02-13T08:50:00+08:00" } };
        var worker = await host.As(Worker);
        for (var time = 0; time < 2; time++)
        {
            var answer = (await (await worker.Send("/api/sync", new JsonObject { ["items"] = new JsonArray(visit.DeepClone()) })).Json())["items"]![0]!;
            Assert.Equal((200, time == 1), (answer["status"]!.GetValue<int>(), answer["replayed"]!.GetValue<bool>()));
        }

        Assert.Equal(AppendOutcome.Appended, await host.Stores.Inspections.Save(new() { Inspections = [inspection with { State = InspectionState.Done, Version = 2 }] }));
        var second = await Sync(first);
        Assert.Empty(second["inspections"]!.AsArray());
        Assert.NotEqual(first["careVisits"]!.ToJsonString(), second["careVisits"]!.ToJsonString());
    }

    [Fact]
    public async Task A_joint_round_waits_for_each_until_their_own_part_is_handed_in()
    {
        var unit = ApiHost.AccountOf("clerk-cgj").Unit!;
        Assert.True(await host.Stores.Inspections.SaveChecklist(new("joint", 1, "联合巡查", [], [new("exit", "通道", "Exit", "dispute"), new("stall", "占道", "Stalls", "dispute", Department: unit)])));
        var inspection = new Inspection(new string('2', 32), null, InspectionKind.Grid, null, ApiHost.GridOf(Worker), "网格", "joint", 1, ApiHost.PersonOf(Worker), null, ApiHost.Start, ApiHost.Start.AddDays(7), InspectionState.Open, 1) { Parts = [new(null), new(unit)] };
        Assert.Equal(AppendOutcome.Appended, await host.Stores.Inspections.Save(new() { Inspections = [inspection] }));
        Assert.Equal((null, "exit"), Round(await Sync()));
        Assert.Equal((unit, "stall"), Round(await Sync(user: "clerk-cgj")));
        await HandIn(Worker, "exit");
        Assert.Empty((await Sync())["inspections"]!.AsArray());
        Assert.Equal((unit, "stall"), Round(await Sync(user: "clerk-cgj")));
        await HandIn("clerk-cgj", "stall");
        Assert.Empty((await Sync(user: "clerk-cgj"))["inspections"]!.AsArray());

        static (string? Unit, string Item) Round(JsonNode page) =>
            (page["inspections"]!.AsArray().Single()!["unit"]?.GetValue<string>(), page["inspections"]![0]!["items"]!.AsArray().Single()!.GetValue<string>());

        async Task HandIn(string user, string item)
        {
            var body = new JsonObject { ["doneAt"] = "2026-02-13T09:00:00+08:00", ["items"] = new JsonArray(new JsonObject { ["itemId"] = item, ["ok"] = true }) };
            var write = new JsonObject { ["key"] = item, ["do"] = "result", ["id"] = inspection.Id, ["body"] = body };
            var answer = await (await (await host.As(user)).Send("/api/sync", new JsonObject { ["items"] = new JsonArray(write) })).Json();
            Assert.Equal(200, answer["items"]![0]!["status"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task Pages_of_one_between_writes_end_where_one_look_ends()
    {
        var ids = new List<string>();
        for (var no = 0; no < 5; no++) ids.Add(await host.Held($"S-1{no}"));
        var known = new Dictionary<string, int>();
        var page = await Sync(limit: 1);
        for (var step = 0; step < 40; step++)
        {
            foreach (var item in Items(page)) known[item["caseId"]!.GetValue<string>()] = item["version"]!.GetValue<int>();
            foreach (var gone in page["gone"]!.AsArray()) known.Remove(gone!["caseId"]!.GetValue<string>());
            if (step < 20 && step % 3 == 0) await host.Move("dispatcher", ids[step % 5], new { command = "comment", text = "x" });
            if (step is 5 or 11) await host.Move("dispatcher", ids[step % 5], new { command = "dispatch", unit = "440804-cgj", remark = "转办" });
            page = await Sync(page, 1);
        }

        Assert.False(page["more"]!.GetValue<bool>());
        var whole = Items(await Sync());
        Assert.Equal(whole.ToDictionary(item => item["caseId"]!.GetValue<string>(), item => item["version"]!.GetValue<int>()), known);
    }

    [Theory]
    [InlineData("s")]
    [InlineData("s1.2.3")]
    [InlineData("t")]
    [InlineData("tffffffffffffffff")]
    [InlineData("s8.zzzzzzzzzzzz.8")]
    [InlineData("s8.0123456789ab.8.x-y")]
    [InlineData("s8.0123456789ab.8.a-0123456789ab.a-0123456789ab")]
    [InlineData("yesterday")]
    public async Task What_is_no_cursor_is_refused(string since) => await (await (await host.As(Worker)).GetAsync($"/api/sync?since={since}")).Problem(400, "bad-cursor");

    [Fact]
    public async Task Cursors_of_the_release_before_and_instants_are_still_good()
    {
        await host.Accept("S-7");
        var worker = await host.As(Worker);
        foreach (var since in new[] { "t" + ApiHost.Start.AddDays(-1).UtcTicks.ToString("x", null), "2026-02-12T00:00:00Z", "2026-02-12T00:00:00+08:00" })
        {
            var page = await (await worker.GetAsync($"/api/sync?since={since}")).Json();
            Assert.Single(Items(page));
            Assert.False(page["reset"]!.GetValue<bool>());
        }
    }

    /// <summary>The worker and the neighbour take each other's grid.</summary>
    private Task ChangePlaces()
    {
        var (worker, neighbour) = (ApiHost.AccountOf(Worker), ApiHost.AccountOf("worker-2"));
        return Change(county => county with
        {
            People = [.. county.People.Select(person => person.Id == worker.PersonId ? person with { Grids = [neighbour.Grid!], Scope = neighbour.Grid! } : person.Id == neighbour.PersonId ? person with { Grids = [worker.Grid!], Scope = worker.Grid! } : person)],
            Grids = [.. county.Grids.Select(grid => grid.Code == worker.Grid ? grid with { WorkerId = neighbour.PersonId } : grid.Code == neighbour.Grid ? grid with { WorkerId = worker.PersonId } : grid)],
        });
    }

    private async Task Change(Func<County, County> change)
    {
        var county = host.Stores.DirectorySource.Current.County;
        await host.Stores.Directory.Save(change(county), county.Version);
    }

    private async Task<JsonNode> Sync(JsonNode? since = null, int limit = 50, string user = Worker)
    {
        var cursor = since is null ? "" : "&since=" + since["cursor"]!.GetValue<string>();
        return await (await (await host.As(user)).GetAsync($"/api/sync?limit={limit}{cursor}")).Json();
    }

    private static List<JsonNode> Items(JsonNode page) => [.. page["items"]!.AsArray().Select(item => item!)];

    private static IEnumerable<string> Tasks(JsonNode item) => item["tasks"]!.AsArray().Select(task => task!["task"]!.GetValue<string>());
}
