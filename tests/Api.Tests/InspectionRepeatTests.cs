using System.Net;
using System.Text.Json;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Tests;

/// <summary>What is found, checked and started on a round happens once for each key, and the key belongs to what was said with it.</summary>
public sealed class InspectionRepeatTests : IAsyncLifetime
{
    private static readonly string Id = new('a', 32);
    private readonly ApiHost host = new();

    public async Task InitializeAsync()
    {
        var item = new { id = "exit", zh = "出口畅通", en = "exit clear", category = "fire-safety.exit" };
        var list = await (await host.As("admin")).PostText("/api/checklists", JsonSerializer.Serialize(new { code = "exits", name = "出口检查", items = new[] { item } }));
        Assert.Equal(HttpStatusCode.Created, list.StatusCode);
        var inspection = new Inspection(
            Id, null, InspectionKind.Place, null, ApiHost.GridOf("worker-1"), "小店", "exits", 1, ApiHost.PersonOf("worker-1"), null, ApiHost.Start, ApiHost.Start.AddDays(4), InspectionState.Open, 1)
        { Parts = [new(null)] };
        await host.Stores.Inspections.Save(new() { Inspections = [inspection] });
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_result_is_answered_again_under_its_key_and_another_needs_another_key()
    {
        var first = await Once("worker-1", $"/api/inspections/{Id}/result", Result(ok: false), Result(ok: true), HttpStatusCode.OK);
        Assert.Single(first.GetProperty("cases").EnumerateArray());
    }

    [Fact]
    public async Task A_check_is_answered_again_under_its_key_and_another_needs_another_key()
    {
        await Send("worker-1", $"/api/inspections/{Id}/result", Result(ok: true), "r-1");
        await Once("supervisor-centre", $"/api/inspections/{Id}/check", new { agreed = false, remark = "已过期" }, new { agreed = false, remark = "未过期" }, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_starts_one_campaign_and_no_other()
    {
        object Campaign(int days) => new { name = "两日入户", target = new { kind = "households" }, checklist = "exits", days };
        await Once("admin", "/api/sweeps", Campaign(2), Campaign(3), HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_two_results_with_one_key_at_one_instant_the_same_is_taken_once_and_another_is_refused()
    {
        var same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send("worker-1", $"/api/inspections/{Id}/result", Result(ok: false), "k")));
        Assert.All(same, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await (await Send("worker-1", $"/api/inspections/{Id}/result", Result(ok: true), "k")).Problem(409, "idempotency-key-reused");
        await (await Send("worker-1", $"/api/inspections/{Id}/result", Result(ok: true), "k-2")).Problem(409, "already-done");
    }

    private static object Result(bool ok) => new { items = new[] { new { itemId = "exit", ok } }, doneAt = ApiHost.Start };

    private async Task<JsonElement> Once(string user, string path, object said, object other, HttpStatusCode status)
    {
        var first = await Send(user, path, said, "k-1");
        var body = await first.Content.ReadAsStringAsync();
        Assert.True(first.StatusCode == status && !first.Headers.Contains("Idempotent-Replayed"), body);
        var again = await Send(user, path, said, "k-1");
        Assert.Equal((status, "true", body), (again.StatusCode, again.Headers.GetValues("Idempotent-Replayed").Single(), await again.Content.ReadAsStringAsync()));
        await (await Send(user, path, other, "k-1")).Problem(409, "idempotency-key-reused");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private async Task<HttpResponseMessage> Send(string user, string path, object body, string key) => await (await host.As(user)).PostText(path, JsonSerializer.Serialize(body), key: key);
}
