using System.Text.Json;

namespace GridCase.Conformance.Lives;

/// <summary>One case on its way through the county.</summary>
internal sealed record Life(RunningCounty County, string CaseId, string OrderNo)
{
    public const string Unit = "440804-cgj";
    public const string Clerk = "clerk-cgj";
    public const string Grid = "440804001001001";
    public const string Worker = "worker-1";

    /// <summary>Long enough for whatever has to happen by itself at once.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>What the hotline hands in; the caller of each order calls from a telephone of their own.</summary>
    public static Dictionary<string, object?> Order(RunningCounty county, string orderNo, DateTimeOffset receivedAt, string category = "facility.manhole-cover") => new()
    {
        ["orderNo"] = orderNo,
        ["receivedAt"] = receivedAt,
        ["kind"] = "complaint",
        ["category"] = category,
        ["title"] = "路口",
        ["text"] = "路口的井盖不见了",
        ["gridCode"] = Grid,
        ["caller"] = new { name = "张三", phone = county.FreshPhone() },
    };

    /// <summary>Hands in an order that the county has not seen.</summary>
    public static async Task<Life> Begin(RunningCounty county, string category = "facility.manhole-cover", Action<Dictionary<string, object?>>? with = null)
    {
        var order = Order(county, county.Fresh(), await county.Now(), category);
        with?.Invoke(order);
        var accepted = (await county.Hotline().Write("/api/hotline/orders", order)).Taken();
        return new(county, accepted.Text("caseId")!, accepted.Text("orderNo")!);
    }

    /// <summary>One that is at the unit.</summary>
    public static async Task<Life> Dispatched(RunningCounty county, string category = "facility.manhole-cover", string unit = Unit, Action<Dictionary<string, object?>>? with = null)
    {
        var life = await Begin(county, category, with);
        await life.Do("dispatcher", new { command = "triage" });
        await life.Do("dispatcher", new { command = "dispatch", unit });
        return life;
    }

    /// <summary>One that the unit has signed for.</summary>
    public static async Task<Life> Signed(RunningCounty county, string category = "facility.manhole-cover")
    {
        var life = await Dispatched(county, category);
        await life.Do(Clerk, new { command = "sign-off" });
        return life;
    }

    /// <summary>Makes a move that must be taken.</summary>
    public async Task<Reply> Do(string user, object command) => (await Try(user, command)).Taken();

    public Task<Reply> Try(string user, object command) => County.As(user).Write($"/api/cases/{CaseId}/commands", command, $"{CaseId}-{Guid.NewGuid():N}");

    /// <summary>The case as the centre's supervisor sees it.</summary>
    public async Task<Reply> Case(string user = "supervisor-centre") => (await County.As(user).Read("/api/cases/" + CaseId)).Taken();

    /// <summary>The order as the hotline follows it.</summary>
    public async Task<Reply> OrderView() => (await County.Hotline().Read("/api/hotline/orders/" + OrderNo)).Taken();

    public Task<IReadOnlyList<JsonElement>> Facts() => County.As("supervisor-centre").All($"/api/cases/{CaseId}/facts");

    /// <summary>The file in words: what happened and who did it, a line each. The instants are the host's own.</summary>
    /// <param name="passedOver">Facts that depend on the pace of a host, or on who else is at work in the county.</param>
    public async Task<IReadOnlyList<string>> File(Func<JsonElement, bool> passedOver, params string[] users)
    {
        var names = new Dictionary<string, string>();
        foreach (var user in users) names[(await County.As(user).Read("/api/me")).Taken().Text("personId")!] = user;
        return [.. (await Facts()).Where(fact => !passedOver(fact)).Select(fact => $"{fact.GetProperty("type").GetString()} {names.GetValueOrDefault(fact.GetProperty("by").GetString()!, fact.GetProperty("by").GetString()!)}")];
    }

    public async Task<int> Count(string type) => (await Facts()).Count(fact => fact.GetProperty("type").GetString() == type);

    /// <summary>Waits until the file says so; answers the fact.</summary>
    public async Task<JsonElement> Until(string type, TimeSpan within, Func<JsonElement, bool>? which = null) => (await County.Until(
        async () => (await Facts()).Where(fact => fact.GetProperty("type").GetString() == type && which?.Invoke(fact.GetProperty("data")) != false).Select(fact => new Found(fact)).FirstOrDefault(), within)).Fact;

    public async Task<JsonElement> Clock(string id) =>
        (await County.As("supervisor-centre").All($"/api/cases/{CaseId}/clocks")).Last(clock => clock.GetProperty("kind").GetString() == id);

    public async Task<Reply> Visit(string solved, int satisfaction) => (await County.Hotline().Write(
        $"/api/hotline/orders/{OrderNo}/visits", new { attemptedAt = await County.Now(), outcome = "reached", solved, satisfaction }, County.Fresh())).Taken();

    private sealed record Found(JsonElement Fact);
}
