using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

/// <summary>Outlines of places at their doors: what is taken of a file, who reads what of it, what is refused.</summary>
public sealed class OutlineTests
{
    private static readonly string Grid = ApiHost.GridOf("worker-1");
    private static readonly string Town = Grid[..9];
    private static readonly string OtherTown = ApiHost.County.Units.First(unit => unit.Kind == UnitKind.Town && unit.AreaPrefix != Town).AreaPrefix!;

    [Fact]
    public async Task What_an_administrator_puts_everybody_reads_as_GeoJSON_floor_by_floor()
    {
        await using var host = new ApiHost();
        var file = File(
            """{"type":"Feature","properties":{"adcode":440804,"name":"坡头区","level":"district"},"geometry":{"type":"MultiPolygon","coordinates":[[[[110.1,21.1],[110.9,21.1],[110.9,21.9],[110.1,21.1]]]]}}""",
            Of($"{Town}000", ring: "[[110.1,21.1,7.5],[110.3,21.1],[110.3,21.33333349,1],[110.1,21.1]]"),
            $$"""{"type":"Feature","id":"{{Grid[..12]}}","geometry":{"type":"Polygon","coordinates":[[[110.1,21.1],[110.2,21.1],[110.2,21.2]]]},"properties":null}""");

        var taken = await (await Put(host, file)).Json();
        var county = await Read(host, "leader");
        var town = await Read(host, "leader", Town);

        Assert.Equal((true, 3, 3, 0, 0), (taken["saved"]!.GetValue<bool>(), Number(taken, "features"), Number(taken, "outlined"), Number(taken, "unknown"), Number(taken, "withoutCode")));
        Assert.Equal(["440804 坡头区 county", $"{Town} {NameOf(Town + "000")} town"], Shown(county).Select(line => line.Replace("湛江市", "", StringComparison.Ordinal)));
        Assert.Equal(("FeatureCollection", "440804", 1), (county["type"]!.GetValue<string>(), county["within"]!.GetValue<string>(), Number(county, "version")));
        Assert.Equal([$"{Town} {NameOf(Town + "000")} town", $"{Grid[..12]} {NameOf(Grid[..12])} village"], Shown(town));
        // To the sixth decimal, heights left out; a ring that was left open is closed.
        Assert.Equal("""{"type":"MultiPolygon","coordinates":[[[[110.1,21.1],[110.3,21.1],[110.3,21.333333],[110.1,21.1]]]]}""", town["features"]![0]!["geometry"]!.ToJsonString());
        Assert.Equal(4, town["features"]![1]!["geometry"]!["coordinates"]![0]![0]!.AsArray().Count);
        Assert.Empty(Shown(await Read(host, "leader", "330502")));
    }

    [Fact]
    public async Task Whoever_sees_a_part_of_the_county_reads_the_outlines_of_that_part()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of("440804"), Of(Town), Of(OtherTown), Of(Grid[..12]), Of(Grid)));
        Assert.Equal(["440804", Town, OtherTown], Codes(await Read(host, "leader")));
        Assert.Equal(["440804", Town, OtherTown], Codes(await Read(host, "hotline-operator")));
        Assert.Equal(["440804", Town], Codes(await Read(host, "worker-1")));
        Assert.Equal([Grid[..12], Grid], Codes(await Read(host, "worker-1", Grid[..12])));
        Assert.Empty(Codes(await Read(host, "worker-1", OtherTown)));
        Assert.Empty(Codes(await Read(host, "clerk-cgj")));
    }

    [Fact]
    public async Task Codes_that_the_county_does_not_have_are_passed_over_and_told()
    {
        await using var host = new ApiHost();
        var file = File(Of("330502"), Of("330502"), Of("440804"), Of(new string('9', 60)), """{"type":"Feature","properties":{"name":"无码"},"geometry":null}""", "7", "null");

        var taken = await (await Put(host, file)).Json();

        Assert.Equal((7, 1, 3, 3), (Number(taken, "features"), Number(taken, "outlined"), Number(taken, "unknown"), Number(taken, "withoutCode")));
        Assert.Equal(["330502", new string('9', 40)], taken["unknownCodes"]!.AsArray().Select(code => code!.GetValue<string>()));
        await (await Put(host, File(Of("330502")))).Problem(422, "no-known-place");
        Assert.Equal(["440804"], Codes(await Read(host, "leader")));
    }

    [Fact]
    public async Task A_file_replaces_what_was_there_or_stands_beside_it_and_a_repeat_changes_nothing()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of("440804"), Of(Town)));
        var again = await (await Put(host, File(Of(Town), Of("440804")))).Json();
        Assert.Equal((false, 1), (again["saved"]!.GetValue<bool>(), Number(again["standing"]!, "version")));

        var beside = await (await Put(host, File(Of(OtherTown)), "?keep=true")).Json();
        Assert.Equal((true, 1, 2), (beside["saved"]!.GetValue<bool>(), Number(beside, "outlined"), Number(beside["standing"]!, "version")));
        Assert.Equal(["440804", Town, OtherTown], Codes(await Read(host, "leader")));
        Assert.Equal(2, Number((await (await Put(host, File(Of(OtherTown)), "?keep=true")).Json())["standing"]!, "version"));

        await Put(host, File(Of(OtherTown)));
        Assert.Equal([OtherTown], Codes(await Read(host, "leader")));
        await (await Put(host, File(Of("440804")), "?keep=perhaps")).Problem(400, "invalid-value");
    }

    [Fact]
    public async Task Several_features_of_one_code_are_one_place()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of(Town), Of(Town + "000", ring: "[[111,22],[112,22],[112,23],[111,22]]")));
        Assert.Equal(2, (await Read(host, "leader", Town))["features"]![0]!["geometry"]!["coordinates"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task All_are_taken_away_at_once_and_once_more_is_no_change(string method)
    {
        await using var host = new ApiHost();
        await Put(host, File(Of("440804"), Of(Town)));
        for (var turn = 0; turn < 2; turn++)
        {
            var answer = method == "PUT" ? await Put(host, File()) : await (await host.As("admin")).DeleteAsync("/api/outlines");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Empty(Codes(await Read(host, "leader")));
        }

        Assert.Equal(2, (await host.Stores.Outlines.Load()).Version);
    }

    [Fact]
    public async Task Who_changed_them_and_how_far_the_county_is_outlined_is_shown()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of("440804"), Of(Town)));
        await (await host.As("admin2")).DeleteAsync("/api/outlines");
        await Put(host, File(Of(Grid)));

        var answer = await (await host.As("auditor")).GetAsync("/api/outlines/standing");
        var standing = await answer.Json();

        Assert.Equal("\"3\"", answer.Headers.ETag!.Tag);
        Assert.Equal([("county", 0, 1), ("town", 0, Count(UnitKind.Town)), ("village", 0, Count(UnitKind.Village)), ("grid", 1, ApiHost.County.Grids.Length)],
            standing["levels"]!.AsArray().Select(line => (line!["level"]!.GetValue<string>(), Number(line, "outlined"), Number(line, "places"))));
        Assert.Equal([(ApiHost.PersonOf("admin"), 1), (ApiHost.PersonOf("admin2"), 0), (ApiHost.PersonOf("admin"), 2)],
            standing["deeds"]!.AsArray().Select(deed => (deed!["by"]!.GetValue<string>(), Number(deed, "outlined"))));
    }

    [Fact]
    public async Task A_grid_that_moved_is_drawn_where_it_was_under_its_code_of_today()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of(Grid)));
        var other = ApiHost.County.Units.First(unit => unit.Kind == UnitKind.Village && unit.AreaCode != Grid[..12]);
        var moved = await (await (await host.As("admin")).PostText($"/api/directory/grids/{Grid}/move", $$"""{"toVillage":"{{other.Code}}","reason":"合并","expectedVersion":1}""")).Json();
        var now = moved["codes"]![0]!["to"]!.GetValue<string>();
        Assert.Empty(Codes(await Read(host, "leader", Grid[..12])));
        Assert.Equal([now], Codes(await Read(host, "leader", other.AreaCode)));
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[110,21],[111,21],[111,22],[110,21]]]}""", null)]
    [InlineData("""{"type":"Point","coordinates":[110,21]}""", "it has no Polygon or MultiPolygon")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "it has no Polygon or MultiPolygon")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""", "it has no Polygon or MultiPolygon")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[]]}""", "it has no Polygon or MultiPolygon")]
    [InlineData("""{"type":7,"coordinates":[]}""", "it has no Polygon or MultiPolygon")]
    [InlineData("null", "it has no Polygon or MultiPolygon")]
    [InlineData("""{"type":"Polygon","coordinates":"x"}""", "it has no Polygon or MultiPolygon")]
    [InlineData("""{"type":"Polygon","coordinates":[[]]}""", "a ring has fewer than 4 points")]
    [InlineData("""{"type":"Polygon","coordinates":[[[110,21],[111,21],[110,21]]]}""", "a ring has fewer than 4 points")]
    [InlineData("""{"type":"Polygon","coordinates":[[[110,21],[111,21],["111",22],[110,21]]]}""", "a point is not a longitude and a latitude")]
    [InlineData("""{"type":"Polygon","coordinates":[[[110],[111,21],[111,22],[110]]]}""", "a point is not a longitude and a latitude")]
    [InlineData("""{"type":"Polygon","coordinates":[[110,21,111,22]]}""", "a point is not a longitude and a latitude")]
    [InlineData("""{"type":"Polygon","coordinates":[[[442000.5,2371000.1],[442100,2371000],[442100,2371100],[442000.5,2371000.1]]]}""", "a point is not in degrees")]
    [InlineData("""{"type":"Polygon","coordinates":[[[21,110],[21,111],[22,111],[21,110]]]}""", "a point is not in degrees")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1e999,21],[111,21],[111,22],[1e999,21]]]}""", "a point is not in degrees")]
    public async Task What_cannot_be_drawn_is_refused_feature_by_feature_and_nothing_is_changed(string geometry, string? fault)
    {
        await using var host = new ApiHost();
        var answer = await Put(host, File(Of("440804"), $$"""{"type":"Feature","properties":{"code":"{{Town}}"},"geometry":{{geometry}}}"""));
        if (fault is null)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return;
        }

        var finding = Assert.Single((await answer.Problem(422, "outlines-invalid"))["findings"]!.AsArray())!;
        Assert.Equal(("features[1]", Town), (finding["entry"]!.GetValue<string>(), finding["value"]!.GetValue<string>()));
        Assert.StartsWith(fault, finding["fault"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, (await host.Stores.Outlines.Load()).Version);
    }

    [Theory]
    [InlineData("""{"type":"Feature","properties":{"code":"440804"}}""", "invalid-value")]
    [InlineData("""{"features":[]}""", "invalid-value")]
    [InlineData("""{"type":["FeatureCollection"],"features":[]}""", "invalid-value")]
    [InlineData("""{"type":"FeatureCollection","features":{}}""", "invalid-value")]
    [InlineData("""{"type":"FeatureCollection"}""", "invalid-value")]
    [InlineData("[]", "malformed-json")]
    [InlineData("", "missing-body")]
    public async Task What_is_no_collection_is_malformed(string file, string code)
    {
        await using var host = new ApiHost();
        await (await Put(host, file)).Problem(400, code);
    }

    [Fact]
    public async Task Sizes_are_bounded_also_of_what_stays_beside_a_new_file()
    {
        await using var host = new ApiHost();
        await (await Put(host, File([.. Enumerable.Repeat("null", 5_001)]))).Problem(400, "out-of-bounds");
        await (await Put(host, File(Of("440804", ring: Ring(20_001))))).Problem(400, "out-of-bounds");
        await (await Put(host, new string(' ', 5 * 1024 * 1024) + File())).Problem(413, "too-large");
        var places = ApiHost.County.Grids.Take(11).Select(grid => Of(grid.Code, ring: Ring(19_999))).ToArray();
        Assert.Equal(HttpStatusCode.OK, (await Put(host, File(places[..6]))).StatusCode);
        await (await Put(host, File(places[6..]), "?keep=true")).Problem(400, "out-of-bounds");
        Assert.Equal(HttpStatusCode.OK, (await Put(host, File(places[6..]))).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_has_not_changed_is_not_sent_again()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of("440804"), Of(Town)));
        var leader = await host.As("leader");
        var first = await leader.GetAsync("/api/outlines");
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());

        var again = await Ask(leader, "/api/outlines", tag);
        Assert.Equal((HttpStatusCode.NotModified, tag, 0), (again.StatusCode, again.Headers.ETag!.ToString(), (await again.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(HttpStatusCode.OK, (await Ask(leader, $"/api/outlines?within={Town}", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(await host.As("worker-1"), "/api/outlines", tag)).StatusCode);
        await Put(host, File(Of(Town)));
        Assert.Equal(HttpStatusCode.OK, (await Ask(leader, "/api/outlines", tag)).StatusCode);
    }

    [Fact]
    public async Task Somebody_else_s_change_is_not_overwritten_where_the_version_is_named()
    {
        await using var host = new ApiHost();
        await Put(host, File(Of("440804")));
        await (await Put(host, File(), version: "0")).Problem(409, "outlines-changed");
        await (await Put(host, File(), version: "x")).Problem(400, "invalid-value");
        Assert.Equal("\"2\"", (await Put(host, File(), version: "1")).Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("dispatcher")]
    [InlineData("auditor")]
    [InlineData("worker-1")]
    public async Task Only_administrators_change_them(string user)
    {
        await using var host = new ApiHost();
        await (await Put(host, File(), user: user)).Problem(403, "role-lacks-operation");
        await (await (await host.As(user)).DeleteAsync("/api/outlines")).Problem(403, "role-lacks-operation");
    }

    [Theory]
    [InlineData("within=abc")]
    [InlineData("within=４４０８０４")]
    public async Task What_is_asked_for_is_a_code(string query)
    {
        await using var host = new ApiHost();
        await (await (await host.As("leader")).GetAsync($"/api/outlines?{query}")).Problem(400, "invalid-value");
    }

    [Theory]
    [InlineData("application/geo+json", 200)]
    [InlineData("application/json", 200)]
    [InlineData("text/plain", 415)]
    public async Task GeoJSON_comes_under_its_own_name_or_as_JSON(string type, int status)
    {
        await using var host = new ApiHost();
        Assert.Equal(status, (int)(await Put(host, File(Of("440804")), type: type)).StatusCode);
    }

    private static string File(params string[] features) => $$"""{"type":"FeatureCollection","name":"x","features":[{{string.Join(',', features)}}]}""";

    private static string Of(string code, string ring = "[[110.1,21.1],[110.9,21.1],[110.9,21.9],[110.1,21.1]]") =>
        $$$"""{"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":[{{{ring}}}]}}""";

    /// <summary>A ring of so many points and the first again.</summary>
    private static string Ring(int points)
    {
        var ring = new StringBuilder("[[0,0]");
        for (var at = 1; at < points; at++) ring.Append(System.Globalization.CultureInfo.InvariantCulture, $",[{at % 180},{at % 90}]");
        return ring.Append(",[0,0]]").ToString();
    }

    private static async Task<HttpResponseMessage> Put(ApiHost host, string file, string query = "", string type = "application/geo+json", string user = "admin", string? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/outlines" + query) { Content = new StringContent(file, Encoding.UTF8, type) };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await (await host.As(user)).SendAsync(request);
    }

    private static async Task<JsonNode> Read(ApiHost host, string user, string? within = null)
    {
        var answer = await (await host.As(user)).GetAsync("/api/outlines" + (within is null ? "" : "?within=" + within));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, string path, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("If-None-Match", tag);
        return client.SendAsync(request);
    }

    private static IEnumerable<string> Codes(JsonNode collection) => collection["features"]!.AsArray().Select(feature => feature!["id"]!.GetValue<string>());

    private static IEnumerable<string> Shown(JsonNode collection) => collection["features"]!.AsArray()
        .Select(feature => feature!["properties"]!).Select(place => $"{place["code"]} {place["name"]} {place["level"]}");

    private static int Number(JsonNode json, string name) => json[name]!.GetValue<int>();

    private static int Count(UnitKind kind) => ApiHost.County.Units.Count(unit => unit.Kind == kind);

    private static string NameOf(string unit) => ApiHost.County.Units.Single(one => one.Code == unit).Name;
}
