using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Hotline;

/// <summary>
/// A life that makes every event there is, step by step: who does what when, and what the hotline is to hear of it. What is heard is written down here and
/// taken from no host.
/// </summary>
internal static class HotlineLife
{
    public const string Begin = "2026-03-03 09:00";

    private const string First = "440804-cgj";
    private const string Second = "440804-jtj";
    private const string FirstClerk = "clerk-cgj";
    private const string SecondClerk = "clerk-jtj";

    public static IReadOnlyList<LifeStep> Steps { get; } =
    [
        new("2026-03-03 09:10", ["dispatched"], async life =>
        {
            await life.Do("dispatcher", new { command = "triage" });
            await life.Do("dispatcher", new { command = "dispatch", unit = First });
        }),
        new("2026-03-03 09:20", ["signed-off"], life => life.Do(FirstClerk, new { command = "sign-off" })),
        new("2026-03-03 09:30", ["objected"], life => life.Do(FirstClerk, new { command = "object", reasonCode = "wrong-area", reason = "不属城管范围" })),
        new("2026-03-03 10:00", ["dispatched"], life => life.Do("dispatcher", new { command = "decide-objection", uphold = true, unit = Second })),
        new("2026-03-03 10:30", ["signed-off"], life => life.Do(SecondClerk, new { command = "sign-off" })),
        new("2026-03-03 11:00", ["extended"], async life =>
        {
            await life.Do(SecondClerk, new { command = "request-extension", days = 2, reason = "等待材料" });
            await life.Do("supervisor-centre", new { command = "decide-extension", approve = true });
        }),
        new("2026-03-03 11:30", ["suspended"], async life =>
        {
            await life.Do(SecondClerk, new { command = "request-suspension", reasonCode = "citizen-evidence", reason = "等照片" });
            await life.Do("supervisor-centre", new { command = "decide-suspension", approve = true });
        }),
        new("2026-03-04 09:00", ["resumed"], life => life.Do(SecondClerk, new { command = "resume" })),
        new("2026-03-04 10:00", ["replied"], life => life.Resolve(SecondClerk, "井盖已更换。")),
        new("2026-03-04 11:00", ["reopened"], async life =>
        {
            await life.Do("supervisor-centre", new { command = "verify" });
            await life.Visit("v-1", "no", 1);
        }),
        new("2026-03-05 09:00", ["replied"], life => life.Resolve(SecondClerk, "井盖重新固定。")),
        new("2026-03-05 10:00", ["closed"], async life =>
        {
            await life.Do("supervisor-centre", new { command = "verify" });
            await life.Visit("v-2", "yes", 5);
            await life.Do("hotline-operator", new { command = "close" });
        }),
        new("2026-03-06 09:00", ["reopened"], life => life.Do("hotline-operator", new { command = "reopen", reason = "又松了" })),
        new("2026-03-06 10:00", ["replied"], life => life.Resolve(SecondClerk, "已换新井盖。")),
        new("2026-03-06 11:00", ["closed"], async life =>
        {
            await life.Do("supervisor-centre", new { command = "verify" });
            await life.Visit("v-3", "yes", 4);
            await life.Do("hotline-operator", new { command = "close" });
        }),
    ];

    /// <summary>What the hotline is to have heard of an order that lived so far, in this order.</summary>
    public static IEnumerable<string> Told(int steps) => Steps.Take(steps).SelectMany(step => step.Told).Prepend("accepted");

    public static IEnumerable<string> Told() => Told(Steps.Count);
}

/// <summary>What happens at one instant of a life.</summary>
internal sealed record LifeStep(string At, string[] Told, Func<OneLife, Task> Act);

/// <summary>One order that lives in a county.</summary>
internal sealed record OneLife(HttpCounty County, string OrderNo, string CaseId)
{
    public static async Task<OneLife> Begin(HttpCounty county, string orderNo, string at = HotlineLife.Begin) =>
        new(county, orderNo, (await county.Order(orderNo, at)).Taken().Text("caseId")!);

    public Task Do(string user, object command) => County.Do(user, CaseId, command);

    public Task Resolve(string user, string reply) => Do(user, new { command = "resolve", text = "已处理", reply });

    public async Task Visit(string key, string solved, int satisfaction) => (await County.Client.Post(
        CountyClient.Hotline, $"/api/hotline/orders/{OrderNo}/visits", new { attemptedAt = await Now(), outcome = "reached", solved, satisfaction }, key)).Taken();

    private async Task<DateTimeOffset> Now() => (await County.Client.Get("", "/api/dev/clock")).Taken().Body.GetProperty("now").GetDateTimeOffset();
}
