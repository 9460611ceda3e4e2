using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Open311;

/// <summary>Whole lives of requests as a client sees them: it knows nothing but the address of discovery, and asks until its request is closed.</summary>
public sealed class LifeTests : IAsyncLifetime
{
    private readonly Open311Rig rig = new();

    public Task InitializeAsync() => rig.InitializeAsync();

    public Task DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task From_discovery_to_closed(string format)
    {
        var discovery = await new StrictClient(rig.Host.Anonymous, format).Get("discovery");
        Shape.Discovery(discovery, rig.Host.Clock.GetUtcNow());
        var client = new StrictClient(rig.Host.Anonymous, format, Shape.Text(discovery["endpoints"]![0]!["url"]));
        var services = await client.Get("services");
        Shape.Services(services);
        var service = services.AsArray().First(service => service!["metadata"]!.GetValue<bool>())!;
        var code = Shape.Text(service["service_code"]);
        var definition = await client.Get("services/" + code);
        Shape.Definition(definition);
        var (id, _) = Shape.Sent(await client.Post([.. Answers(definition), .. Where(), new("service_code", code), new("api_key", rig.ApiKey), new("phone", "13812345678")]));

        Assert.Equal(("open", "已登记，正在甄别分级。Registered; being looked at."), await Poll(client, id));
        var caseId = await rig.Handle(id);
        Assert.StartsWith("承办单位已办理", (await Poll(client, id)).Notes, StringComparison.Ordinal);
        rig.Wait(TimeSpan.FromHours(3));
        await rig.Host.Move("worker-1", caseId, new { command = "verify", ok = true });
        Assert.Equal(("open", "已核实，正在回访。Seen to be done; the person who asked is being asked whether it is."), await Poll(client, id));
        await rig.Host.Move("dispatcher", caseId, new { command = "visit", outcome = "reached", solved = "yes", satisfaction = 5 });
        // The visit alone closes nothing.
        Assert.Equal("open", (await Poll(client, id)).Status);
        rig.Wait(TimeSpan.FromHours(1));
        await rig.Host.Move("dispatcher", caseId, new { command = "close" });
        var closedAt = rig.Host.Clock.GetUtcNow();

        Assert.Equal(("closed", "已办结，诉求人已确认。Done; the person who asked has confirmed it."), await Poll(client, id));
        rig.Wait(TimeSpan.FromDays(40));
        await rig.Host.Move("worker-1", caseId, new { command = "look-back", recurred = false });
        var request = (await client.Get("requests/" + id)).AsArray().Single()!;
        Shape.Requests(new JsonArray(request.DeepClone()));
        Assert.Equal(Workflows.Intake.Open311.W3CDate.Write(closedAt), Shape.Text(request["updated_datetime"]));
        Assert.Equal("城市管理和综合执法局", Shape.Text(request["agency_responsible"]));
    }

    [Fact]
    public async Task A_dissatisfied_citizen_keeps_it_open_until_the_next_visit()
    {
        var id = await rig.Send("road", ("phone", "13812345678"));
        var caseId = await rig.Handle(id);
        await rig.Host.Move("worker-1", caseId, new { command = "verify", ok = true });
        await rig.Host.Move("dispatcher", caseId, new { command = "visit", outcome = "reached", solved = "no", satisfaction = 1 });
        var (status, notes) = await Poll(rig.Json, id);
        Assert.Equal("open", status);
        Assert.StartsWith("回访后城市管理和综合执法局正在重新办理", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_due_time_is_the_citizens_own_and_stands_still_while_the_case_is_kept_on_the_ledger()
    {
        var id = await rig.Send();
        Assert.Equal("2026-02-27T17:30:00+08:00", Shape.Text((await rig.One(id))["expected_datetime"]));
        var caseId = (await rig.CaseOf(id)).Id;
        await rig.Host.Move("dispatcher", caseId, new { command = "triage" });
        await rig.Host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        Assert.Equal("已派至城市管理和综合执法局，待签收。Sent to 城市管理和综合执法局, which is to take it on.", (await Poll(rig.Xml, id)).Notes);
        await rig.Host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        Assert.Equal("城市管理和综合执法局正在办理。Being worked on by 城市管理和综合执法局.", (await Poll(rig.Xml, id)).Notes);
    }

    [Fact]
    public async Task A_merged_request_is_closed_and_names_the_other_only_if_that_is_public()
    {
        var (first, second, third) = (await rig.Send(), await rig.Send(), await rig.Send());
        var hotline = await rig.Host.Accept("M-1", order => order["category"] = "facility.road");
        await Merge(second, (await rig.CaseOf(first)).Id);
        await Merge(third, hotline);

        Assert.Equal(("closed", $"已并入{first}办理。Goes on in {first}."), await Poll(rig.Json, second));
        Assert.Equal(("closed", "已并入同一事项办理。Goes on in another request of the same matter."), await Poll(rig.Xml, third));
        // A remark that comes later does not move the day on which it was closed.
        var closed = Shape.Text((await rig.One(second))["updated_datetime"]);
        rig.Wait(TimeSpan.FromDays(1));
        await rig.Host.Move("dispatcher", (await rig.CaseOf(second)).Id, new { command = "comment", text = "已告知" });
        Assert.Equal(closed, Shape.Text((await rig.One(second))["updated_datetime"]));
    }

    [Fact]
    public async Task A_request_handled_with_others_stays_open_until_its_own_citizen_was_asked()
    {
        var (parent, child) = (await rig.Send(), await rig.Send("road", ("phone", "13812345678")));
        await rig.Host.Move("dispatcher", (await rig.CaseOf(child)).Id, new { command = "merge", into = (await rig.CaseOf(parent)).Id, asChild = true });
        Assert.Equal(("open", $"与{parent}一并办理。Being worked on together with {parent}."), await Poll(rig.Json, child));
    }

    [Theory]
    [InlineData("withdraw", "诉求人已撤回")]
    [InlineData("refuse", "不属于本渠道受理范围")]
    public async Task What_ends_otherwise_is_closed_and_says_why(string command, string notes)
    {
        var id = await rig.Send();
        await rig.Host.Move("dispatcher", (await rig.CaseOf(id)).Id, command == "refuse" ? new { command, refusalClass = "litigation-arbitration", remark = "请向法院起诉" } : (object)new { command });
        var (status, words) = await Poll(rig.Xml, id);
        Assert.Equal("closed", status);
        Assert.StartsWith(notes, words, StringComparison.Ordinal);
        Assert.DoesNotContain("法院", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_extensions_the_steps_come_without_anybodys_name()
    {
        var id = await rig.Send("road", ("phone", "13812345678"));
        await rig.Handle(id);
        foreach (var client in new[] { rig.Xml, rig.Json })
        {
            var answer = await client.Get("requests/" + id, "?extensions=true");
            Shape.Requests(answer, extended: true);
            var request = answer.AsArray().Single()!;
            Assert.Equal(["registered", "dispatched", "signed-off", "resolved"], request["notes"]!.AsArray().Select(note => Shape.Text(note!["type"])));
            Assert.Equal("verification", Shape.Text(request["extended_attributes"]!["stage"]));
            foreach (var person in ApiHost.County.People) Assert.DoesNotContain(person.DisplayName, answer.ToJsonString(), StringComparison.Ordinal);
        }

        Shape.Requests(await rig.Json.Get("requests"), extended: false);
    }

    private static IEnumerable<KeyValuePair<string, string>> Where() => [new("lat", "21.25"), new("long", "110.46"), new("description", "井盖松动")];

    /// <summary>Answers whatever is required, as the definition says that it may be answered.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Answers(JsonNode definition)
    {
        foreach (var attribute in definition["attributes"]!.AsArray())
        {
            if (!attribute!["required"]!.GetValue<bool>()) continue;
            var code = Shape.Text(attribute["code"]);
            yield return Shape.Text(attribute["datatype"]) switch
            {
                "singlevaluelist" => new($"attribute[{code}]", Shape.Text(attribute["values"]![0]!["key"])),
                "multivaluelist" => new($"attribute[{code}][]", Shape.Text(attribute["values"]![0]!["key"])),
                "number" => new($"attribute[{code}]", "1"),
                "datetime" => new($"attribute[{code}]", "2026-02-13T00:00:00Z"),
                _ => new($"attribute[{code}]", "text"),
            };
        }
    }

    private async Task Merge(string id, string into) => await rig.Host.Move("dispatcher", (await rig.CaseOf(id)).Id, new { command = "merge", into });

    private static async Task<(string Status, string Notes)> Poll(StrictClient client, string id)
    {
        var answer = await client.Get("requests/" + id);
        Shape.Requests(answer);
        var request = Assert.Single(answer.AsArray())!;
        Assert.Equal(id, Shape.Text(request["service_request_id"]));
        return (Shape.Text(request["status"]), Shape.Text(request["status_notes"]));
    }
}
