using System.Text.Json.Nodes;
using GridCase.Scenarios.Hosts;
using static GridCase.Scenarios.Upgrade.StoryTeller;

namespace GridCase.Scenarios.Upgrade;

/// <summary>The part of the story that no order of the hotline tells: inspections, the other doors, changes of the rules.</summary>
internal sealed class StoryBeside(StoryTeller county)
{
    private const string Urban = "440804-cgj";
    private const string Village = "440804001001";

    /// <summary>The frame of a picture.</summary>
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xDA, 0, 3, 1, .. "the picture"u8, 0xFF, 0xD9];

    /// <summary>A round of two places of which one is done, a campaign of which a part is, two findings.</summary>
    public async Task Rounds()
    {
        var items = new object[] { Item("exit", "fire-safety.exit", "3cd"), Item("wiring", "fire-safety", "7cd") };
        await county.Post("admin", "/api/checklists", new { code = "wang-ba", name = "网吧检查", items });
        foreach (var (id, name) in new[] { ("wb-1", "星空网吧"), ("wb-2", "海浪网吧") })
            await county.Post("admin", "/api/places", new { id, name, kind = "key-unit", gridCode = Grid, colour = "red" });
        await county.Post("admin", "/api/inspection-plans", new { id = "wang-ba", name = "网吧每周检查", target = new { kind = "places", placeKinds = new[] { "key-unit" } }, window = "4wd", checklist = "wang-ba" });
        var campaign = await county.Post("supervisor-nandiao", "/api/sweeps", new { name = "两日入户", target = new { kind = "households", gridPrefixes = new[] { Village } }, checklist = "gonggong-sheshi", days = 3 });
        await county.Until("2026-03-02 15:05");
        var mine = await county.All("worker-1", "/api/inspections?mine=true");
        string Of(string name) => mine.First(one => one.GetProperty("name").GetString()!.Contains(name, StringComparison.Ordinal)).GetProperty("id").GetString()!;
        var found = await county.Post("worker-1", $"/api/inspections/{Of("星空网吧")}/result", new
        {
            items = new object[] { new { itemId = "exit", ok = false, remark = "通道堆物" }, new { itemId = "wiring", ok = false } },
            doneAt = HttpCounty.Instant("2026-03-02 15:05"),
        });
        var cases = found.Body.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("caseId").GetString()!).ToList();
        (county.Cases["hazard-to-be-reinspected"], county.Cases["hazard-open"]) = (cases[0], cases[1]);
        var households = (await county.All("worker-1", $"/api/inspections?mine=true&sweep={campaign.Text("id")}"))[0];
        await county.Post("worker-1", $"/api/inspections/{households.GetProperty("id").GetString()}/result", new { households = new { done = 120, total = 300 } });
    }

    /// <summary>Cases by the other doors, one with a file, one disposed of on the spot.</summary>
    public async Task Doors(string now)
    {
        object Counter(string channel) => new { channel, kind = "help", category = "facility.street-light", text = "路灯不亮", address = channel, gridCode = Grid, caller = new { name = "李四", phone = "13900000001" } };
        foreach (var channel in new[] { "window", "petition", "police", "public" }) await county.Begin(channel, "dispatcher", "/api/intake/orders", Counter(channel));
        await county.Dispatch("petition", Urban);
        await county.Do("clerk-cgj", "petition", new { command = "sign-off" });
        var file = await county.Upload("worker-1", "现场.jpg", Photo);
        object Report(string text, object? handled, params string[] files) => new
        {
            kind = "report",
            category = "facility.street-light",
            title = text,
            text,
            gridCode = Grid,
            address = text,
            observedAt = HttpCounty.Instant(now),
            handledOnSite = handled,
            attachmentIds = files,
        };
        await county.Begin("reported-with-file", "worker-1", "/api/reports", Report("路灯不亮", null, file));
        await county.Begin("disposed-on-site", "worker-1", "/api/reports", Report("杂物占道", new { text = "已当场清理" }));
    }

    /// <summary>A change of one limit, previewed, published by one and confirmed by another; one of a later date is paused before it.</summary>
    public async Task ChangeRules(string dispatch, string reason, string? from)
    {
        const string policy = "/api/policies/deadlines";
        var document = JsonNode.Parse((await county.Get("admin", $"{policy}/{(await county.Get("admin", policy)).GetProperty("version").GetString()}")).GetProperty("document").GetRawText())!.AsObject();
        document["title"] = reason;
        document["rules"]!.AsArray().Single(rule => (string?)rule!["id"] == "L3-general")!["clocks"]!["dispatch"] = dispatch;
        await county.Put("admin", $"{policy}/draft", document);
        var preview = await county.Post("admin", $"{policy}/draft/preview", new { from = HttpCounty.Instant(CountyStory.Begins), to = HttpCounty.Instant("2026-03-03 09:00"), openCases = "from-start" });
        await county.Settle();
        Assert.Equal("done", (await county.Get("admin", $"/api/previews/{preview.Text("previewId")}")).GetProperty("state").GetString());
        var published = await county.Post("admin", $"{policy}/draft/publish", new { reason, openCases = "from-start", effectiveFrom = from is null ? (DateTimeOffset?)null : HttpCounty.Instant(from) });
        var confirmed = await county.Post("admin2", $"{policy}/{published.Text("version")}/confirm");
        if (from is not null) await county.Post("admin", $"/api/rollouts/{confirmed.Text("rolloutId")}/pause");
        await county.Settle();
    }

    private static object Item(string id, string category, string rectify) => new { id, zh = id + " 完好", en = id + " is in order", category, rectify };
}
