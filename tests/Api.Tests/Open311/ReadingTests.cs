using System.Net;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Open311;

/// <summary>What anybody may read without a key, in both formats.</summary>
public sealed class ReadingTests(Open311Rig rig) : IClassFixture<Open311Rig>
{
    public static TheoryData<string> Paths => ["discovery", "services", "services/road", "services/garbage", "services/water-supply", "requests", "tokens/1", "services/none", "requests/none"];

    [Fact]
    public async Task Discovery_is_what_the_validator_asks_for()
    {
        var discovery = await rig.Json.Get("discovery");
        Shape.Discovery(discovery, rig.Host.Clock.GetUtcNow());
        Assert.Equal("http://localhost/open311/v2", Shape.Text(discovery["endpoints"]![0]!["url"]));
        Assert.Equal(["text/xml", "application/json"], discovery["endpoints"]![0]!["formats"]!.AsArray().Select(Shape.Text));
    }

    [Fact]
    public async Task Services_are_the_catalogues_with_their_words()
    {
        var services = await rig.Json.Get("services");
        Shape.Services(services);
        Assert.Equal(DemoCounty.Catalogue().Services.Select(service => service.Code), services.AsArray().Select(service => Shape.Text(service!["service_code"])));
        var road = services.AsArray().Single(service => Shape.Text(service!["service_code"]) == "road")!;
        Assert.Equal("道路破损 Damaged road or pavement", Shape.Text(road["service_name"]));
        Assert.Equal("坑洼,路面,pothole,pavement", Shape.Text(road["keywords"]));
        Assert.True(road["metadata"]!.GetValue<bool>());
        Assert.False(services.AsArray().Single(service => Shape.Text(service!["service_code"]) == "greenery")!["metadata"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Every_service_with_metadata_has_a_definition_and_no_other_has()
    {
        foreach (var service in (await rig.Xml.Get("services")).AsArray())
        {
            var path = "services/" + Shape.Text(service!["service_code"]);
            if (service["metadata"]!.GetValue<bool>()) Shape.Definition(await rig.Xml.Get(path));
            else Assert.Contains("metadata is false", Shape.Faults(await rig.Xml.Get(path, status: 404)).Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_definition_says_what_is_asked_and_in_which_order()
    {
        var attributes = (await rig.Json.Get("services/manhole-cover"))["attributes"]!.AsArray();
        Assert.Equal(["danger", "since", "cover-kind"], attributes.Select(attribute => Shape.Text(attribute!["code"])));
        Assert.Equal([false, true, true], attributes.Select(attribute => attribute!["variable"]!.GetValue<bool>()));
        Assert.Equal([false, true, false], attributes.Select(attribute => attribute!["required"]!.GetValue<bool>()));
        Assert.Equal("singlevaluelist", Shape.Text(attributes[1]!["datatype"]));
        Assert.Equal(["today", "days", "weeks", "months"], attributes[1]!["values"]!.AsArray().Select(value => Shape.Text(value!["key"])));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Both_formats_say_the_same(string path)
    {
        await rig.Send();
        var status = path.StartsWith("tokens/", StringComparison.Ordinal) || path.EndsWith("none", StringComparison.Ordinal) ? 404 : 200;
        var (xml, json) = (await rig.Xml.Get(path, status: status), await rig.Json.Get(path, status: status));
        Assert.True(JsonNode.DeepEquals(xml, json), $"{xml}\n{json}");
    }

    [Fact]
    public async Task A_token_is_never_known_and_the_reason_is_said() =>
        Assert.Contains("realtime", Shape.Faults(await rig.Json.Get("tokens/123456", status: 404)).Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData("440804", 200)]
    [InlineData("potou.gov.cn", 200)]
    [InlineData("POTOU.gov.cn", 200)]
    [InlineData("", 200)]
    [InlineData("cityofchicago.org", 404)]
    public async Task The_jurisdiction_may_be_left_out_and_another_one_is_unknown(string id, int status)
    {
        foreach (var path in new[] { "services", "services/road", "requests" }) await rig.Json.Get(path, "?jurisdiction_id=" + id, status);
        await rig.Json.Post(rig.Form("road", ("jurisdiction_id", id)), status == 200 ? 201 : 404);
        await rig.Json.Get("requests/" + await rig.Send(), "?jurisdiction_id=" + id, status);
        await rig.Json.Get("services", "?jurisdiction_id=440804&jurisdiction_id=" + id, status);
    }

    [Theory]
    [InlineData("/open311")]
    [InlineData("/open311/")]
    [InlineData("/open311/v2")]
    [InlineData("/open311/v2/services")]
    [InlineData("/open311/v2/services.")]
    [InlineData("/open311/v2/services.yaml")]
    [InlineData("/open311/v2/services.xml.gz")]
    [InlineData("/open311/v2/services/road")]
    [InlineData("/open311/v2/services/road.")]
    [InlineData("/open311/v2/services/.xml")]
    [InlineData("/open311/v2/services/a.b.c.xml")]
    [InlineData("/open311/v2/requests/..%2f..%2fapi%2fme.xml")]
    [InlineData("/open311/v2/requests/440804-260213-AAAAAAA-A.xml")]
    [InlineData("/open311/v2/requests/x/y.xml")]
    [InlineData("/open311/v1/services.xml")]
    [InlineData("/open311/v2/services/%E4%BA%95.xml")]
    public async Task Where_there_is_nothing_the_error_document_says_so_in_XML(string path) => await rig.Xml.Read(await rig.Host.Anonymous.GetAsync(path), 404);

    [Theory]
    [InlineData("/open311/v2/nothing.json")]
    [InlineData("/open311/v2/services/none.JSON")]
    [InlineData("/open311/none.json")]
    public async Task Or_in_JSON_where_the_address_ends_so(string path) => await rig.Json.Read(await rig.Host.Anonymous.GetAsync(path), 404);

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html, application/xhtml+xml")]
    [InlineData("image/png")]
    public async Task The_ending_decides_and_not_the_Accept_header(string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/open311/v2/services.xml");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        Shape.Services(await rig.Xml.Read(await rig.Host.Anonymous.SendAsync(request), 200));
    }

    [Theory]
    [InlineData("POST", "services")]
    [InlineData("PUT", "requests")]
    [InlineData("DELETE", "requests/1")]
    [InlineData("PATCH", "discovery")]
    public async Task Another_method_is_refused_in_the_error_document(string method, string path)
    {
        foreach (var client in new[] { rig.Xml, rig.Json })
        {
            var answer = await rig.Host.Anonymous.SendAsync(new(new HttpMethod(method), $"/open311/v2/{path}.{client.Format}"));
            await client.Read(answer, 405);
            Assert.NotEmpty(answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task What_a_gate_refuses_is_refused_in_the_error_document()
    {
        var signed = new HttpRequestMessage(HttpMethod.Get, "/open311/v2/services.json");
        signed.Headers.Add("X-GridCase-Key", "nobody");
        await rig.Json.Read(await rig.Host.Anonymous.SendAsync(signed), 401);
        var foreign = new HttpRequestMessage(HttpMethod.Post, "/open311/v2/requests.xml") { Content = new FormUrlEncodedContent(rig.Form()) };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        await rig.Xml.Read(await rig.Host.Anonymous.SendAsync(foreign), 403);
        await using var few = new ApiHost(options => options.AnonymousRequestsPerMinute = 60);
        HttpResponseMessage last;
        for (var i = 0; (last = await few.Anonymous.GetAsync("/open311/v2/services.json")).StatusCode == HttpStatusCode.OK; i++) Assert.True(i < 100);
        await rig.Json.Read(last, 429);
        Assert.NotNull(last.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_host_that_fails_says_so_in_the_error_document()
    {
        await using var failing = new ApiHost(wrap: FailingCases.Of);
        await rig.Xml.Read(await failing.Anonymous.GetAsync("/open311/v2/requests.xml"), 500);
        failing.Probe.State = failing.Probe.State with { IsReady = false };
        await rig.Json.Read(await failing.Anonymous.GetAsync("/open311/v2/requests.json"), 503);
    }
}
