using System.Text;
using System.Text.Json;
using GridCase.Api.SignIn;
using GridCase.Functions.Doors;
using GridCase.Functions.Tests.Fakes;
using GridCase.Functions.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCase.Functions.Tests.Doors;

public sealed class HttpDoorsTests : IAsyncDisposable
{
    private readonly CountyRig rig = new();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task A_signed_order_passes_the_hotlines_door()
    {
        await rig.EnterWithHotline();
        var body = Encoding.UTF8.GetBytes("""{"orderNo":"H-1","receivedAt":"2026-02-10T08:59:00+08:00","kind":"complaint","text":"井盖不见了"}""");
        var http = Request("POST", "/api/hotline/orders", body);
        var timestamp = rig.Clock.GetUtcNow().ToUnixTimeSeconds().ToString();
        http.Request.Headers["X-GridCase-Key"] = "hotline";
        http.Request.Headers["X-GridCase-Timestamp"] = timestamp;
        http.Request.Headers["X-GridCase-Signature"] = RequestSignature.Of(CountyRig.HotlineSecret, timestamp, "POST", "/api/hotline/orders", body);

        var (status, answer) = await Pass(http, doors => doors.Hotline);
        Assert.Equal(201, status);
        Assert.Equal("H-1", answer!.RootElement.GetProperty("orderNo").GetString());
    }

    [Fact]
    public async Task What_the_worker_matched_does_not_hide_the_doors_of_the_api()
    {
        var http = Request("GET", "/health/live");
        var function = new Endpoint(_ => throw new InvalidOperationException("The function itself."), null, "ops");
        http.SetEndpoint(function);
        http.Request.RouteValues = new RouteValueDictionary { ["rest"] = "live" };
        var services = http.RequestServices;

        Assert.Equal(200, (await Pass(http, doors => doors.Health)).Status);
        Assert.Equal((function, "live", services), (http.GetEndpoint(), http.Request.RouteValues["rest"], http.RequestServices));
    }

    [Theory]
    [InlineData("/api/cases", 401)]
    [InlineData("/api/session", 200)]
    [InlineData("/api/nothing/here", 404)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/metrics", 200)]
    public async Task Who_may_pass_is_said_by_the_api(string path, int status) => Assert.Equal(status, (await Pass(Request("GET", path), doors => doors.Console)).Status);

    [Fact]
    public async Task The_pages_come_with_the_app()
    {
        var http = Request("GET", "/cases/440804-1");
        http.Request.Headers.Accept = "text/html";
        Assert.Equal(200, (await Pass(http, doors => doors.Pages)).Status);
        Assert.Equal("text/html", http.Response.ContentType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_county_that_cannot_be_opened_is_said_to_be_out_of_reach_and_is_tried_again(bool gaveUpWaiting)
    {
        rig.Tables.BeforeWrite = (_, _, _) => throw (gaveUpWaiting ? new TaskCanceledException() : new Azure.RequestFailedException(503, "busy", "ServerBusy", null));
        var refused = Assert.IsType<ObjectResult>(await Doors().Health(Request("GET", "/health/ready").Request, rig.Hub));
        Assert.Equal((503, "not-ready"), (refused.StatusCode, ((ProblemDetails)refused.Value!).Extensions["code"]));

        rig.Tables.BeforeWrite = null;
        Assert.Equal(200, (await Pass(Request("GET", "/health/ready"), doors => doors.Health)).Status);
    }

    [Fact]
    public async Task The_first_that_comes_starts_what_never_ends()
    {
        await rig.Enter();

        Assert.Equal(["CareRounds", "DailySeal", "FileCare", "InspectionSchedule", "Watchdog"], rig.Hub.Asked.Where(asked => (string)asked[0]! == "start").Select(asked => (string)asked[1]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_administrator_whom_the_platform_signed_in_is_known_by_the_settings()
    {
        var county = await rig.Enter();
        var account = await county.Stores.Accounts.Find("li@county.gov.cn");

        Assert.Contains(Workflows.Directory.Role.Administrator, county.Stores.DirectorySource.Current.Person(account!.PersonId)!.Roles);
    }

    [Fact]
    public async Task A_second_instance_opens_the_same_county_and_knows_what_the_first_changes()
    {
        var first = await rig.Enter();
        await using var entrance = rig.Instance();
        var second = await entrance.Enter(rig.Hub, default);
        var county = (await first.Stores.Directory.Load())!;
        await first.Stores.Directory.Save(county with { Name = "新名" }, county.Version);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddSeconds(2));

        await entrance.Enter(rig.Hub, default);
        Assert.Equal("新名", second.Stores.DirectorySource.Current.Name);
        Assert.Equal(first.Stores.Keys.Fingerprint, second.Stores.Keys.Fingerprint);
    }

    private HttpDoors Doors() => new(rig.Entrance, NullLogger<HttpDoors>.Instance);

    private async Task<(int Status, JsonDocument? Answer)> Pass(DefaultHttpContext http, Func<HttpDoors, Func<HttpRequest, FakeDurableClient, Task<IActionResult>>> door)
    {
        var body = new MemoryStream();
        http.Response.Body = body;
        Assert.IsType<EmptyResult>(await door(Doors())(http.Request, rig.Hub));
        return (http.Response.StatusCode, body.Length > 0 && http.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(body.ToArray()) : null);
    }

    private static DefaultHttpContext Request(string method, string path, byte[]? body = null)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path, http.Request.Scheme, http.Request.Host) = (method, path, "https", new("county.example"));
        if (body is not null) (http.Request.Body, http.Request.ContentType, http.Request.ContentLength) = (new MemoryStream(body), "application/json", body.Length);
        return http;
    }
}
