using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests;

/// <summary>Everything may be sent twice, in any order, also when the first answer was lost.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_report_sent_again_is_one_case_and_answers_as_the_first_did_even_after_months()
    {
        var worker = await host.As("worker-1");
        var first = await Send(worker, "/api/reports", Report(), "phone-1");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var second = await Send(worker, "/api/reports", Report(), "phone-1");
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        host.Clock.Set(ApiHost.Start.AddDays(45));
        var late = await Send(worker, "/api/reports", Report(), "phone-1");
        Assert.Equal(HttpStatusCode.Created, late.StatusCode);
        Assert.Equal((await first.Json())["caseId"]!.GetValue<string>(), (await late.Json())["caseId"]!.GetValue<string>());
        Assert.Equal(1, (await host.Stores.Cases.Count(new() { Scope = CaseScope.Everything })).Total);
        await (await Send(worker, "/api/reports", Report("别的事"), "phone-1")).Problem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task The_same_key_of_another_person_or_for_another_address_is_another_key()
    {
        var one = await (await Send(await host.As("worker-1"), "/api/reports", Report(), "k")).Json();
        var grid = ApiHost.GridOf("worker-2");
        var two = await (await Send(await host.As("worker-2"), "/api/reports", Report(grid: grid), "k")).Json();
        Assert.NotEqual(one["caseId"]!.GetValue<string>(), two["caseId"]!.GetValue<string>());
        var dispatcher = await host.As("dispatcher");
        foreach (var caseId in new[] { one, two }.Select(order => order["caseId"]!.GetValue<string>()))
        {
            var answer = await Send(dispatcher, $"/api/cases/{caseId}/commands", new { command = "comment", text = "x" }, "k");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Idempotent-Replayed"));
        }
    }

    [Fact]
    public async Task A_command_with_a_key_is_made_once()
    {
        var caseId = await host.Accept("R-1");
        var dispatcher = await host.As("dispatcher");
        var path = $"/api/cases/{caseId}/commands";
        var first = await Send(dispatcher, path, new { command = "triage", remark = "属实" }, "t-1");
        host.Clock.Set(host.Clock.GetUtcNow().AddHours(3));
        var again = await dispatcher.PostText(path, "{ \"remark\": \"属实\",\n \"command\": \"triage\" }", key: "t-1");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        await (await Send(dispatcher, path, new { command = "triage", remark = "不实" }, "t-1")).Problem(409, "idempotency-key-reused");
        Assert.Single(await host.Stores.Cases.Facts(caseId, 0, 100), fact => fact.Fact is Workflows.Cases.Facts.Triaged);
    }

    [Fact]
    public async Task A_refused_command_leaves_no_receipt_so_it_may_be_tried_again()
    {
        var caseId = await host.Accept("R-2");
        var dispatcher = await host.As("dispatcher");
        var dispatch = new { command = "dispatch", unit = "440804-cgj" };
        await (await Send(dispatcher, $"/api/cases/{caseId}/commands", dispatch, "d-1")).Problem(409, "wrong-stage");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        Assert.Equal(HttpStatusCode.OK, (await Send(dispatcher, $"/api/cases/{caseId}/commands", dispatch, "d-1")).StatusCode);
    }

    [Fact]
    public async Task When_the_process_dies_between_commit_and_answer_the_receipt_answers()
    {
        Dying? store = null;
        await using var dying = new ApiHost(wrap: inner => store = new Dying(inner));
        var caseId = await dying.Accept("R-3");
        var dispatcher = await dying.As("dispatcher");
        store!.DiesAfterNextAppend = true;
        await (await Send(dispatcher, $"/api/cases/{caseId}/commands", new { command = "triage" }, "t")).Problem(500, "fault");
        var answer = await Send(dispatcher, $"/api/cases/{caseId}/commands", new { command = "triage" }, "t");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("true", answer.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal("dispatch", (await answer.Json())["stage"]!.GetValue<string>());
        store.DiesAfterNextAppend = true;
        var order = ApiHost.Order("R-4").ToJsonString();
        await (await dying.Signed(HttpMethod.Post, "/api/hotline/orders", order)).Problem(500, "fault");
        Assert.Equal(HttpStatusCode.OK, (await dying.Signed(HttpMethod.Post, "/api/hotline/orders", order)).StatusCode);
        Assert.Equal(2, (await dying.Stores.Cases.Count(new() { Scope = CaseScope.Everything })).Total);
    }

    [Fact]
    public async Task Twenty_at_once_are_one_case()
    {
        var worker = await host.As("worker-1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send(worker, "/api/reports", Report(), "burst")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(1, (await host.Stores.Cases.Count(new() { Scope = CaseScope.Everything })).Total);
        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.Json())["caseId"]!.GetValue<string>()));
        Assert.Single(ids.Distinct());
    }

    [Theory]
    [InlineData(null, "idempotency-key-required")]
    [InlineData("a b", "idempotency-key-invalid")]
    public async Task A_key_is_visible_ASCII_and_required_where_the_contract_says(string? key, string code) =>
        await (await Send(await host.As("worker-1"), "/api/reports", Report(), key)).Problem(400, code);

    [Fact]
    public async Task A_key_has_at_most_128_characters()
    {
        var worker = await host.As("worker-1");
        Assert.Equal(HttpStatusCode.Created, (await Send(worker, "/api/reports", Report(), new string('k', 128))).StatusCode);
        await (await Send(worker, "/api/reports", Report(), new string('k', 129))).Problem(400, "idempotency-key-invalid");
    }

    [Fact]
    public async Task An_order_of_the_counter_is_known_by_its_number_or_else_by_its_key()
    {
        var clerk = await host.As("dispatcher");
        var first = await (await Send(clerk, "/api/intake/orders", Counter("W-1"), "k-1")).Json();
        var sameNumber = await Send(clerk, "/api/intake/orders", Counter("W-1"), "k-2");
        Assert.Equal(HttpStatusCode.Created, sameNumber.StatusCode);
        Assert.Equal(first["caseId"]!.GetValue<string>(), (await sameNumber.Json())["caseId"]!.GetValue<string>());
        await (await Send(clerk, "/api/intake/orders", Counter("W-1", "别的"), "k-3")).Problem(409, "order-conflict");
        await (await Send(clerk, "/api/intake/orders", Counter(null, "无号"), "k-1")).Problem(409, "idempotency-key-reused");
        var unnumbered = await (await Send(clerk, "/api/intake/orders", Counter(null, "无号"), "k-4")).Json();
        Assert.Null(unnumbered["orderNo"]);
        await (await Send(clerk, "/api/intake/orders", Counter("W-2", channel: "hotline"), "k-5")).Problem(400, "invalid-value");
        await (await Send(clerk, "/api/intake/orders", Counter("W-2", channel: "grid"), "k-5")).Problem(400, "invalid-value");
    }

    [Fact]
    public async Task What_was_done_on_the_spot_closes_the_case_in_the_same_step()
    {
        var report = Report();
        report["handledOnSite"] = new JsonObject { ["text"] = "当场劝离" };
        var answer = await (await Send(await host.As("worker-1"), "/api/reports", report, "on-site")).Json();
        Assert.Equal("closed", answer["state"]!.GetValue<string>());
        Assert.Null(answer["citizenDueAt"]);
    }

    [Fact]
    public async Task A_report_from_a_grid_that_is_not_the_worker_s_is_refused()
    {
        var other = ApiHost.County.Grids.First(grid => grid.VillageUnit != ApiHost.AccountOf("worker-1").Unit).Code;
        await (await Send(await host.As("worker-1"), "/api/reports", Report(grid: other), "g")).Problem(403, "grid-out-of-scope");
    }

    [Theory]
    [InlineData("2026-02-13T10:00:00+08:00")]
    [InlineData("2025-01-13T10:00:00+08:00")]
    [InlineData("1970-01-01T08:00:00+08:00")]
    [InlineData("2099-12-31T23:59:59Z")]
    public async Task A_phone_whose_clock_is_wrong_is_heard_all_the_same_and_its_time_counts_for_nothing(string said)
    {
        var report = Report();
        report["observedAt"] = said;
        var answer = await (await Send(await host.As("worker-1"), "/api/reports", report, "wrong")).Json();
        Assert.Equal(DateTimeOffset.Parse(said, System.Globalization.CultureInfo.InvariantCulture), answer["doubtfulObservedAt"]!.GetValue<DateTimeOffset>());
        var path = $"/api/cases/{answer["caseId"]!.GetValue<string>()}";
        var dispatcher = await host.As("dispatcher");
        var file = await (await dispatcher.GetAsync(path)).Json();
        Assert.Null(file["observedAt"]);
        Assert.NotNull(file["doubtfulObservedAt"]);
        Assert.Equal(ApiHost.Start, file["receivedAt"]!.GetValue<DateTimeOffset>());
        await (await Send(dispatcher, path + "/commands", new { command = "triage", acceptObservedAt = true, remark = "相信" }, null)).Problem(422, "observed-time-doubtful");
        Assert.True((await Send(await host.As("worker-1"), "/api/reports", report, "wrong")).Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_time_that_can_be_is_kept_and_not_doubted()
    {
        var answer = await (await Send(await host.As("worker-1"), "/api/reports", Report(), "right")).Json();
        Assert.Null(answer["doubtfulObservedAt"]);
        var report = Report();
        report["observedAt"] = "1969-12-31T08:00:00+08:00";
        await (await Send(await host.As("worker-1"), "/api/reports", report, "no-phone")).Problem(400, "invalid-value");
    }

    private static JsonObject Report(string text = "路面塌陷", string? grid = null) => new()
    {
        ["kind"] = "report",
        ["category"] = "dispute",
        ["title"] = "路面塌陷",
        ["text"] = text,
        ["gridCode"] = grid ?? ApiHost.GridOf("worker-1"),
        ["observedAt"] = "2026-02-13T08:30:00+08:00",
    };

    private static JsonObject Counter(string? number, string text = "来访", string channel = "window")
    {
        var order = ApiHost.Order(number ?? "x");
        order["text"] = text;
        order["channel"] = channel;
        if (number is null) order.Remove("orderNo");
        return order;
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string path, object body, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    /// <summary>A store whose process dies once, after the commit and before anybody hears of it.</summary>
    private sealed class Dying(ICaseStore inner) : ICaseStore
    {
        public bool DiesAfterNextAppend { get; set; }

        public async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
        {
            var outcome = await inner.Append(append, cancellation);
            if (!DiesAfterNextAppend) return outcome;
            DiesAfterNextAppend = false;
            throw new InvalidOperationException("killed");
        }

        public Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default) => inner.Find(caseId, cancellation);

        public Task<string?> FindByCode(string code, CancellationToken cancellation = default) => inner.FindByCode(code, cancellation);

        public Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default) => inner.Facts(caseId, afterNumber, limit, cancellation);

        public Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default) => inner.FindReceipt(key, cancellation);

        public Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default) => inner.List(query, cancellation);

        public Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default) => inner.Changes(query, cancellation);

        public Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default) => inner.ListOpen311(query, cancellation);

        public Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default) => inner.Count(query, cancellation);

        public Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default) =>
            inner.ListAlive(afterId, limit, orChangedSince, cancellation);

        public Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default) => inner.Span(changedSince, cancellation);

        public Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default) => inner.AsOf(slice, cancellation);

        public Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default) => inner.Relatives(query, cancellation);

        public Task<Workflows.Intake.Routing.RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default) => inner.Evidence(contexts, cancellation);

        public Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default) => inner.Choices(from, to, cancellation);
    }
}
