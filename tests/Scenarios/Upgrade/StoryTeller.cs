using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Upgrade;

/// <summary>Does by HTTP what a story says, and remembers each case by the name that the story gives it. It knows only the contract, so that it can drive any release's host.</summary>
internal sealed class StoryTeller(CountyClient client)
{
    public const string Grid = "440804001001001";

    private DateTimeOffset now;

    /// <summary>Ids of cases by their names in the story.</summary>
    public Dictionary<string, string> Cases { get; init; } = [];

    public Task Until(string local) => Clock(new { advanceTo = HttpCounty.Instant(local) });

    /// <summary>Lets what has begun run to rest, a second later.</summary>
    public Task Settle() => Clock(new { advanceBy = "PT1S" });

    /// <summary>An order of the hotline, by another caller at another door each time; gives its number.</summary>
    public async Task<string> Order(string name, string receivedAt, string urgency = "normal", string category = "facility.manhole-cover", bool confidential = false, string? dueAt = null, string? sameAs = null)
    {
        var caller = sameAs is null ? Cases.Count : Cases.Keys.ToList().IndexOf(sameAs);
        Cases[name] = (await client.Order(new
        {
            orderNo = "UP-" + name,
            receivedAt = HttpCounty.Instant(receivedAt),
            kind = "complaint",
            category,
            urgency,
            title = "井盖",
            text = "门口的井盖不见了",
            address = $"光明路{caller + 1}号",
            gridCode = Grid,
            confidential,
            dueAt = dueAt is null ? (DateTimeOffset?)null : HttpCounty.Instant(dueAt),
            caller = new { name = "张三", phone = $"138{caller:00000000}" },
        })).Taken().Text("caseId")!;
        return "UP-" + name;
    }

    /// <summary>A case by another door.</summary>
    public async Task Begin(string name, string user, string path, object body) => Cases[name] = (await Post(user, path, body)).Text("caseId")!;

    public async Task<Reply> Do(string user, string name, object command) => (await client.Command(user, Cases[name], command)).Taken();

    /// <summary>Triaged and dispatched.</summary>
    public async Task Dispatch(string name, string unit, params string[] helpers)
    {
        await Do("dispatcher", name, new { command = "triage" });
        await Do("dispatcher", name, new { command = "dispatch", unit, helpers });
    }

    /// <summary>From the order to a unit's desk where it is signed for and the citizen has been called.</summary>
    public async Task Handle(string name, string receivedAt, string unit = "cgj", string urgency = "normal")
    {
        await Order(name, receivedAt, urgency);
        await Dispatch(name, "440804-" + unit);
        await Do("clerk-" + unit, name, new { command = "sign-off" });
        await Do("clerk-" + unit, name, new { command = "contact", text = "已联系" });
    }

    public async Task Resolve(string name, string unit = "cgj") => await Do("clerk-" + unit, name, new { command = "resolve", text = "已补装", reply = "井盖已补装。" });

    public async Task Verify(string name) => await Do("worker-1", name, new { command = "verify", text = "现场已看" });

    /// <summary>The hotline's return visit, at this moment.</summary>
    public async Task Visit(string name, string outcome = "reached", string? solved = null, int? satisfaction = null) =>
        await Post(CountyClient.Hotline, $"/api/hotline/orders/UP-{name}/visits", new { attemptedAt = now, outcome, solved, satisfaction });

    public async Task Close(string name) => await Do("hotline-operator", name, new { command = "close" });

    /// <summary>A write under a key of its own.</summary>
    public async Task<Reply> Post(string user, string path, object? body = null) => (await client.Post(user, path, body, Guid.NewGuid().ToString("N"))).Taken();

    public async Task<Reply> Put(string user, string path, object body) => (await client.Send(user, HttpMethod.Put, path, body, Guid.NewGuid().ToString("N"))).Taken();

    public async Task<JsonElement> Get(string user, string path) => (await client.Get(user, path)).Taken().Body;

    public async Task<string> Upload(string user, string name, byte[] content) => (await client.Upload(user, name, content, Guid.NewGuid().ToString("N"))).Taken().Text("id")!;

    /// <summary>Everything of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> All(string user, string path)
    {
        List<JsonElement> all = [];
        for (string? after = ""; after is not null;)
        {
            var page = await Get(user, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{after}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next").GetString() is { } next ? "&after=" + Uri.EscapeDataString(next) : null;
        }

        return all;
    }

    private async Task Clock(object to) => now = (await client.Post("", "/api/dev/clock", to)).Taken().Body.GetProperty("now").GetDateTimeOffset();
}
