using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GridCase.Api.Hosting;

namespace GridCase.Api.Tests;

/// <summary>Every endpoint there is, held to the same gate.</summary>
public sealed class GateTests(GateTests.Shared shared) : IClassFixture<GateTests.Shared>
{
    private readonly ApiHost host = shared.Of;

    /// <summary>What each endpoint with a role is to refuse: found from the endpoints themselves, so that a new one is tested too.</summary>
    public static TheoryData<string, string> Closed => Doors(door => !door.IsOpenToAnyone);

    public static TheoryData<string, string> ForRoles => Doors(door => !door.Roles.IsEmpty);

    public static TheoryData<string, string> OfOneCase => Doors(door => door.Roles.IsEmpty || door.Roles.Contains(Workflows.Directory.Role.UnitClerk), path => path.StartsWith("/api/cases/{caseId}", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Nobody_passes_without_signing_in(string method, string path) =>
        await (await host.Anonymous.SendAsync(Request(method, path))).Problem(401, "not-signed-in");

    [Theory]
    [MemberData(nameof(ForRoles))]
    public async Task Nobody_passes_with_a_role_that_lacks_the_operation(string method, string path)
    {
        var client = await host.As("readonly");
        await (await client.SendAsync(Request(method, path))).Problem(403, "role-lacks-operation");
    }

    [Theory]
    [MemberData(nameof(OfOneCase))]
    public async Task A_case_out_of_scope_is_as_unknown_as_none(string method, string path)
    {
        var caseId = await host.Accept("G-" + Guid.NewGuid());
        // A clerk of a department that does not hold it; the order lies in another unit's area.
        var client = await host.As("clerk-cgj");
        var body = path.EndsWith("reveal", StringComparison.Ordinal) ? "{\"field\":\"caller-phone\",\"reason\":\"call back\"}" : "{\"command\":\"comment\",\"text\":\"x\"}";
        var inScope = await client.SendAsync(Request(method, path.Replace("{caseId}", caseId, StringComparison.Ordinal), body));
        var unknown = await client.SendAsync(Request(method, path.Replace("{caseId}", new string('0', 32), StringComparison.Ordinal), body));
        var refused = await inScope.Problem(404, "unknown-case");
        Assert.Equal((await unknown.Problem(404, "unknown-case"))["detail"]!.GetValue<string>(), refused["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_are_the_same_answer()
    {
        var wrong = await (await host.Anonymous.PostText("/api/session", "{\"user\":\"dispatcher\",\"password\":\"nope\"}")).Problem(401, "bad-credentials");
        var unknown = await (await host.Anonymous.PostText("/api/session", "{\"user\":\"nobody\",\"password\":\"nope\"}")).Problem(401, "bad-credentials");
        Assert.Equal(wrong["detail"]!.GetValue<string>(), unknown["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Too_many_wrong_passwords_make_even_the_right_one_wait()
    {
        await using var host = new ApiHost();
        for (var i = 0; i < 10; i++) await (await host.Anonymous.PostText("/api/session", "{\"user\":\"leader\",\"password\":\"nope\"}")).Problem(401, "bad-credentials");
        var answer = await host.Anonymous.PostText("/api/session", $"{{\"user\":\"leader\",\"password\":\"{ApiHost.Password}\"}}");
        await answer.Problem(429, "too-many-attempts");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Anonymous.PostText("/api/session", $"{{\"user\":\"auditor\",\"password\":\"{ApiHost.Password}\"}}")).StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_and_no_script()
    {
        var answer = await host.Anonymous.PostText("/api/session", $"{{\"user\":\"leader\",\"password\":\"{ApiHost.Password}\"}}");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_session_outlives_a_moved_manual_clock_but_not_a_new_password_or_a_disabled_account()
    {
        await using var host = new ApiHost();
        var client = await host.As("dispatcher");
        host.Clock.Set(ApiHost.Start.AddDays(200));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/me")).StatusCode);
        var account = (await host.Stores.Accounts.Find("dispatcher"))!;
        await host.Stores.Accounts.Save(account with { Disabled = true });
        await (await client.GetAsync("/api/me")).Problem(401, "not-signed-in");
        await host.Stores.Accounts.Save(account with { PasswordHash = SignIn.Passwords.Hash("another", 1) });
        await (await client.GetAsync("/api/me")).Problem(401, "not-signed-in");
    }

    [Fact]
    public async Task Me_says_roles_unit_and_scope()
    {
        var me = await (await (await host.As("worker-1")).GetAsync("/api/me")).Json();
        Assert.Equal(["grid-worker"], me["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal(ApiHost.GridOf("worker-1"), me["grids"]![0]!.GetValue<string>());
        Assert.Equal("440804", me["county"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://localhost", 200)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Sec-Fetch-Site", "none", 200)]
    [InlineData("X-Other", "x", 200)]
    public async Task A_write_from_another_site_is_refused(string header, string value, int status)
    {
        var caseId = await host.Accept("G-" + Guid.NewGuid());
        var request = Request("POST", $"/api/cases/{caseId}/commands", "{\"command\":\"comment\",\"text\":\"x\"}");
        request.Headers.Add(header, value);
        var answer = await (await host.As("dispatcher")).SendAsync(request);
        if (status == 403) await answer.Problem(403, "cross-site");
        else Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Unknown_addresses_methods_types_and_floods_are_problems_too()
    {
        var client = await host.As("dispatcher");
        await (await client.GetAsync("/api/nothing")).Problem(404, "not-found");
        var wrongMethod = await client.DeleteAsync("/api/cases");
        await wrongMethod.Problem(405, "method-not-allowed");
        Assert.Contains("GET", wrongMethod.Content.Headers.Allow);
        var accepting = new HttpRequestMessage(HttpMethod.Get, "/api/cases");
        accepting.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/xml"));
        await (await client.SendAsync(accepting)).Problem(406, "not-acceptable");
        var caseId = await host.Accept("G-" + Guid.NewGuid());
        await (await client.PostText($"/api/cases/{caseId}/commands", "{}", "text/plain")).Problem(415, "unsupported-media-type");
        await using var narrow = new ApiHost(options => options.PersonRequestsPerMinute = 60);
        var hurried = await narrow.As("dispatcher");
        HttpResponseMessage? last = null;
        for (var i = 0; i < 12; i++) last = await hurried.GetAsync("/api/me");
        await last!.Problem(429, "too-many-requests");
        Assert.NotNull(last!.Headers.RetryAfter);
    }

    [Fact]
    public async Task Answers_are_not_sniffed_framed_or_kept()
    {
        var answer = await (await host.As("dispatcher")).GetAsync("/api/me");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static TheoryData<string, string> Doors(Func<Door, bool> which, Func<string, bool>? where = null)
    {
        using var any = new Shared();
        var data = new TheoryData<string, string>();
        foreach (var endpoint in any.Of.Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<Door>() is not { } door || !which(door) || where?.Invoke(endpoint.RoutePattern.RawText!) == false) continue;
            foreach (var method in endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods) data.Add(method, endpoint.RoutePattern.RawText!);
        }

        return data;
    }

    private static HttpRequestMessage Request(string method, string path, string body = "{}")
    {
        var request = new HttpRequestMessage(new(method), path.Replace("{orderNo}", "G-1", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal));
        if (path is "/api/attachments" or "/api/directory/import" or "/api/care/import" or "/api/places/import") request.Content = new MultipartFormDataContent();
        else if (method != "GET") request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>One host for all: what is tested here stops at the gate.</summary>
    public sealed class Shared : IDisposable
    {
        public ApiHost Of { get; } = new();

        public void Dispose() => Of.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
