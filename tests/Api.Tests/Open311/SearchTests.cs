using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Tests.Open311;

/// <summary>How requests are found again. Each test has a county of its own, since a search sees all there is.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private readonly Open311Rig rig = new();

    public Task InitializeAsync() => rig.InitializeAsync();

    public Task DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task By_default_the_last_ninety_days_come_newest_first()
    {
        var old = await rig.Send();
        rig.Wait(TimeSpan.FromDays(1));
        var first = await rig.Send();
        rig.Wait(TimeSpan.FromDays(89).Add(TimeSpan.FromMinutes(1)));
        var second = await rig.Send("garbage");
        Assert.Equal([second, first], await Ids(""));
        Assert.Equal([old], await Ids($"?end_date={At(-90)}"));
    }

    [Fact]
    public async Task Services_status_and_stretch_narrow_it_together()
    {
        var road = await rig.Send();
        var garbage = await rig.Send("garbage");
        var noise = await rig.Send("noise");
        await Withdraw(garbage);
        Assert.Equal([garbage, road], await Ids("?service_code=road,garbage"));
        Assert.Equal([garbage, road], await Ids("?service_code=road&service_code=garbage,none"));
        Assert.Empty(await Ids("?service_code=none"));
        Assert.Equal([noise, road], await Ids("?status=open"));
        Assert.Equal([garbage], await Ids("?status=closed"));
        Assert.Equal([noise, garbage, road], await Ids("?status=open,closed"));
        Assert.Equal([noise, garbage, road], await Ids("?status=&service_code=&page="));
        Assert.Equal([road], await Ids("?status=open&service_code=road,garbage"));
        Assert.Empty(await Ids($"?start_date={At(1)}"));
    }

    [Fact]
    public async Task Ids_override_everything_else()
    {
        var (one, two) = (await rig.Send(), await rig.Send("garbage"));
        rig.Wait(TimeSpan.FromDays(200));
        Assert.Equal([one, two], await Ids($"?service_request_id={one},{two}&service_code=noise&status=nonsense&start_date=never&page=0"));
        Assert.Equal([two], await Ids($"?service_request_id={two},{two},440804-260213-AAAAAAA-A,nonsense"));
        Assert.Equal([one], await Ids($"?service_request_id={one.ToLowerInvariant()}"));
        Assert.Empty(await Ids("?service_request_id=nonsense"));
        Assert.NotEmpty(Shape.Faults(await rig.Json.Get("requests", "?service_request_id=" + string.Join(',', Enumerable.Range(0, 201)), 400)));
    }

    [Theory]
    [InlineData("start_date=2026-02-13", "start_date is a date")]
    [InlineData("start_date=2026-02-13T00:00:00", "start_date is a date")]
    [InlineData("start_date=13.02.2026", "start_date is a date")]
    [InlineData("end_date=2026-02-30T00:00:00Z", "end_date is a date")]
    [InlineData("end_date=9999-12-31T23:59:59Z", "end_date is a date")]
    [InlineData("start_date=2026-02-13T00:00:00Z&end_date=2026-02-12T23:59:59Z", "end_date lies before")]
    [InlineData("start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:01Z", "at most 90 days")]
    [InlineData("status=opened", "status is open")]
    [InlineData("status=open,%20", null)]
    [InlineData("page=0", "page is a number")]
    [InlineData("page=-1", "page is a number")]
    [InlineData("page_size=1001", "page_size is a number")]
    [InlineData("page=11&page_size=1000", "10000 requests deep")]
    [InlineData("page=10000&page_size=1000", "10000 requests deep")]
    [InlineData("page=10&page_size=1000", null)]
    [InlineData("extensions=yes", "extensions is true")]
    [InlineData("extensions=true&page_size=101", "page_size is a number from 1 to 100")]
    [InlineData("page=1&page=2", "page was given more than once")]
    [InlineData("start_date=2026-02-13T00:00:00Z&start_date=2026-02-12T00:00:00Z", "start_date was given more than once")]
    [InlineData("start_date=2026-01-01T00:00:00%2B08:00&end_date=2026-04-01T00:00:00%2B08:00", null)]
    [InlineData("start_date=2026-01-01T00:00:00+08:00", null)]
    [InlineData("unknown=1&api_key=anything", null)]
    public async Task Each_argument_has_its_rule(string query, string? fault)
    {
        if (fault is null) await rig.Json.Get("requests", "?" + query);
        else Assert.Contains(fault, Assert.Single(Shape.Faults(await rig.Xml.Get("requests", "?" + query, 400))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_search_are_named_at_once() =>
        Assert.Equal(4, Shape.Faults(await rig.Json.Get("requests", "?start_date=x&end_date=y&status=z&page=w", 400)).Count);

    [Fact]
    public async Task Of_1200_requests_the_newest_1000_come_and_pages_give_the_rest()
    {
        var ids = new List<string>();
        for (var i = 0; i < 1_200; i++)
        {
            if (i % 100 == 0) rig.Wait(TimeSpan.FromMinutes(1));
            ids.Add(await rig.Send("greenery", ("lat", (21 + (i / 10_000.0)).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }

        ids.Reverse();
        Assert.Equal(ids.Take(1_000), await Ids(""));
        Assert.Equal(ids.Take(1_000), await Ids("?page_size=1000"));
        Assert.Equal(ids.Skip(1_000), await Ids("?page=2&page_size=1000"));
        Assert.Equal(ids.Skip(350).Take(50), await Ids("?page=8&page_size=50"));
        Assert.Empty(await Ids("?page=3&page_size=1000"));
        Assert.Equal(100, (await rig.Json.Get("requests", "?extensions=true")).AsArray().Count);
        Assert.True(JsonNode.DeepEquals(await rig.Xml.Get("requests"), await rig.Json.Get("requests")));
    }

    [Fact]
    public async Task Only_what_came_in_by_Open311_and_is_public_is_found()
    {
        var road = await rig.Send();
        var hotline = await rig.Host.Accept("H-1", order => order["category"] = "facility.road");
        var code = (await rig.Host.Stores.Cases.Find(hotline))!.Origin.Code;
        Assert.Equal([road], await Ids(""));
        Assert.Empty(await Ids($"?service_request_id={code}"));
        var none = Shape.Faults(await rig.Json.Get("requests/440804-260213-2222222-2", status: 404)).Single();
        Assert.Equal(none, Shape.Faults(await rig.Json.Get("requests/" + code, status: 404)).Single());
    }

    [Theory]
    [InlineData("dispute.neighbour")]
    [InlineData("danger.building")]
    [InlineData("livelihood.gas.leak")]
    [InlineData("enforcement.parking")]
    [InlineData("service.relief")]
    [InlineData("other")]
    public async Task A_request_that_turns_out_to_be_of_no_public_matter_is_gone_for_the_public(string category)
    {
        var id = await rig.Send();
        await rig.Host.Move("dispatcher", (await rig.CaseOf(id)).Id, new { command = "triage", category });
        await rig.Json.Get("requests/" + id, status: 404);
        Assert.Empty(await Ids(""));
        Assert.Empty(await Ids($"?service_request_id={id}"));
    }

    [Fact]
    public async Task One_that_moves_within_what_is_public_bears_the_service_it_is_now_of()
    {
        var id = await rig.Send("noise");
        await rig.Host.Move("dispatcher", (await rig.CaseOf(id)).Id, new { command = "triage", category = "environment.noise.construction" });
        Assert.Equal("noise", Shape.Text((await rig.One(id))["service_code"]));
        Assert.Equal([id], await Ids("?service_code=noise"));
        var other = await rig.Send("noise");
        await rig.Host.Move("dispatcher", (await rig.CaseOf(other)).Id, new { command = "triage", category = "environment.odour" });
        Assert.Equal([other], await Ids("?service_code=odour"));
    }

    [Fact]
    public async Task What_an_administrator_withholds_is_gone_at_once()
    {
        var id = await rig.Send();
        var kept = rig.Host.Stores.Catalogue.Current;
        await rig.Host.Stores.Catalogue.Save(kept with { Withheld = ["facility"] }, kept.Version);
        await rig.Json.Get("requests/" + id, status: 404);
        Assert.Empty(await Ids(""));
        await rig.Refused(404, "road");
        Assert.DoesNotContain("road", (await rig.Json.Get("services")).AsArray().Select(service => Shape.Text(service!["service_code"])));
        await rig.Host.Stores.Catalogue.Save(ServiceCatalogue.Empty, kept.Version + 1);
        Assert.Empty((await rig.Json.Get("services")).AsArray());
        Assert.True(JsonNode.DeepEquals(await rig.Xml.Get("services"), await rig.Json.Get("services")));
    }

    private async Task Withdraw(string id)
    {
        var answer = await (await rig.Host.As("dispatcher")).PostAsJsonAsync($"/api/cases/{(await rig.CaseOf(id)).Id}/commands", new { command = "withdraw" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private string At(int days) => Uri.EscapeDataString(W3CDate.Write(rig.Host.Clock.GetUtcNow().AddDays(days)));

    private async Task<IEnumerable<string>> Ids(string query)
    {
        var answer = await rig.Json.Get("requests", query);
        Shape.Requests(answer);
        return answer.AsArray().Select(request => Shape.Text(request!["service_request_id"]));
    }
}
