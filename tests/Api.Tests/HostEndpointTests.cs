using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Api.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GridCase.Api.Tests;

/// <summary>Health, numbers, the manual clock, the document.</summary>
public sealed class HostEndpointTests(HostEndpointTests.Shared shared) : IClassFixture<HostEndpointTests.Shared>
{
    private readonly ApiHost host = shared.Of;

    /// <summary>What api.md lists.</summary>
    public static TheoryData<string, string> Contract => new()
    {
        { "post", "/api/session" }, { "get", "/api/session" }, { "delete", "/api/session" }, { "get", "/api/me" },
        { "post", "/api/hotline/orders" }, { "get", "/api/hotline/orders/{orderNo}" }, { "post", "/api/hotline/orders/{orderNo}/supplements" },
        { "post", "/api/hotline/orders/{orderNo}/visits" }, { "post", "/api/hotline/orders/{orderNo}/withdrawal" },
        { "post", "/api/intake/orders" }, { "post", "/api/reports" }, { "get", "/api/cases" }, { "get", "/api/cases/{caseId}" }, { "get", "/api/cases/{caseId}/facts" },
        { "get", "/api/cases/{caseId}/clocks" }, { "post", "/api/cases/{caseId}/commands" }, { "post", "/api/cases/{caseId}/reveal" },
        { "post", "/api/attachments" }, { "get", "/api/attachments/{id}" }, { "get", "/api/tasks" }, { "get", "/api/sync" }, { "get", "/api/events" }, { "get", "/api/exports/cases.csv" },
        { "get", "/api/escalations" }, { "post", "/api/escalations/{id}/acknowledgement" }, { "get", "/api/overview" },
        { "get", "/api/channels" }, { "put", "/api/channels" }, { "get", "/api/audit" }, { "get", "/api/watchdog" }, { "get", "/api/policies/deadlines/{version}" }, { "put", "/api/policies/deadlines/draft" }, { "get", "/api/policies/deadlines/draft" },
        { "delete", "/api/policies/deadlines/draft" }, { "post", "/api/policies/deadlines/draft/check" }, { "post", "/api/policies/deadlines/draft/publish" },
        { "post", "/api/policies/deadlines/{version}/confirm" }, { "post", "/api/policies/deadlines/{version}/reject" }, { "post", "/api/policies/deadlines/{version}/undo" },
        { "get", "/api/policies/presets" }, { "put", "/api/calendars/{id}" }, { "post", "/api/calendars/{id}/import" }, { "post", "/api/calendars/{id}/draft/check" },
        { "post", "/api/calendars/{id}/draft/publish" }, { "post", "/api/calendars/{id}/{version}/confirm" }, { "post", "/api/calendars/{id}/{version}/undo" },
        { "get", "/api/policies/deadlines" }, { "get", "/api/calendars/{id}" },
        { "get", "/api/directory" }, { "put", "/api/directory" }, { "get", "/api/directory/history" }, { "get", "/api/directory/units" }, { "get", "/api/directory/grids" },
        { "get", "/api/directory/people" }, { "get", "/api/directory/categories" }, { "get", "/api/directory/posts" }, { "get", "/api/directory/absences" }, { "get", "/api/directory/vacancies" },
        { "put", "/api/directory/units/{code}" }, { "put", "/api/directory/grids/{code}" }, { "put", "/api/directory/posts/{code}" }, { "put", "/api/directory/people/{code}" },
        { "post", "/api/directory/grids/{code}/move" }, { "post", "/api/directory/units/{code}/move" }, { "get", "/api/directory/moves/{id}" }, { "post", "/api/directory/import" },
        { "delete", "/api/directory/posts/{code}" }, { "post", "/api/directory/absences" }, { "delete", "/api/directory/absences/{absenceId}" },
        { "get", "/api/outlines" }, { "put", "/api/outlines" }, { "delete", "/api/outlines" }, { "get", "/api/outlines/standing" },
        { "get", "/api/open311/services" }, { "put", "/api/open311/services" }, { "get", "/open311/v2/discovery.xml" }, { "get", "/open311/v2/services.json" },
        { "get", "/open311/v2/services/{service_code}.{format}" }, { "post", "/open311/v2/requests.xml" }, { "post", "/open311/v2/requests.json" }, { "get", "/open311/v2/requests.json" },
        { "get", "/open311/v2/requests/{service_request_id}.{format}" }, { "get", "/open311/v2/tokens/{token}.{format}" },
        { "get", "/api/inspection-plans" }, { "post", "/api/inspection-plans" }, { "put", "/api/inspection-plans" }, { "get", "/api/checklists" }, { "post", "/api/checklists" }, { "put", "/api/checklists" },
        { "get", "/api/places" }, { "post", "/api/places" }, { "put", "/api/places" }, { "post", "/api/sweeps" }, { "get", "/api/sweeps/{id}" },
        { "get", "/api/inspections" }, { "post", "/api/inspections/{id}/result" }, { "post", "/api/policies/deadlines/draft/preview" }, { "get", "/api/previews/{id}" }, { "delete", "/api/previews/{id}" },
        { "get", "/api/rollouts/{id}" }, { "post", "/api/rollouts/{id}/pause" }, { "post", "/api/rollouts/{id}/resume" },
        { "get", "/health/live" }, { "get", "/health/ready" }, { "get", "/metrics" }, { "get", "/api/dev/clock" }, { "post", "/api/dev/clock" },
    };

    [Theory]
    [MemberData(nameof(Contract))]
    public async Task The_document_lists_what_the_contract_lists(string method, string path)
    {
        var operation = (await Document())["paths"]?[path]?[method];
        Assert.NotNull(operation);
        Assert.False(string.IsNullOrWhiteSpace(operation["summary"]?.GetValue<string>()));
        Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
    }

    [Fact]
    public async Task Every_endpoint_is_in_the_document_with_its_codes()
    {
        var paths = (await Document())["paths"]!;
        foreach (var endpoint in host.Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<Door>() is not { } door) continue;
            var method = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0].ToLowerInvariant();
            var operation = paths[endpoint.RoutePattern.RawText!]?[method];
            Assert.True(operation is not null, endpoint.RoutePattern.RawText);
            if (!door.IsOpenToAnyone) Assert.Contains("not-signed-in", operation["responses"]!["401"]!["description"]!.GetValue<string>(), StringComparison.Ordinal);
            foreach (var refusals in endpoint.Metadata.GetOrderedMetadata<Refusals>())
                foreach (var code in refusals.Codes)
                    Assert.Contains(code, operation["responses"]![$"{refusals.Status}"]!["description"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_list_in_the_document_says_what_it_holds()
    {
        var schemas = (await Document())["components"]!["schemas"]!.AsObject();
        foreach (var (name, schema) in schemas)
            foreach (var (field, shape) in schema!["properties"]?.AsObject() ?? [])
                Assert.False(shape!["type"]?.ToJsonString().Contains("array", StringComparison.Ordinal) == true && shape["items"] is null, $"{name}.{field}");
        Assert.Equal("grid-worker", schemas["Me"]!["properties"]!["roles"]!["items"]!["enum"]![1]!.GetValue<string>());
    }

    /// <summary>The framework names a schema after its type alone; of two of one name it would keep one.</summary>
    [Fact]
    public void No_two_shapes_of_answers_share_a_name()
    {
        var shapes = new HashSet<Type>();
        foreach (var gives in host.Endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Http.Metadata.IProducesResponseTypeMetadata>())) Walk(gives.Type, shapes);
        Assert.True(shapes.Count > 100);
        Assert.Empty(shapes.GroupBy(shape => shape.Name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static void Walk(Type? type, HashSet<Type> shapes)
    {
        foreach (var part in type is { IsGenericType: true } ? type.GetGenericArguments() : []) Walk(part, shapes);
        var isOurs = type?.Namespace?.StartsWith("GridCase", StringComparison.Ordinal) == true;
        if (!isOurs || (!type!.IsGenericType && !shapes.Add(type))) return;
        foreach (var property in type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)) Walk(property.PropertyType, shapes);
    }

    [Fact]
    public async Task The_document_knows_every_command_with_its_fields_and_the_bounds_of_an_order()
    {
        var document = await Document();
        var text = document.ToJsonString();
        foreach (var move in Workflows.Cases.Rules.MoveTable.Rows.Where(move => move.OnCasePage)) Assert.Contains($"\"{move.Name}\"", text, StringComparison.Ordinal);
        Assert.Contains("reasonCode", text, StringComparison.Ordinal);
        var order = document["components"]!["schemas"]!["HotlineOrder"]!;
        Assert.Equal(4000, order["properties"]!["text"]!["maxLength"]!.GetValue<int>());
        Assert.Equal(["consult", "help", "complaint", "report", "suggest"], document["components"]!["schemas"]!["CaseKind"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()));
        var filters = document["paths"]!["/api/cases"]!["get"]!["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>());
        Assert.Equal(["stage", "state", "unit", "grid", "light", "channel", "kind", "due", "held", "alive", "q", "changedSince", "after", "limit"], filters);
        Assert.Contains("orderNo", order["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        var key = document["paths"]!["/api/reports"]!["post"]!["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == "Idempotency-Key")!;
        Assert.True(key["required"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Health_says_whether_the_host_takes_requests_and_why_not()
    {
        await using var own = new ApiHost();
        Assert.Equal(HttpStatusCode.OK, (await own.Anonymous.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.Anonymous.GetAsync("/health/ready")).StatusCode);
        own.Probe.State = own.Probe.State with { IsReady = false, Problems = ["The disk is full."] };
        var answer = await own.Anonymous.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("The disk is full.", (await answer.Json())["problems"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Metrics_count_requests_by_pattern_and_cases_by_stage()
    {
        await using var own = new ApiHost();
        await own.Accept("M-1");
        await own.Anonymous.GetAsync("/api/cases/very-private-name");
        var text = await own.Anonymous.GetStringAsync("/metrics");
        Assert.Contains("gridcase_http_request_seconds_count{method=\"POST\",route=\"/api/hotline/orders\",status=\"201\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("gridcase_cases{stage=\"triage\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("gridcase_engine_running 3", text, StringComparison.Ordinal);
        Assert.Contains("gridcase_timer_lateness_p99_seconds 0.004", text, StringComparison.Ordinal);
        Assert.DoesNotContain("very-private-name", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manual_clock_moves_forward_by_an_instant_or_a_duration()
    {
        await using var own = new ApiHost();
        var clock = own.Anonymous;
        Assert.Equal("2026-02-13T09:00:00+08:00", (await (await clock.GetAsync("/api/dev/clock")).Json())["now"]!.GetValue<string>());
        await Moves(clock, new { advanceBy = "PT2H" }, "2026-02-13T11:00:00+08:00");
        await Moves(clock, new { advanceBy = "P1D" }, "2026-02-14T11:00:00+08:00");
        await Moves(clock, new { advanceBy = "01:30:00" }, "2026-02-14T12:30:00+08:00");
        await Moves(clock, new { advanceTo = "2026-02-20T00:00:00Z" }, "2026-02-20T08:00:00+08:00");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { advanceTo = "2026-02-19T00:00:00Z" })).Problem(409, "clock-backwards");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { advanceBy = "-PT1S" })).Problem(409, "clock-backwards");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { advanceBy = "P401D" })).Problem(422, "too-far");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { advanceBy = "P9999999D" })).Problem(422, "too-far");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { advanceBy = "soon" })).Problem(400, "invalid-value");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { advanceBy = "PT1H", advanceTo = "2027-01-01T00:00:00Z" })).Problem(400, "missing-field");
        await (await clock.PostAsJsonAsync("/api/dev/clock", new { })).Problem(400, "missing-field");
    }

    [Fact]
    public async Task Under_a_real_clock_there_is_no_such_address()
    {
        await using var real = new ApiHost(manual: false);
        await (await real.Anonymous.GetAsync("/api/dev/clock")).Problem(404, "not-found");
        await (await real.Anonymous.PostAsJsonAsync("/api/dev/clock", new { advanceBy = "PT1H" })).Problem(404, "not-found");
    }

    [Theory]
    [InlineData("SignInFailuresPerUser")]
    [InlineData("SessionLife")]
    [InlineData("Heartbeat")]
    public void Options_out_of_bounds_stop_the_start(string name)
    {
        var services = new ServiceCollection();
        services.AddGridCaseApi(options => _ = name switch
        {
            "SignInFailuresPerUser" => (object)(options.SignInFailuresPerUser = 0),
            "SessionLife" => options.SessionLife = TimeSpan.Zero,
            _ => options.Heartbeat = TimeSpan.FromHours(1),
        });
        using var provider = services.BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ApiOptions>>().Value);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    private static async Task Moves(HttpClient clock, object step, string now) =>
        Assert.Equal(now, (await (await clock.PostAsJsonAsync("/api/dev/clock", step)).Json())["now"]!.GetValue<string>());

    private Task<JsonNode> Document() => shared.Document.Value;

    /// <summary>One host, and its document asked for once: making it takes as long as fifty requests.</summary>
    public sealed class Shared : IDisposable
    {
        public Shared() => Document = new(async () => await (await Of.Anonymous.GetAsync("/openapi/v1.json")).Json());

        public ApiHost Of { get; } = new();

        public Lazy<Task<JsonNode>> Document { get; }

        public void Dispose() => Of.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
