using System.Net;
using System.Text.Json.Nodes;
using GridCase.Tests.Shared;
using GridCase.Workflows.Cases;
using static GridCase.Api.Tests.Phone.PhoneHost;

namespace GridCase.Api.Tests.Phone;

/// <summary>A day without network, sent when there is one again: twice, in any order, one by one or in batches. What the county knows in the end is what it knows of the same day sent once, in order.</summary>
public sealed class OfflineDayTests
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> InOrder = new(async () =>
    {
        await using var host = new ApiHost();
        var day = await Day(host);
        var worker = await host.As(Worker);
        foreach (var write in day) Assert.True((await Send(worker, write)).IsSuccessStatusCode);
        return await Known(host);
    });

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    [Fact]
    public async Task The_day_is_of_forty_writes()
    {
        await using var host = new ApiHost();
        Assert.Equal(OfflineDay.Writes, (await Day(host)).Select(write => write.Key).Distinct().Count());
        Assert.Equal(14, (await InOrder.Value).Count(line => line.StartsWith("case ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Sent_twice_in_any_order_it_leaves_the_same_facts(int seed)
    {
        await using var host = new ApiHost();
        var day = await Day(host);
        var worker = await host.As(Worker);
        var random = new Random(seed);
        var waiting = day.Concat(day).ToArray();
        random.Shuffle(waiting);
        for (var round = 0; waiting.Length > 0; round++)
        {
            Assert.True(round < 10, $"{waiting.Length} writes were never taken, {waiting[0].Key} among them.");
            waiting = seed % 2 == 0 ? await OneByOne(worker, waiting) : await InBatches(worker, waiting, random);
        }

        Assert.Equal(await InOrder.Value, await Known(host));
        Assert.Empty(await host.Stores.Attachments.Awaited(null, null, 100));
    }

    /// <summary>What was refused and may be taken later.</summary>
    private static async Task<OfflineWrite[]> OneByOne(HttpClient worker, OfflineWrite[] writes)
    {
        var refused = new List<OfflineWrite>();
        foreach (var write in writes)
            if (!(await Send(worker, write)).IsSuccessStatusCode) refused.Add(write);
        return [.. refused];
    }

    private static async Task<OfflineWrite[]> InBatches(HttpClient worker, OfflineWrite[] writes, Random random)
    {
        var refused = new List<OfflineWrite>();
        foreach (var some in writes.Where(write => write.Body is not null).Chunk(random.Next(3, 50)))
        {
            var answer = await worker.Send("/api/sync", new JsonObject { ["items"] = new JsonArray([.. some.Select(write => write.AsItem())]) });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var statuses = (await answer.Json())["items"]!.AsArray().Select(item => item!["status"]!.GetValue<int>());
            refused.AddRange(some.Zip(statuses).Where(one => one.Second >= 300).Select(one => one.First));
        }

        refused.AddRange(await OneByOne(worker, [.. writes.Where(write => write.Body is null)]));
        return [.. refused];
    }

    private static Task<HttpResponseMessage> Send(HttpClient worker, OfflineWrite write) =>
        write.Body is { } body ? worker.Send(write.Path, body, write.Key, write.After) : worker.Upload(write.Key + ".jpg", Pictures.Jpeg(), write.Key);

    private static async Task<IReadOnlyList<OfflineWrite>> Day(ApiHost host)
    {
        var held = new List<string>();
        foreach (var no in new[] { "D-1", "D-2", "D-3" }) held.Add(await host.Held(no));
        return OfflineDay.Of(ApiHost.GridOf(Worker), held, [await host.ToVerify("D-4"), await host.ToVerify("D-5")], await host.Helped("D-6"), "2026-02-13T08:30:00+08:00");
    }

    /// <summary>Without what is made with the keys of the one county or the other.</summary>
    private static string Data(RecordedFact fact)
    {
        var data = JsonNode.Parse(fact.Json)!["fact"]!.AsObject();
        data.Remove("callerKey");
        data.Remove("addressKey");
        return data.ToJsonString();
    }

    /// <summary>All that the county knows, whatever the order in which it was told: each case's state, its facts, its texts and its files.</summary>
    private static async Task<IReadOnlyList<string>> Known(ApiHost host)
    {
        var lines = new List<string>();
        foreach (var row in (await host.Stores.Cases.List(new() { Scope = CaseScope.Everything, Limit = 200 })).Rows)
        {
            lines.Add($"case {row.CaseId} {row.Version} {row.Stage} {row.Status} {row.Light} {row.HolderPersonId}");
            lines.AddRange((await host.Stores.Cases.Facts(row.CaseId, 0, 1000)).Select(fact => $"{row.CaseId} {fact.Body.By} {fact.At:O} {Data(fact)}"));
            lines.AddRange((await host.Stores.Private.ReadTexts(row.CaseId)).Select(text => $"{row.CaseId} {text.Field} {text.Value}"));
            foreach (var id in (await host.Stores.Cases.Find(row.CaseId))!.Origin.Attachments) lines.Add($"{row.CaseId} file {id} of {(await host.Stores.Attachments.Find(id))?.CaseId}");
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
