using System.Globalization;
using System.Net;
using GridCase.Api.SignIn;

namespace GridCase.Api.Tests;

public sealed class SignatureTests : IAsyncLifetime
{
    private const string Path = "/api/hotline/orders/X-1?a=%E4%B8%AD&b=1";
    private readonly ApiHost host = new(manual: false);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_signature_over_the_path_as_it_was_sent_is_taken() =>
        await (await host.Signed(HttpMethod.Get, Path)).Problem(404, "unknown-order");

    [Theory]
    [InlineData("key")]
    [InlineData("timestamp")]
    [InlineData("signature")]
    [InlineData("method")]
    [InlineData("path")]
    [InlineData("query")]
    [InlineData("body")]
    [InlineData("secret")]
    public async Task A_change_in_any_part_spoils_it(string part)
    {
        var body = ApiHost.Order("S-1").ToJsonString();
        var answer = await host.Signed(HttpMethod.Post, "/api/hotline/orders?x=1", body, change: request => Spoil(request, part, body));
        await answer.Problem(401, "bad-signature");
        Assert.Empty((await host.Stores.Cases.List(new() { Scope = Workflows.Cases.CaseScope.Everything })).Rows);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    [InlineData(-86400)]
    public async Task A_time_stamp_too_far_off_is_stale(int seconds) =>
        await (await host.Signed(HttpMethod.Get, Path, change: request => SignAgain(request, host.Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))))
            .Problem(401, "stale-timestamp");

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1e9")]
    [InlineData("-177000000")]
    [InlineData("99999999999999999999")]
    public async Task A_time_stamp_that_is_no_number_of_seconds_is_refused(string timestamp) => Assert.Equal(
        HttpStatusCode.Unauthorized, (await host.Signed(HttpMethod.Get, Path, change: request => SignAgain(request, timestamp))).StatusCode);

    [Theory]
    [InlineData(RequestSignature.TimestampHeader)]
    [InlineData(RequestSignature.SignatureHeader)]
    public async Task A_signature_lacking_a_header_is_incomplete(string header) =>
        await (await host.Signed(HttpMethod.Get, Path, change: request => request.Headers.Remove(header))).Problem(401, "signature-incomplete");

    [Fact]
    public async Task A_retired_key_is_refused()
    {
        await host.Stores.Accounts.SaveKey(new(ApiHost.Key, ApiHost.Secret, ApiHost.PersonOf("hotline-operator"), ApiHost.Start));
        await (await host.Signed(HttpMethod.Get, Path)).Problem(401, "bad-signature");
    }

    [Fact]
    public async Task A_write_that_was_seen_earlier_is_a_replay()
    {
        var body = ApiHost.Order("S-2").ToJsonString();
        HttpRequestMessage? captured = null;
        await host.Signed(HttpMethod.Post, "/api/hotline/orders", body, change: request => captured = request);
        var signature = captured!.Headers.GetValues(RequestSignature.SignatureHeader).Single();
        // The few seconds in which the same signature may be an honest second try are over: the host was started anew meanwhile.
        await using var later = new ApiHost(manual: false);
        await later.Stores.Accounts.RememberSignature(ApiHost.Key, signature, ApiHost.Start.AddMinutes(10));
        await (await later.Signed(HttpMethod.Post, "/api/hotline/orders", body)).Problem(401, "replayed");
        Assert.Equal(HttpStatusCode.NotFound, (await later.Signed(HttpMethod.Get, Path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await later.Signed(HttpMethod.Get, Path)).StatusCode);
    }

    [Fact]
    public async Task Wrong_signatures_are_counted_by_their_address_and_keep_out_nobody_who_signs_rightly()
    {
        await using var narrow = new ApiHost(options => (options.AnonymousRequestsPerMinute, options.SystemRequestsPerMinute) = (60, 60), manual: false);
        HttpResponseMessage? last = null;
        for (var i = 0; i < 12; i++) last = await narrow.Signed(HttpMethod.Get, Path, change: request => request.RequestUri = new(narrow.Anonymous.BaseAddress!, "/api/me"));
        await last!.Problem(429, "too-many-requests");
        Assert.NotNull(last!.Headers.RetryAfter);
        // A full bucket holds ten: were each counted twice, the sixth would be refused.
        for (var i = 0; i < 9; i++) await (await narrow.Signed(HttpMethod.Get, Path)).Problem(404, "unknown-order");
    }

    [Fact]
    public async Task A_signature_weighs_more_than_a_cookie()
    {
        var cookie = (await host.As("dispatcher")).DefaultRequestHeaders.GetValues("Cookie").Single();
        var answer = await host.Signed(HttpMethod.Get, "/api/me", change: request => request.Headers.Add("Cookie", cookie));
        Assert.Equal(ApiHost.PersonOf("hotline-operator"), (await answer.Json())["personId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Upper_case_hex_is_the_same_signature()
    {
        var answer = await host.Signed(HttpMethod.Get, Path, change: request =>
        {
            var signature = request.Headers.GetValues(RequestSignature.SignatureHeader).Single();
            request.Headers.Remove(RequestSignature.SignatureHeader);
            request.Headers.Add(RequestSignature.SignatureHeader, signature.ToUpperInvariant());
        });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Under_a_manual_clock_the_world_s_time_signs_as_well()
    {
        await using var manual = new ApiHost();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.NotFound, (await manual.Signed(HttpMethod.Get, Path, change: request => SignAgain(request, now))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Signed(HttpMethod.Get, Path, change: request => SignAgain(request, now))).StatusCode);
    }

    private static void SignAgain(HttpRequestMessage request, string timestamp)
    {
        request.Headers.Remove(RequestSignature.TimestampHeader);
        request.Headers.Remove(RequestSignature.SignatureHeader);
        request.Headers.TryAddWithoutValidation(RequestSignature.TimestampHeader, timestamp);
        request.Headers.Add(RequestSignature.SignatureHeader, RequestSignature.Of(ApiHost.Secret, timestamp, request.Method.Method, request.RequestUri!.PathAndQuery, []));
    }

    private void Spoil(HttpRequestMessage request, string part, string body)
    {
        switch (part)
        {
            case "key":
                Replace(RequestSignature.KeyHeader, "hotlinf");
                break;
            case "timestamp":
                Replace(RequestSignature.TimestampHeader, host.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
                break;
            case "signature":
                var signature = request.Headers.GetValues(RequestSignature.SignatureHeader).Single();
                Replace(RequestSignature.SignatureHeader, (signature[0] == 'a' ? 'b' : 'a') + signature[1..]);
                break;
            case "method":
                request.Method = HttpMethod.Put;
                break;
            case "path":
                request.RequestUri = new(host.Anonymous.BaseAddress!, "/api/hotline/order?x=1");
                break;
            case "query":
                request.RequestUri = new(host.Anonymous.BaseAddress!, "/api/hotline/orders?x=2");
                break;
            case "body":
                request.Content = new StringContent(body.Replace("complaint", "help", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
                break;
            default:
                Replace(RequestSignature.SignatureHeader, RequestSignature.Of("another secret", request.Headers.GetValues(RequestSignature.TimestampHeader).Single(), "POST", request.RequestUri!.PathAndQuery, System.Text.Encoding.UTF8.GetBytes(body)));
                break;
        }

        void Replace(string header, string value)
        {
            request.Headers.Remove(header);
            request.Headers.Add(header, value);
        }
    }
}
