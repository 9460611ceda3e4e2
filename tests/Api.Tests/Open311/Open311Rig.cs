using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests.Open311;

/// <summary>A county with a key for Open311, and what tests send to it.</summary>
public sealed class Open311Rig : IAsyncLifetime
{
    public ApiHost Host { get; } = new(options => options.AnonymousRequestsPerMinute = 1_000_000);

    public string ApiKey { get; private set; } = "";

    internal StrictClient Xml => new(Host.Anonymous, "xml");

    internal StrictClient Json => new(Host.Anonymous, "json");

    public async Task InitializeAsync() => ApiKey = await MakeKey("open311 test");

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public async Task<string> MakeKey(string name, string purpose = "open311")
    {
        var answer = await (await Host.As("admin")).PostAsJsonAsync("/api/keys", new { purpose, name, actsAs = ApiHost.PersonOf("dispatcher") });
        var key = await answer.Json();
        return key["apiKey"]?.GetValue<string>() ?? $"{key["keyId"]!.GetValue<string>()}.{key["secret"]!.GetValue<string>()}";
    }

    /// <summary>A request that is taken.</summary>
    public Dictionary<string, string> Form(string service = "road", params (string Name, string Value)[] more)
    {
        var form = new Dictionary<string, string>
        {
            ["api_key"] = ApiKey,
            ["service_code"] = service,
            ["lat"] = "21.244123",
            ["long"] = "110.455678",
            ["description"] = "路面有一个大坑，" + Guid.NewGuid(),
        };
        if (service is "road" or "street-light" or "manhole-cover" or "drainage" or "garbage" or "sewage" or "fire-exit") form["attribute[since]"] = "weeks";
        foreach (var (name, value) in more)
        {
            if (value.Length == 0) form.Remove(name);
            else form[name] = value;
        }

        return form;
    }

    /// <summary>Sends a request and gives its id.</summary>
    public async Task<string> Send(string service = "road", params (string Name, string Value)[] more) => Shape.Sent(await Json.Post(Form(service, more))).Id;

    /// <summary>The faults of a request that is refused.</summary>
    public async Task<IReadOnlyList<string>> Refused(int status, string service = "road", params (string Name, string Value)[] more) =>
        Shape.Faults(await Json.Post(Form(service, more), status));

    internal async Task<JsonNode> One(string id, string query = "") => (await Json.Get("requests/" + id, query)).AsArray().Single()!;

    public async Task<CaseFile> CaseOf(string id) => (await Host.Stores.Cases.Find((await Host.Stores.Cases.FindByCode(id))!))!;

    public void Wait(TimeSpan time) => Host.Clock.Set(Host.Clock.GetUtcNow() + time);

    /// <summary>Takes a case from its registration to the return visit, and leaves it there.</summary>
    public async Task<string> Handle(string id)
    {
        var caseId = (await CaseOf(id)).Id;
        await Host.Move("dispatcher", caseId, new { command = "triage", gridCode = ApiHost.GridOf("worker-1") });
        await Host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        await Host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        await Host.Move("clerk-cgj", caseId, new { command = "contact" });
        await Host.Move("clerk-cgj", caseId, new { command = "resolve", text = "已修复" });
        return caseId;
    }
}
