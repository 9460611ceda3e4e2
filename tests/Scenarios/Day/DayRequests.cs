using System.Collections.Concurrent;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Day;

/// <summary>An Open311 client with a key of its own, which sends form-encoded requests and looks for them again.</summary>
internal sealed class DayRequests(HttpClient http, PatientSender sender, string apiKey)
{
    /// <summary>Request key → service_request_id.</summary>
    public ConcurrentDictionary<string, string> Taken { get; } = new();

    public static async Task<string> Key(CountyClient client)
    {
        var dispatcher = (await client.Get("dispatcher", "/api/me")).Taken().Text("personId");
        return (await client.Post("admin", "/api/keys", new { purpose = "open311", name = "市民应用", actsAs = dispatcher })).Taken().Text("apiKey")!;
    }

    public async Task Send(DayRequest request, string service)
    {
        for (var time = 0; time < (request.Again ? 2 : 1); time++)
        {
            var reply = await sender.UntilAnswered(() => Post(request, service));
            var id = reply.Taken().Body[0].GetProperty("service_request_id").GetString()!;
            Assert.Equal(id, Taken.GetOrAdd(request.Key, id));
        }
    }

    public async Task<string> Service()
    {
        var services = (await sender.UntilAnswered(() => Ask(new(HttpMethod.Get, "/open311/v2/services.json")))).Taken().Body;
        return services.EnumerateArray().First(service => !service.GetProperty("metadata").GetBoolean()).GetProperty("service_code").GetString()!;
    }

    /// <summary>Each is found again by its id, and the search finds as many.</summary>
    public async Task AreFound()
    {
        var all = (await sender.UntilAnswered(() => Ask(new(HttpMethod.Get, "/open311/v2/requests.json")))).Taken().Body.EnumerateArray().Select(one => one.GetProperty("service_request_id").GetString()).ToHashSet();
        Assert.Equal(Taken.Count, all.Count);
        Assert.All(Taken.Values, id => Assert.Contains(id, all));
    }

    private Task<Reply> Post(DayRequest request, string service) => Ask(new(HttpMethod.Post, "/open311/v2/requests.json")
    {
        Headers = { { "Idempotency-Key", request.Key } },
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = apiKey,
            ["service_code"] = service,
            ["address_string"] = $"海东街{request.No}号",
            ["description"] = $"第{request.No}件事",
            ["phone"] = $"139{request.No:00000000}",
        }),
    });

    private async Task<Reply> Ask(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsByteArrayAsync();
            return new(answer.StatusCode, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(text), false, answer.Content.Headers.ContentType?.MediaType);
        }
    }
}
