using System.Net.Http.Headers;
using System.Text;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests.Open311;

/// <summary>What a request must say, who may send it, and what becomes of it.</summary>
public sealed class SendingTests(Open311Rig rig) : IClassFixture<Open311Rig>
{
    private const string Long = "一二三四五六七八九十";

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task A_request_becomes_a_case_of_its_services_category(string format)
    {
        var client = new StrictClient(rig.Host.Anonymous, format);
        var (id, notice) = Shape.Sent(await client.Post(rig.Form("manhole-cover", ("attribute[cover-kind]", "rain"))));
        Assert.True(CaseIds.IsWellFormed(id));
        Assert.Contains(id, notice, StringComparison.Ordinal);
        // Five working days, the Spring Festival not counted: the citizen's own due time.
        Assert.Contains("2026-02-27 17:30", notice, StringComparison.Ordinal);
        var file = await rig.CaseOf(id);
        Assert.Equal((Channel.Open311, "facility.manhole-cover", CaseKind.Complaint, Stage.Triage), (file.Origin.Channel, file.Category, file.Kind, file.Stage));
        Assert.Equal((21.244123, 110.455678), (file.Origin.Latitude, file.Origin.Longitude));
        Assert.Null(file.GridCode);
        Assert.Equal("system:open311/" + rig.ApiKey.Split('.')[0], file.RegisteredBy);
        var texts = (await rig.Host.Stores.Private.ReadTexts(file.Id)).ToDictionary(text => text.Field, text => text.Value);
        Assert.EndsWith("这种情况多久了？How long has it been so? 一周以上 For more than a week\n井盖属于哪一类？What kind of cover? 雨水 Rain", texts["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api_key", "", "api_key is needed")]
    [InlineData("api_key", "open311-none.0123456789", "unknown or retired")]
    [InlineData("api_key", "nodot", "unknown or retired")]
    [InlineData("api_key", ".", "unknown or retired")]
    public async Task Without_the_right_key_nothing_else_is_looked_at(string name, string value, string fault)
    {
        var faults = await rig.Refused(403, "road", (name, value), ("service_code", "none"), ("lat", "north"));
        Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_purpose_a_retired_one_and_a_wrong_secret_are_refused_alike()
    {
        var police = await rig.MakeKey("police one", "police");
        var retired = await rig.MakeKey("soon retired");
        Assert.NotEmpty(await rig.Send("road", ("api_key", retired)));
        await (await rig.Host.As("admin")).PostText($"/api/keys/{retired.Split('.')[0]}/retire", "{}");
        var wrong = rig.ApiKey[..^1] + (rig.ApiKey[^1] == '0' ? '1' : '0');
        var answers = new List<string>();
        foreach (var key in new[] { police, retired, wrong, "open311-none.x", $"{ApiHost.Key}.{ApiHost.Secret}" }) answers.Add((await rig.Refused(403, "road", ("api_key", key))).Single());
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_key_in_the_address_or_given_twice_is_no_key()
    {
        var form = rig.Form("road", ("api_key", ""));
        var answer = await rig.Host.Anonymous.PostAsync($"/open311/v2/requests.json?api_key={rig.ApiKey}", new FormUrlEncodedContent(form));
        await rig.Json.Read(answer, 403);
        await rig.Json.Post(rig.Form().Append(new("api_key", rig.ApiKey)), 403);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("facility.road")]
    [InlineData("ROAD")]
    public async Task An_unknown_service_is_not_found(string code) => Assert.Contains("service_code", (await rig.Refused(404, "road", ("service_code", code))).Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData("service_code", "", "service_code is required")]
    [InlineData("long", "", "lat and long are given together")]
    [InlineData("lat", "", "lat and long are given together")]
    [InlineData("lat", "90.1", "lat is a number")]
    [InlineData("lat", "NaN", "lat is a number")]
    [InlineData("lat", "1e1", "lat is a number")]
    [InlineData("lat", "21,2", "lat is a number")]
    [InlineData("long", "-180.0001", "long is a number")]
    [InlineData("address_id", "440804999999999", "address_id is no grid")]
    [InlineData("address_id", "'; DROP TABLE cases; --", "address_id is no grid")]
    [InlineData("email", "nobody", "email is")]
    [InlineData("email", "a@b.cn\r\nBcc: c@d.cn", "email is")]
    [InlineData("phone", "call me", "phone has")]
    [InlineData("media_url", "javascript:alert(1)", "media_url is")]
    [InlineData("media_url", "file:///etc/passwd", "media_url is")]
    [InlineData("media_url", "http://a b", "media_url is")]
    [InlineData("attribute[since]", "", "attribute[since] is required")]
    [InlineData("attribute[since]", "yesterday", "attribute[since] is one of today, days, weeks, months")]
    [InlineData("attribute[size]", "wide", "attribute[size] is a decimal number")]
    [InlineData("attribute[colour]", "red", "asks for no attribute[colour]")]
    [InlineData("attribute[", "red", "attribute[code]")]
    [InlineData("attribute[<b>]", "red", "attribute[code]")]
    public async Task One_fault_is_named(string name, string value, string fault) => Assert.Contains(fault, Assert.Single(await rig.Refused(400, "road", (name, value))), StringComparison.Ordinal);

    [Fact]
    public async Task All_faults_are_named_in_one_answer()
    {
        var faults = await rig.Refused(
            400, "garbage", ("lat", "91"), ("long", ""), ("email", "x"), ("phone", "y"), ("media_url", "z"), ("attribute[since]", "never"), ("attribute[what][]", "gold"), ("attribute[none]", "1"),
            ("description", new('长', 4_001)), ("first_name", new('名', 61)));
        Assert.Equal(10, faults.Count);
        foreach (var begin in new[] { "lat is", "lat and long", "email", "phone", "media_url", "attribute[since]", "attribute[what]", "garbage asks", "description", "first_name" })
            Assert.Single(faults, fault => fault.StartsWith(begin, StringComparison.Ordinal));
        // The place stays to be named even where not even the service is.
        Assert.Equal(2, (await rig.Refused(400, "garbage", ("service_code", ""), ("lat", ""), ("long", ""), ("attribute[since]", ""))).Count);
    }

    [Theory]
    [InlineData("service_code", "road")]
    [InlineData("lat", "21.3")]
    [InlineData("description", "second")]
    [InlineData("email", "a@b.cn")]
    [InlineData("attribute[since]", "days")]
    public async Task A_name_given_twice_is_a_fault_and_neither_value_is_taken(string name, string value)
    {
        var faults = Shape.Faults(await rig.Json.Post(rig.Form("road", ("email", "b@c.cn")).Append(new(name, value)), 400));
        Assert.Contains(faults, fault => fault.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_argument_is_as_good_as_none()
    {
        var form = rig.Form("greenery").Concat(new KeyValuePair<string, string>[] { new("email", ""), new("phone", " "), new("address_id", ""), new("lat", ""), new("device_id", "") });
        Shape.Sent(await rig.Json.Post(form));
    }

    [Fact]
    public async Task Each_way_to_say_where_suffices_alone()
    {
        var grid = ApiHost.GridOf("worker-1");
        await rig.Send("greenery", ("lat", ""), ("long", ""), ("address_string", "麻章路与解放路口"));
        var byGrid = await rig.CaseOf(await rig.Send("greenery", ("lat", ""), ("long", ""), ("address_id", grid)));
        Assert.Equal(grid, byGrid.GridCode);
        Assert.Contains("location is needed", (await rig.Refused(400, "greenery", ("lat", ""), ("long", ""))).Single(), StringComparison.Ordinal);
        var all = await rig.CaseOf(await rig.Send("greenery", ("address_string", "路口"), ("address_id", grid)));
        Assert.Equal((grid, 21.244123), (all.GridCode, all.Origin.Latitude));
    }

    [Theory]
    [InlineData("attribute[what][]", "household", "construction")]
    [InlineData("attribute[what]", "household", "construction")]
    public async Task Several_choices_may_be_sent_with_and_without_brackets(string name, string one, string other)
    {
        var id = Shape.Sent(await rig.Json.Post(rig.Form("garbage").Append(new(name, one)).Append(new(name, other)))).Id;
        var text = (await rig.Host.Stores.Private.ReadTexts((await rig.CaseOf(id)).Id)).Single(text => text.Field == "text").Value;
        Assert.Contains("生活垃圾 Household、建筑垃圾 Construction", text, StringComparison.Ordinal);
        Assert.Contains("twice", Shape.Faults(await rig.Json.Post(rig.Form("garbage").Append(new(name, one)).Append(new(name, one)), 400)).Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("water-supply", "attribute[from]", "2026-02-12T08:00:00+08:00", true)]
    [InlineData("water-supply", "attribute[from]", "2026-02-12T00:00Z", true)]
    [InlineData("water-supply", "attribute[from]", "2026-02-12T08:00:00", false)]
    [InlineData("water-supply", "attribute[from]", "2026-02-30T08:00:00Z", false)]
    [InlineData("street-light", "attribute[pole]", "P-17", true)]
    [InlineData("street-light", "attribute[pole]", "two\nlines", false)]
    [InlineData("road", "attribute[size]", "-0.75", true)]
    [InlineData("road", "attribute[size]", "0,75", false)]
    [InlineData("noise", "attribute[details]", "two\nlines", true)]
    [InlineData("road", "attribute[danger]", "it is only shown", true)]
    public async Task Each_type_of_answer_has_its_rule(string service, string name, string value, bool taken)
    {
        if (taken) await rig.Send(service, (name, value));
        else Assert.StartsWith(name, (await rig.Refused(400, service, (name, value))).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_are_taken_to_their_limit_and_no_further()
    {
        await rig.Send("greenery", ("description", string.Concat(Enumerable.Repeat(Long, 400))));
        foreach (var name in new[] { "description", "address_string", "first_name", "device_id", "media_url", "attribute[since]", "phone", "email", "lat" })
            Assert.NotEmpty(await rig.Refused(400, "road", (name, new string('9', 10_000))));
    }

    [Fact]
    public async Task Line_breaks_stay_and_markup_is_made_harmless()
    {
        var id = await rig.Send("greenery", ("description", "水深<30cm\r\n<script>alert(1)</script> <b>粗</b> &lt; a>b\u0007\u0000!"));
        var text = (await rig.Host.Stores.Private.ReadTexts((await rig.CaseOf(id)).Id)).Single(text => text.Field == "text").Value;
        Assert.Equal("水深<30cm\r\n＜script>alert(1)＜/script> ＜b>粗＜/b> &lt; a>b!", text);
    }

    [Theory]
    [InlineData("application/json", "{}", 415)]
    [InlineData("multipart/form-data; boundary=x", "--x--", 415)]
    [InlineData("text/xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=gb2312", "service_code=road", 415)]
    [InlineData("", "service_code=road", 415)]
    [InlineData("application/x-www-form-urlencoded", "service_code=%zz", 400)]
    [InlineData("application/x-www-form-urlencoded", "service_code=%e4%bd", 400)]
    [InlineData("application/x-www-form-urlencoded", "", 403)]
    public async Task Only_forms_are_read(string type, string body, int status)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await rig.Xml.Read(await rig.Host.Anonymous.PostAsync("/open311/v2/requests.xml", content), status);
    }

    [Fact]
    public async Task Too_large_a_body_and_too_many_fields_are_refused()
    {
        await rig.Json.Post(rig.Form("road", ("description", new string('长', 20_000))), 413);
        await rig.Json.Post(Enumerable.Range(0, 501).Select(i => KeyValuePair.Create($"f{i}", "x")), 400);
        Assert.NotEmpty(Shape.Sent(await rig.Json.Post(rig.Form().Concat(Enumerable.Range(0, 400).Select(i => KeyValuePair.Create($"f{i}", "x"))))).Id);
    }

    [Fact]
    public async Task What_is_asked_for_stands_in_the_body()
    {
        var answer = await rig.Host.Anonymous.PostAsync("/open311/v2/requests.json?service_code=garbage&jurisdiction_id=440804", new FormUrlEncodedContent(rig.Form()));
        Assert.Contains("body", Shape.Faults(await rig.Json.Read(answer, 400)).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_danger_the_answer_says_first_whom_to_call()
    {
        var (id, notice) = Shape.Sent(await rig.Xml.Post(rig.Form("manhole-cover", ("description", "有人掉进井里，有生命危险！"))));
        Assert.StartsWith("请立即拨打110/119/120。Call 110/119/120 now.", notice, StringComparison.Ordinal);
        Assert.Equal(Grade.L1, (await rig.CaseOf(id)).Grade);
        Assert.Contains("110/119/120", Shape.Text((await rig.One(id))["service_notice"]), StringComparison.Ordinal);
        Assert.Null((await rig.One(await rig.Send()))["service_notice"]);
    }

    [Fact]
    public async Task Ids_of_neighbours_do_not_follow_one_another()
    {
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(await rig.Send());
        Assert.Equal(20, ids.Distinct().Count());
        Assert.True(ids.Select(id => id.Split('-')[2][..5]).Distinct().Count() > 15);
    }
}
