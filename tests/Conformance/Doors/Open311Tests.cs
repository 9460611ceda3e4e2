using System.Net;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Doors;

/// <summary>A request of an Open311 client is a case that anybody may follow by its number.</summary>
public sealed class Open311Tests : Scenario
{
    [Fact]
    public async Task A_request_is_taken_with_a_key_and_found_by_its_number()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await Send("nobody.knows", "today")).Status);
        var key = (await County.As("admin").Write("/api/keys", new { purpose = "open311", name = County.Fresh(), actsAs = (await County.As("dispatcher").Read("/api/me")).Text("personId") })).Taken();
        var sent = await Send(key.Text("apiKey")!, "today");
        Assert.Equal(HttpStatusCode.Created, sent.Status);
        var id = sent.Body[0].GetProperty("service_request_id").GetString();
        var found = (await County.Nobody().Read($"/open311/v2/requests/{id}.json")).Taken().Body[0];
        Assert.Equal(("open", "manhole-cover"), (found.GetProperty("status").GetString(), found.GetProperty("service_code").GetString()));
        using var xml = await County.Nobody().GetAsync($"/open311/v2/requests/{id}.xml");
        Assert.Contains($"<service_request_id>{id}</service_request_id>", await xml.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("open311", (await County.As("dispatcher").Read("/api/cases/" + id)).Taken().Text("channel"));
        (await County.As("admin").Write($"/api/keys/{key.Text("keyId")}/retire")).Taken();
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(key.Text("apiKey")!, "days")).Status);
    }

    private async Task<Reply> Send(string key, string since)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = key,
            ["service_code"] = "manhole-cover",
            ["address_id"] = Life.Grid,
            ["attribute[since]"] = since,
            ["description"] = "井盖松动 " + County.Fresh(),
        });
        using var answer = await County.Nobody().PostAsync("/open311/v2/requests.json", form);
        return await Reply.Of(answer);
    }
}
