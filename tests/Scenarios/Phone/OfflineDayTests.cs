using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Phone;

/// <summary>A day without network against the whole host, which is stopped and started again while the phone sends.</summary>
public sealed class OfflineDayTests
{
    private const string Now = "2026-02-10 09:00";
    private const string Worker = "worker-1";
    private const string Village = "440804001001";
    private const string Grid = "440804001001001";

    /// <summary>The frame of a picture, with a place in it.</summary>
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE1, 0, 13, .. "Exif\0\0GPS21"u8, 0xFF, 0xDA, 0, 3, 1, .. "the picture"u8, 0xFF, 0xD9];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sent_twice_in_any_order_across_a_restart_it_leaves_the_same_facts(int seed)
    {
        await using var calm = await HttpCounty.Open(Now);
        foreach (var write in await Day(calm)) (await Send(calm, write)).Taken();
        await using var county = await HttpCounty.Open(Now);
        var day = await Day(county);
        Assert.Equal(OfflineDay.Writes, day.Count);
        var random = new Random(seed);
        var waiting = day.Concat(day).ToArray();
        random.Shuffle(waiting);
        for (var round = 0; waiting.Length > 0; round++)
        {
            Assert.True(round < 10, $"{waiting.Length} writes were never taken, {waiting[0].Key} among them.");
            waiting = [.. await Part(county, waiting[..(waiting.Length / 2)], seed), .. await AfterRestart(county, waiting[(waiting.Length / 2)..], seed, round)];
        }

        var known = await Known(county);
        Assert.Equal(await Known(calm), known);
        Assert.Equal(14, known.Count(line => line.StartsWith("case ", StringComparison.Ordinal)));
        await SeesNoPlace(county);
    }

    private static async Task<IEnumerable<OfflineWrite>> AfterRestart(HttpCounty county, OfflineWrite[] writes, int seed, int round)
    {
        if (round == 0) await county.Restart();
        return await Part(county, writes, seed);
    }

    /// <summary>Sends some of them, by seed one by one or in batches, and gives those that are to be sent again.</summary>
    private static async Task<IEnumerable<OfflineWrite>> Part(HttpCounty county, OfflineWrite[] writes, int seed)
    {
        var refused = new List<OfflineWrite>();
        foreach (var write in writes.Where(write => seed % 2 == 0 || write.Body is null))
            if (!(await Send(county, write)).IsTaken) refused.Add(write);
        if (seed % 2 == 0) return refused;
        foreach (var some in writes.Where(write => write.Body is not null).Chunk(20))
        {
            var answer = (await county.Client.Post(Worker, "/api/sync", new JsonObject { ["items"] = new JsonArray([.. some.Select(write => write.AsItem())]) })).Taken();
            refused.AddRange(some.Zip(answer.Body.GetProperty("items").EnumerateArray()).Where(one => one.Second.GetProperty("status").GetInt32() >= 300).Select(one => one.First));
        }

        return refused;
    }

    private static Task<Reply> Send(HttpCounty county, OfflineWrite write) => write.Body is { } body
        ? county.Client.Post(Worker, write.Path, body, write.Key, write.After)
        : county.Client.Upload(Worker, write.Key + ".jpg", Photo, write.Key);

    private static async Task<IReadOnlyList<OfflineWrite>> Day(HttpCounty county)
    {
        var held = new List<string>();
        for (var no = 1; no <= 3; no++) held.Add(await Dispatched(county, $"D-{no}", new { command = "dispatch", unit = Village }));
        var toVerify = new List<string>();
        for (var no = 4; no <= 5; no++)
        {
            var id = await Dispatched(county, $"D-{no}", new { command = "dispatch", unit = "440804-cgj" });
            await county.Do("clerk-cgj", id, new { command = "sign-off" });
            await county.Do("clerk-cgj", id, new { command = "resolve", text = "已修复" });
            toVerify.Add(id);
        }

        var helped = await Dispatched(county, "D-6", new { command = "dispatch", unit = "440804-cgj", helpers = new[] { Village } });
        var part = (await county.Client.Get(Worker, $"/api/cases/{helped}")).Taken().Body.GetProperty("subtasks")[0].GetProperty("subtaskId").GetString()!;
        return OfflineDay.Of(Grid, held, toVerify, (helped, part), "2026-02-10T08:30:00+08:00");
    }

    private static async Task<string> Dispatched(HttpCounty county, string no, object dispatch)
    {
        var id = (await county.Order(no, Now)).Taken().Text("caseId")!;
        await county.Do("dispatcher", id, new { command = "triage" });
        await county.Do("dispatcher", id, dispatch);
        return id;
    }

    private static async Task<IReadOnlyList<string>> Known(HttpCounty county)
    {
        var lines = new List<string>();
        foreach (var one in (await county.Client.Get("supervisor-centre", "/api/cases?limit=200")).Taken().Body.GetProperty("items").EnumerateArray())
        {
            var id = one.GetProperty("caseId").GetString()!;
            var file = (await county.Client.Get("supervisor-centre", $"/api/cases/{id}")).Taken();
            lines.Add($"case {id} {file.Text("version")} {file.Text("stage")} {file.Text("state")} {file.Text("attachmentIds")}");
            lines.AddRange(file.Body.GetProperty("texts").EnumerateArray().Select(text => $"{id} {text.GetProperty("field")} {text.GetProperty("value")}"));
            lines.AddRange((await county.Facts(id)).Select(fact => $"{id} {fact.GetProperty("by")} {fact.GetProperty("at")} {fact.GetProperty("type")} {fact.GetProperty("data")}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static async Task SeesNoPlace(HttpCounty county)
    {
        Assert.Empty((await county.Client.Get(Worker, "/api/sync?limit=200")).Taken().Body.GetProperty("awaited").EnumerateArray());
        var again = (await county.Client.Upload(Worker, "photo-0.jpg", Photo, "photo-0")).Taken();
        Assert.True(again.Replayed);
        Assert.True(again.Body.GetProperty("length").GetInt32() < Photo.Length);
        Assert.Equal(JsonValueKind.String, again.Body.GetProperty("sha256").ValueKind);
    }
}
