using System.Net.Http.Json;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

public sealed class CommandTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public static TheoryData<string, string, string?> Malformed => new()
    {
        { "{}", "missing-field", "command" },
        { "{\"command\":1}", "missing-field", "command" },
        { "{\"command\":\"fly\"}", "unknown-command", "command" },
        { "{\"command\":\"supplement\",\"text\":\"x\",\"urge\":true}", "unknown-command", "command" },
        { "{\"command\":\"acknowledge\"}", "unknown-command", "command" },
        { "{\"command\":\"comment\",\"colour\":\"red\"}", "unknown-property", "colour" },
        { "{\"command\":\"comment\",\"<b>\":\"red\"}", "unknown-property", null },
        { "{\"command\":\"dispatch\"}", "missing-field", "unit" },
        { "{\"command\":\"dispatch\",\"unit\":\" \"}", "missing-field", "unit" },
        { "{\"command\":\"dispatch\",\"unit\":17}", "invalid-value", "unit" },
        { "{\"command\":\"decide-objection\"}", "missing-field", "uphold" },
        { "{\"command\":\"decide-extension\"}", "missing-field", "approve" },
        { "{\"command\":\"look-back\"}", "missing-field", "recurred" },
        { "{\"command\":\"regrade\",\"grade\":\"L5\"}", "invalid-value", "grade" },
        { "{\"command\":\"regrade\",\"grade\":1}", "invalid-value", "grade" },
        { "{\"command\":\"visit\",\"outcome\":\"maybe\"}", "invalid-value", "outcome" },
        { "{\"command\":\"visit\",\"outcome\":\"reached\",\"attemptedAt\":\"2026-02-13T09:00:00\"}", "invalid-value", "attemptedAt" },
        { "{\"command\":\"comment\",\"expectedVersion\":\"1\"}", "invalid-value", "expectedVersion" },
        { "{\"command\":\"comment\",\"expectedVersion\":1.5}", "invalid-value", "expectedVersion" },
        { "{\"command\":\"comment\",\"text\":\"\\u0007\"}", "invalid-value", "text" },
        { "{\"command\":\"dispatch\",\"unit\":\"x\",\"helpers\":[\"\"]}", "invalid-value", "helpers" },
        { "{\"command\":\"request-extension\",\"days\":-2000000}", "out-of-bounds", "days" },
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_command_is_refused_by_field(string body, string code, string? field)
    {
        var caseId = await host.Accept("C-1");
        var problem = await (await (await host.As("dispatcher")).PostText($"/api/cases/{caseId}/commands", body)).Problem(400, code);
        Assert.Equal(field, problem["field"]?.GetValue<string>());
        Assert.Equal(1, (await host.Stores.Cases.Find(caseId))!.Version);
    }

    [Theory]
    [InlineData("text", 4001)]
    [InlineData("remark", 2001)]
    public async Task A_text_too_long_is_refused(string field, int length)
    {
        var caseId = await host.Accept("C-2");
        var body = new Dictionary<string, object> { ["command"] = "comment", [field] = new string('x', length) };
        await (await (await host.As("dispatcher")).PostAsJsonAsync($"/api/cases/{caseId}/commands", body)).Problem(400, "out-of-bounds");
    }

    [Fact]
    public async Task Every_command_of_the_contract_is_read()
    {
        string[] contract =
        [
            "triage", "dispatch", "sign-off", "object", "decide-objection", "contact", "progress", "arbitrate", "request-extension", "decide-extension", "request-suspension", "decide-suspension",
            "resume", "ledger", "strike-off", "add-subtask", "complete-subtask", "step-up", "regrade", "refuse", "supervise", "take-over", "resolve", "verify", "visit", "close", "reopen",
            "look-back", "merge", "withdraw", "comment",
        ];
        var caseId = await host.Accept("C-3");
        var client = await host.As("dispatcher");
        foreach (var name in contract)
        {
            var answer = await client.PostText($"/api/cases/{caseId}/commands", $"{{\"command\":\"{name}\",\"nonsense\":1}}");
            await answer.Problem(400, "unknown-property");
        }
    }

    [Fact]
    public async Task A_move_answers_the_new_case_and_what_is_allowed_next()
    {
        var caseId = await host.Accept("C-4");
        var state = await host.Move("dispatcher", caseId, new { command = "triage", grade = "l2", expectedVersion = 1 });
        Assert.Equal("dispatch", state["stage"]!.GetValue<string>());
        Assert.Equal("l2", state["grade"]!.GetValue<string>());
        Assert.Equal(2, state["version"]!.GetValue<int>());
        var allowed = state["allowedCommands"]!.AsArray().Select(name => name!.GetValue<string>()).ToList();
        Assert.Contains("dispatch", allowed);
        Assert.DoesNotContain("sign-off", allowed);
        Assert.Null(state["text"]);
    }

    [Fact]
    public async Task Refusals_keep_their_codes_and_find_their_status()
    {
        var caseId = await host.Accept("C-5");
        var dispatcher = await host.As("dispatcher");
        var at = $"/api/cases/{caseId}/commands";
        await (await dispatcher.PostAsJsonAsync(at, new { command = "triage", expectedVersion = 9 })).Problem(409, "stale-version");
        await (await dispatcher.PostAsJsonAsync(at, new { command = "dispatch", unit = "440804-cgj" })).Problem(409, "wrong-stage");
        await (await dispatcher.PostAsJsonAsync(at, new { command = "sign-off" })).Problem(403, "role-lacks-command");
        await (await dispatcher.PostAsJsonAsync(at, new { command = "triage", category = "no.such" })).Problem(422, "unknown-category");
        await (await dispatcher.PostAsJsonAsync(at, new { command = "triage", grade = "l4" })).Problem(403, "grade-needs-approval");
        await (await dispatcher.PostAsJsonAsync(at, new { command = "merge", into = "nothing" })).Problem(422, "unknown-target");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await (await dispatcher.PostAsJsonAsync(at, new { command = "dispatch", unit = "no-such-unit" })).Problem(422, "unknown-unit");
        await (await dispatcher.PostAsJsonAsync("/api/cases/" + new string('f', 32) + "/commands", new { command = "triage" })).Problem(404, "unknown-case");
    }

    [Theory]
    [InlineData("87600wh")]
    [InlineData("8784.01wh")]
    [InlineData("367cd")]
    [InlineData("P3650D")]
    public async Task A_helper_is_given_a_year_at_most(string budget)
    {
        var caseId = await host.Accept("C-8");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off", promisedAt = "2060-12-31T23:59:59-12:00" });
        await (await (await host.As("clerk-cgj")).PostAsJsonAsync($"/api/cases/{caseId}/commands", new { command = "add-subtask", unit = "440804-jtj", budget })).Problem(400, "out-of-bounds");
        await host.Move("clerk-cgj", caseId, new { command = "add-subtask", unit = "440804-jtj", budget = "8784wh" });
    }

    [Theory]
    [InlineData("request-suspension", "until")]
    [InlineData("request-extension", "amount")]
    public async Task An_amount_beyond_the_calendar_is_refused_and_not_a_fault(string command, string field)
    {
        var caseId = await host.Accept("C-9");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        var asked = new Dictionary<string, object> { ["command"] = command, ["reason"] = "等待", [field] = field == "until" ? "2060-12-31T23:59:59-12:00" : "3650wd" };
        if (field == "until") asked["reasonCode"] = "citizen-evidence";
        await (await (await host.As("clerk-cgj")).PostAsJsonAsync($"/api/cases/{caseId}/commands", asked)).Problem(409, field == "until" ? "suspension-too-long" : "extension-too-long");
    }

    [Fact]
    public async Task A_case_is_found_by_its_code_in_either_case_of_letters()
    {
        var caseId = await host.Accept("C-6");
        var client = await host.As("dispatcher");
        var code = (await (await client.GetAsync($"/api/cases/{caseId}")).Json())["code"]!.GetValue<string>();
        Assert.Equal(caseId, (await (await client.GetAsync($"/api/cases/{code}")).Json())["caseId"]!.GetValue<string>());
        Assert.Equal(caseId, (await (await client.GetAsync($"/api/cases/{code.ToLowerInvariant()}")).Json())["caseId"]!.GetValue<string>());
        var mistyped = code[..^1] + (code[^1] == '2' ? '3' : '2');
        await (await client.GetAsync($"/api/cases/{mistyped}")).Problem(404, "unknown-case");
    }

    [Fact]
    public async Task A_person_with_two_roles_acts_in_the_one_that_may()
    {
        var caseId = await host.Accept("C-7");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        var file = (await host.Stores.Cases.Find(caseId))!;
        var person = new Person("p-x", "两职", "440804-cgj", [Role.GridWorker, Role.Supervisor, Role.UnitClerk], [], "440804-cgj");
        var caller = new Caller(person, host.Stores.DirectorySource.Current, null);
        Assert.Equal(Role.GridWorker, caller.For(MoveTable.RowOf(new SignOff()), file).Role);
        Assert.Equal(Role.UnitClerk, caller.For(MoveTable.RowOf(new Workflows.Cases.Commands.Object("wrong-area")), file).Role);
        Assert.Equal(Role.Supervisor, caller.For(MoveTable.RowOf(new Supervise()), file).Role);
        // None may: the refusal of a role that has the move at all says more than that of one that never has.
        Assert.Equal(Role.UnitClerk, caller.For(MoveTable.RowOf(new RequestExtension()), file).Role);
        Assert.Superset(new HashSet<string> { "sign-off", "object", "supervise", "comment" }, caller.AllowedMoves(file).ToHashSet());
    }

    [Fact]
    public async Task A_list_is_filtered_cut_and_paged()
    {
        for (var i = 0; i < 5; i++) await host.Accept($"L-{i}", order => order["kind"] = i % 2 == 0 ? "help" : "complaint");
        var client = await host.As("dispatcher");
        var first = await (await client.GetAsync("/api/cases?limit=2&stage=triage&state=open&channel=hotline&light=green&grid=440804")).Json();
        Assert.Equal(2, first["items"]!.AsArray().Count);
        var seen = first["items"]!.AsArray().Select(line => line!["caseId"]!.GetValue<string>()).ToList();
        for (var next = first["next"]; next is not null;)
        {
            var page = await (await client.GetAsync($"/api/cases?limit=2&stage=triage&after={Uri.EscapeDataString(next.GetValue<string>())}")).Json();
            seen.AddRange(page["items"]!.AsArray().Select(line => line!["caseId"]!.GetValue<string>()));
            next = page["next"];
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Empty((await (await client.GetAsync("/api/cases?stage=visit")).Json())["items"]!.AsArray());
        Assert.Empty((await (await client.GetAsync("/api/cases?q=dispute.land")).Json())["items"]!.AsArray());
        Assert.Equal(5, (await (await client.GetAsync("/api/cases?q=dispute")).Json())["items"]!.AsArray().Count);
        Assert.Equal(5, (await (await client.GetAsync("/api/cases?changedSince=2026-02-13T08:00:00%2B08:00")).Json())["items"]!.AsArray().Count);
        Assert.Empty((await (await (await host.As("clerk-cgj")).GetAsync("/api/cases")).Json())["items"]!.AsArray());
    }

    [Theory]
    [InlineData("limit=0", "out-of-bounds", "limit")]
    [InlineData("limit=201", "out-of-bounds", "limit")]
    [InlineData("limit=x", "out-of-bounds", "limit")]
    [InlineData("stage=nowhere", "invalid-value", "stage")]
    [InlineData("stage=Triage", "invalid-value", "stage")]
    [InlineData("light=1", "invalid-value", "light")]
    [InlineData("grid=44x", "invalid-value", "grid")]
    [InlineData("changedSince=2026-02-13", "invalid-value", "changedSince")]
    [InlineData("after=%00", "bad-cursor", "after")]
    [InlineData("after=somewhere", "bad-cursor", "after")]
    public async Task A_filter_out_of_bounds_is_refused(string query, string code, string field) =>
        Assert.Equal(field, (await (await (await host.As("dispatcher")).GetAsync("/api/cases?" + query)).Problem(400, code))["field"]!.GetValue<string>());

    [Fact]
    public async Task The_file_and_the_clocks_explain_themselves()
    {
        var caseId = await host.Accept("C-8");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        var client = await host.As("clerk-cgj");
        var facts = await (await client.GetAsync($"/api/cases/{caseId}/facts?limit=2")).Json();
        Assert.Equal(["registered", "triaged"], facts["items"]!.AsArray().Select(fact => fact!["type"]!.GetValue<string>()));
        Assert.Equal(64, facts["items"]![0]!["hash"]!.GetValue<string>().Length);
        Assert.Null(facts["items"]![0]!["data"]!["callerKey"]);
        Assert.Null(facts["items"]![0]!["data"]!["contentHash"]);
        var rest = await (await client.GetAsync($"/api/cases/{caseId}/facts?after={facts["next"]!.GetValue<string>()}")).Json();
        Assert.Equal(3, rest["items"]![0]!["number"]!.GetValue<int>());
        Assert.Null(rest["next"]);
        var clocks = (await (await client.GetAsync($"/api/cases/{caseId}/clocks")).Json())["items"]!.AsArray();
        var finish = clocks.Single(clock => clock!["id"]!.GetValue<string>() == "unit-finish")!;
        Assert.Equal("5wd", finish["budget"]!.GetValue<string>());
        Assert.Equal(finish["due"]!.GetValue<string>(), finish["segments"]!.AsArray()[^1]!["to"]!.GetValue<string>());
        Assert.Contains(finish["segments"]!.AsArray(), part => part!["kind"]!.GetValue<string>() == "holiday" && part["zh"]!.GetValue<string>().Length > 0);
        Assert.Contains(finish["marks"]!.AsArray(), mark => mark!["mark"]!.GetValue<string>() == "rung-1" && !mark["passed"]!.GetValue<bool>());
        Assert.Equal(("0wd", "5wd"), (finish["spent"]!.GetValue<string>(), finish["left"]!.GetValue<string>()));
        host.Clock.Set(ApiHost.Start.AddHours(32.5));
        client = await host.As("clerk-cgj");
        var later = (await (await client.GetAsync($"/api/cases/{caseId}/clocks")).Json())["items"]!.AsArray().Single(clock => clock!["id"]!.GetValue<string>() == "unit-finish")!;
        // Saturday 2026-02-14, a make-up working day, is over.
        Assert.Equal(("1wd", "4wd"), (later["spent"]!.GetValue<string>(), later["left"]!.GetValue<string>()));
        Assert.NotNull(finish["policyVersion"]);
        Assert.NotNull(finish["calendarVersion"]);
    }
}
