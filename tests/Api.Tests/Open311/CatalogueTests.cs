using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Open311;

/// <summary>What an administrator sets, and what discovery and services make of it.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private readonly Open311Rig rig = new();

    public Task InitializeAsync() => rig.InitializeAsync();

    public Task DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task What_was_read_can_be_put_back_and_the_changeset_moves_each_time()
    {
        var admin = await rig.Host.As("admin");
        var seen = new List<DateTimeOffset> { await Changeset() };
        for (var i = 0; i < 3; i++)
        {
            var view = await Read(admin);
            Assert.Equal(i + 1, view["version"]!.GetValue<int>());
            Assert.Empty(view["notOffered"]!.AsArray());
            var put = await Put(admin, view);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
            Assert.True(JsonNode.DeepEquals(view["services"], (await put.Json())["services"]));
            seen.Add(await Changeset());
        }

        Assert.Equal(seen.Order().Distinct(), seen);
        Assert.Equal(ApiHost.PersonOf("admin"), Shape.Text((await Read(admin))["changedBy"]));
    }

    [Fact]
    public async Task What_is_put_is_what_clients_read()
    {
        var admin = await rig.Host.As("admin");
        var view = await Read(admin);
        view["contact"] = "Ask & see > all";
        view["publicUrl"] = "https://potou.gov.cn/zz/";
        view["test"] = false;
        view["services"]![0]!["name"] = "井盖 Cover";
        view["services"]![0]!["questions"]!.AsArray().Clear();
        view["services"]!.AsArray().RemoveAt(1);
        Assert.Equal(HttpStatusCode.OK, (await Put(admin, view)).StatusCode);

        var discovery = await rig.Xml.Get("discovery");
        Shape.Discovery(discovery, rig.Host.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal("Ask & see > all", Shape.Text(discovery["contact"]));
        Assert.Equal(("https://potou.gov.cn/zz/open311/v2", "production"), (Shape.Text(discovery["endpoints"]![0]!["url"]), Shape.Text(discovery["endpoints"]![0]!["type"])));
        var services = (await rig.Xml.Get("services")).AsArray();
        Assert.Equal(("井盖 Cover", false), (Shape.Text(services[0]!["service_name"]), services[0]!["metadata"]!.GetValue<bool>()));
        Assert.DoesNotContain("road", services.Select(service => Shape.Text(service!["service_code"])));
    }

    [Theory]
    [InlineData("/services/0/category", "dispute.neighbour", "services[0].category")]
    [InlineData("/services/0/category", "dispute", "services[0].category")]
    [InlineData("/services/0/category", "danger.fire", "services[0].category")]
    [InlineData("/services/0/category", "inspection.care", "services[0].category")]
    [InlineData("/services/0/category", "livelihood.gas.leak", "services[0].category")]
    [InlineData("/services/0/category", "service.relief", "services[0].category")]
    [InlineData("/services/0/category", "facility.none", "services[0].category")]
    [InlineData("/services/0/category", "facility.road", "services")]
    [InlineData("/services/0/code", "road", "services")]
    [InlineData("/services/0/code", "with.dot", "services[0].code")]
    [InlineData("/services/0/code", "Upper", "services[0].code")]
    [InlineData("/services/0/name", "<b>x", "services[0].name")]
    [InlineData("/services/0/questions/1/code", "danger", "services[0].questions")]
    [InlineData("/services/0/questions/1/code", "a]b", "services[0].questions[1].code")]
    [InlineData("/services/0/questions/1/type", "text", "services[0].questions[1].choices")]
    [InlineData("/services/0/questions/1/choices/0/key", "days", "services[0].questions[1].choices")]
    [InlineData("/jurisdictionId", "http://potou.gov.cn", "jurisdictionId")]
    [InlineData("/publicUrl", "ftp://potou.gov.cn", "publicUrl")]
    [InlineData("/publicUrl", "https://potou.gov.cn?x=1", "publicUrl")]
    [InlineData("/withheld/0", "none", "withheld[0]")]
    public async Task What_cannot_be_is_refused_with_its_place(string pointer, string value, string field)
    {
        var admin = await rig.Host.As("admin");
        var view = await Read(admin);
        Set(view, pointer, value);
        var problem = await (await Put(admin, view)).Problem(422, "catalogue-invalid");
        Assert.Equal(field, Shape.Text(problem["field"]));
        Assert.Equal(1, (await Read(admin))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told()
    {
        var admin = await rig.Host.As("admin");
        var view = await Read(admin);
        await Put(admin, view);
        await (await Put(await rig.Host.As("admin2"), view)).Problem(409, "catalogue-changed");
    }

    [Theory]
    [InlineData("dispatcher")]
    [InlineData("auditor")]
    public async Task Only_an_administrator_changes_it(string user) =>
        await (await Put(await rig.Host.As(user), await Read(await rig.Host.As("admin")))).Problem(403, "role-lacks-operation");

    [Fact]
    public async Task A_field_that_nobody_knows_is_a_mistake_and_not_passed_over()
    {
        var admin = await rig.Host.As("admin");
        var view = await Read(admin);
        view["services"]![0]!["colour"] = "red";
        Assert.Equal(HttpStatusCode.BadRequest, (await Put(admin, view)).StatusCode);
    }

    private static async Task<JsonNode> Read(HttpClient client) => await (await client.GetAsync("/api/open311/services")).Json();

    private static Task<HttpResponseMessage> Put(HttpClient client, JsonNode view)
    {
        var document = view.DeepClone().AsObject();
        document["expectedVersion"] = document["version"]!.DeepClone();
        foreach (var name in new[] { "version", "changedAt", "changedBy", "notOffered" }) document.Remove(name);
        return client.PutAsJsonAsync("/api/open311/services", document);
    }

    private static void Set(JsonNode node, string pointer, string value)
    {
        var steps = pointer[1..].Split('/');
        foreach (var step in steps[..^1]) node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        if (int.TryParse(steps[^1], out var last)) node[last] = value;
        else node[steps[^1]] = value;
    }

    private async Task<DateTimeOffset> Changeset() => DateTimeOffset.Parse(Shape.Text((await rig.Json.Get("discovery"))["changeset"]), System.Globalization.CultureInfo.InvariantCulture);
}
