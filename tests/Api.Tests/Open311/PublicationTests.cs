using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Open311;

/// <summary>Personal fields are taken and never given back; nothing that the citizen wrote is. Each test has a county of its own: the same caller's same matter is one case.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Personal =
    [
        ("first_name", "小明"), ("last_name", "欧阳"), ("phone", "13912340000"), ("email", "xiaoming@example.cn"), ("device_id", "device-7788"), ("account_id", "account-9900"),
        ("description", "我叫欧阳小明，住在幸福小区3栋502，邻居王老五"), ("address_string", "幸福小区3栋502欧阳家门口"), ("media_url", "https://example.cn/face.jpg"),
        ("attribute[details]", "王老五每晚打麻将"),
    ];

    private readonly Open311Rig rig = new();

    public Task InitializeAsync() => rig.InitializeAsync();

    public Task DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Nothing_that_was_sent_comes_back_in_any_answer()
    {
        var id = await rig.Send("noise", Personal);
        await rig.Handle(id);
        string[] answers =
        [
            .. await Texts($"requests/{id}", ""), .. await Texts($"requests/{id}", "?extensions=true"), .. await Texts("requests", ""), .. await Texts("requests", "?extensions=true"),
            .. await Texts("requests", "?service_request_id=" + id), (await rig.Json.Post(rig.Form("noise", Personal))).ToJsonString(),
        ];
        foreach (var answer in answers)
            foreach (var word in new[] { "小明", "欧阳", "1391234", "xiaoming", "device-7788", "account-9900", "幸福小区", "王老五", "face.jpg", "麻将" })
                Assert.DoesNotContain(word, answer, StringComparison.Ordinal);
        // In its place stands what the service is.
        Assert.StartsWith("施工、商业、娱乐等噪声扰民", Shape.Text((await rig.One(id))["description"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handler_sees_what_was_said_and_the_caller_masked_and_a_look_at_the_rest_is_recorded()
    {
        var id = await rig.Send("noise", Personal);
        var caseId = await rig.Handle(id);
        var clerk = await rig.Host.As("clerk-cgj");
        var view = await (await clerk.GetAsync($"/api/cases/{caseId}")).Json();
        Assert.StartsWith("我叫欧阳小明", Shape.Text(view["text"]), StringComparison.Ordinal);
        Assert.Contains("王老五每晚打麻将", Shape.Text(view["text"]), StringComparison.Ordinal);
        Assert.Equal("幸福小区3栋502欧阳家门口", Shape.Text(view["address"]));
        Assert.Equal("欧**", Shape.Text(view["caller"]!["name"]));
        Assert.DoesNotContain("xiaoming", view.ToJsonString(), StringComparison.Ordinal);
        foreach (var gone in new[] { "device-7788", "account-9900" }) Assert.DoesNotContain(gone, view.ToJsonString(), StringComparison.Ordinal);
        foreach (var (field, value) in new[] { ("caller-name", "欧阳小明"), ("caller-phone", "13912340000"), ("email", "xiaoming@example.cn") })
            Assert.Equal(value, Shape.Text((await (await clerk.PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field, reason = "联系诉求人" })).Json())["value"]));
        Assert.Equal(3, (await rig.Host.Stores.Private.Looks(caseId, 10)).Looks.Count);
    }

    [Fact]
    public async Task No_fact_holds_a_word_of_it()
    {
        var file = await rig.CaseOf(await rig.Send("noise", Personal));
        var facts = string.Concat((await rig.Host.Stores.Cases.Facts(file.Id, 0, 100)).Select(fact => JsonValue.Create(fact.Body.Fact.ToString())!.ToJsonString() + fact.Body.By));
        foreach (var word in new[] { "小明", "1391234", "xiaoming", "device-7788", "account-9900", "幸福", "face.jpg" }) Assert.DoesNotContain(word, facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_is_published_to_the_building_and_of_a_sensitive_service_to_the_quarter()
    {
        var grid = ApiHost.GridOf("worker-1");
        var road = await rig.One(await rig.Send("road", ("address_id", grid), ("address_string", "某人家")));
        Assert.Equal((21.2441m, 110.4557m), (road["lat"]!.GetValue<decimal>(), road["long"]!.GetValue<decimal>()));
        Assert.Equal(grid, Shape.Text(road["address_id"]));
        Assert.Equal(["grid", "town", "county"], Shape.Text(road["address"]).Split('，').Zip(["grid", "town", "county"], (_, name) => name));
        Assert.EndsWith("，湛江市坡头区", Shape.Text(road["address"]), StringComparison.Ordinal);

        var noise = await rig.One(await rig.Send("noise", ("address_id", grid)));
        Assert.Equal((21.24m, 110.46m), (noise["lat"]!.GetValue<decimal>(), noise["long"]!.GetValue<decimal>()));
        Assert.Null(noise["address_id"]);
        Assert.DoesNotContain("网格", Shape.Text(noise["address"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_is_not_known_is_left_empty()
    {
        var request = await rig.One(await rig.Send("road", ("lat", ""), ("long", ""), ("address_string", "海东大道")));
        foreach (var name in new[] { "lat", "long", "address", "address_id", "zipcode", "media_url", "agency_responsible" }) Assert.Null(request[name]);
    }

    private async Task<string[]> Texts(string path, string query) =>
        [await rig.Host.Anonymous.GetStringAsync($"/open311/v2/{path}.xml{query}"), await rig.Host.Anonymous.GetStringAsync($"/open311/v2/{path}.json{query}")];
}
