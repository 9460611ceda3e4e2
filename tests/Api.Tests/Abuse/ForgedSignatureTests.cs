using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Signatures that are made up, borrowed, bent or used twice.</summary>
public sealed class ForgedSignatureTests : IAsyncLifetime
{
    private const string Orders = "/api/hotline/orders";
    private readonly ApiHost host = new(manual: false);

    /// <summary>What may be written into a header besides what belongs there.</summary>
    public static TheoryData<string, string> Bent => new()
    {
        { RequestSignature.KeyHeader, "" }, { RequestSignature.KeyHeader, " " }, { RequestSignature.KeyHeader, "HOTLINE" }, { RequestSignature.KeyHeader, "hotline,hotline" }, { RequestSignature.KeyHeader, "hotline\u200b" },
        { RequestSignature.KeyHeader, "ｈｏｔｌｉｎｅ" }, { RequestSignature.KeyHeader, new('h', 65) }, { RequestSignature.KeyHeader, new('h', 20_000) }, { RequestSignature.KeyHeader, "hotline'--" }, { RequestSignature.KeyHeader, "../hotline" }, { RequestSignature.KeyHeader, "*" },
        { RequestSignature.TimestampHeader, "0" }, { RequestSignature.TimestampHeader, "NaN" }, { RequestSignature.TimestampHeader, "１７７０９４４４００" }, { RequestSignature.TimestampHeader, "+1770944400" }, { RequestSignature.TimestampHeader, "1770944400.0" },
        { RequestSignature.TimestampHeader, "1.7709444e9" }, { RequestSignature.TimestampHeader, "0x698E2A50" }, { RequestSignature.TimestampHeader, "99999999999" }, { RequestSignature.TimestampHeader, "9223372036854775808" }, { RequestSignature.TimestampHeader, new('1', 20_000) },
        { RequestSignature.SignatureHeader, "0" }, { RequestSignature.SignatureHeader, new('0', 64) }, { RequestSignature.SignatureHeader, new('é', 64) }, { RequestSignature.SignatureHeader, new('０', 64) }, { RequestSignature.SignatureHeader, new('f', 20_000) }, { RequestSignature.SignatureHeader, "sha256=" + new string('0', 64) },
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task A_header_that_is_not_what_belongs_there_lets_nobody_in(string header, string value)
    {
        var answer = await host.Signed(HttpMethod.Post, Orders, ApiHost.Order("BENT-1").ToJsonString(), change: request => Replace(request, header, value));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain(ApiHost.Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await host.Stores.Cases.Find(CaseIds.Of(Channel.Hotline, "BENT-1")));
    }

    [Theory]
    [InlineData(RequestSignature.KeyHeader)]
    [InlineData(RequestSignature.TimestampHeader)]
    [InlineData(RequestSignature.SignatureHeader)]
    public async Task A_header_that_stands_twice_lets_nobody_in_and_its_name_may_be_written_in_any_case(string header)
    {
        var twice = await host.Signed(HttpMethod.Get, Orders + "/X", change: request => request.Headers.TryAddWithoutValidation(header, request.Headers.GetValues(header).Single()));
        Assert.Equal(HttpStatusCode.Unauthorized, twice.StatusCode);
        var lower = await host.Signed(HttpMethod.Get, Orders + "/X", change: request =>
        {
            var value = request.Headers.GetValues(header).Single();
            request.Headers.Remove(header);
            request.Headers.Add(header.ToLowerInvariant(), value);
        });
        await lower.Problem(404, "unknown-order");
    }

    [Theory]
    [InlineData("/api/hotline/orders/X?a=1&b=2", "/api/hotline/orders/X?b=2&a=1")]
    [InlineData("/api/hotline/orders/X?a=1", "/api/hotline/orders/X?a=1&")]
    [InlineData("/api/hotline/orders/X?a=1", "/api/hotline/orders/X")]
    [InlineData("/api/hotline/orders/X", "/api/hotline/orders/X/")]
    [InlineData("/api/hotline/orders/X", "/api/hotline//orders/X")]
    [InlineData("/api/hotline/orders/X", "/API/hotline/orders/X")]
    public async Task An_address_that_means_the_same_but_is_not_the_one_that_was_signed_is_another(string signed, string sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Exact(sent));
        using var original = new HttpRequestMessage(HttpMethod.Get, Exact(signed));
        RequestSignature.Sign(original, [], ApiHost.Key, ApiHost.Secret, host.Clock.GetUtcNow());
        foreach (var header in original.Headers) request.Headers.Add(header.Key, header.Value);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_body_that_says_the_same_in_other_bytes_is_another_and_so_is_one_where_none_was_signed()
    {
        var body = ApiHost.Order("BODY-1").ToJsonString();
        foreach (var other in new[] { body + " ", body.Replace(":", ": ", StringComparison.Ordinal), body + "\0", "\uFEFF" + body, "" })
            await (await host.Signed(HttpMethod.Post, Orders, body, change: request => request.Content = new StringContent(other, Encoding.UTF8, "application/json"))).Problem(401, "bad-signature");
        await (await host.Signed(HttpMethod.Get, Orders + "/X", change: request => request.Content = new StringContent("{}"))).Problem(401, "bad-signature");
        await (await host.Signed(HttpMethod.Get, Orders + "/X", change: request => request.Headers.Add("X-HTTP-Method-Override", "POST"))).Problem(404, "unknown-order");
    }

    [Fact]
    public async Task A_key_opens_nothing_with_another_s_secret_with_an_empty_one_or_with_the_one_that_stands_in_for_none()
    {
        await Keep("window-1", "the window's own secret", KeyPurpose.Window);
        await Keep("empty", "");
        await (await Sign("window-1", ApiHost.Secret)).Problem(401, "bad-signature");
        await (await Sign(ApiHost.Key, "the window's own secret")).Problem(401, "bad-signature");
        await (await Sign("window-1", "the window's own secret")).Problem(403, "key-lacks-operation");
        await (await Sign("empty", "")).Problem(401, "bad-signature");
        await (await Sign("nobody", KeyCheck.NoSecret)).Problem(401, "bad-signature");
        await (await Sign("nobody", "")).Problem(401, "bad-signature");
    }

    [Theory]
    [InlineData("POST", "/api/attachments")]
    [InlineData("POST", "/api/directory/import?what=people")]
    [InlineData("PUT", "/api/outlines")]
    [InlineData("POST", "/api/nowhere")]
    public async Task No_large_file_is_read_for_whoever_claims_to_have_a_key_where_none_opens(string method, string path)
    {
        var sent = 0L;
        using var body = new StreamContent(new Endless(() => sent += 16 * 1024)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(path.Contains("outlines", StringComparison.Ordinal) ? "application/json" : "multipart/form-data; boundary=x") } };
        using var request = new HttpRequestMessage(new(method), Exact(path)) { Content = body };
        RequestSignature.Sign(request, [], "nobody", "nothing", host.Clock.GetUtcNow());
        await (await host.Anonymous.SendAsync(request)).Problem(413, "too-large");
        Assert.InRange(sent, 1, 1024 * 1024);
    }

    [Fact]
    public async Task An_Open311_word_opens_nothing_without_its_secret()
    {
        await Keep("portal", "", KeyPurpose.Open311);
        await Keep("app", "the app's secret", KeyPurpose.Open311);
        foreach (var word in new[] { "portal.", "portal", ".", "app.", "app", "app.the app's secre", "APP.the app's secret", "nobody." + KeyCheck.NoSecret, $"{ApiHost.Key}.{ApiHost.Secret}", "app.." + new string('x', 5_000) })
        {
            using var form = new FormUrlEncodedContent([new("api_key", word), new("service_code", "road"), new("lat", "21.2"), new("long", "110.4"), new("description", "d"), new("attribute[since]", "weeks")]);
            using var answer = await host.Anonymous.PostAsync("/open311/v2/requests.json", form);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{word}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task An_old_and_a_new_key_overlap_until_the_old_one_is_retired_and_not_a_second_longer()
    {
        var change = host.Clock.GetUtcNow().AddHours(1);
        await Keep("hotline-2", "a new secret");
        await host.Stores.Accounts.SaveKey(new(ApiHost.Key, ApiHost.Secret, ApiHost.PersonOf("hotline-operator"), change));
        host.Clock.Set(change.AddSeconds(-1));
        await (await Sign(ApiHost.Key, ApiHost.Secret)).Problem(404, "unknown-order");
        host.Clock.Set(change);
        await (await Sign(ApiHost.Key, ApiHost.Secret)).Problem(401, "bad-signature");
        await (await Sign("hotline-2", "a new secret")).Problem(404, "unknown-order");
        // What was signed before the old key was retired is no good afterwards either.
        await (await Sign(ApiHost.Key, ApiHost.Secret, change.AddSeconds(-1))).Problem(401, "bad-signature");
    }

    [Fact]
    public async Task One_signed_order_sent_many_times_at_once_is_one_case_and_changes_it_once()
    {
        var body = ApiHost.Order("TWICE-1").ToJsonString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => host.Signed(HttpMethod.Post, Orders, body)));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var row = Assert.Single((await host.Stores.Cases.List(new() { Scope = CaseScope.Everything })).Rows);
        var again = await host.Signed(HttpMethod.Post, Orders, body);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(row.Version, (await host.Stores.Cases.List(new() { Scope = CaseScope.Everything })).Rows.Single().Version);
    }

    [Theory]
    [InlineData(0, "k-1", true)]
    [InlineData(0, "k-2", true)]
    [InlineData(4, "k-1", true)]
    [InlineData(3, "k-2", false)]
    [InlineData(6, "k-1", false)]
    public void A_signature_seen_before_is_taken_again_at_once_and_under_another_idempotency_key_within_its_second_only(int secondsLater, string idempotencyKey, bool isTaken)
    {
        var time = new Stopped();
        var seen = new SeenSignatures { Time = time };
        Assert.False(seen.IsRepeatedAtOnce("hotline", "abc", "k-1"));
        time.Seconds = secondsLater;
        Assert.Equal(isTaken, seen.IsRepeatedAtOnce("hotline", "ABC", idempotencyKey));
        Assert.False(seen.IsRepeatedAtOnce("other", "abc", "k-1"));
    }

    [Theory]
    [InlineData(typeof(RequestSignature), "Matches")]
    [InlineData(typeof(KeyCheck), "Same")]
    [InlineData(typeof(Passwords), "Matches")]
    public void Secrets_are_compared_in_a_time_that_tells_nothing(Type type, string method)
    {
        var compared = type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Single(one => one.Name == method);
        var code = compared.GetMethodBody()!.GetILAsByteArray()!;
        var calls = Enumerable.Range(0, code.Length - 4).Where(at => code[at] == 0x28).Select(at => Called(compared.Module, BitConverter.ToInt32(code, at + 1))).ToList();
        Assert.Contains("FixedTimeEquals", calls);
        Assert.DoesNotContain("SequenceEqual", calls);
    }

    private static string? Called(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token)?.Name;
        }
        catch (ArgumentException)
        {
            // Four bytes that are no call.
            return null;
        }
    }

    private Task<HttpResponseMessage> Sign(string key, string secret, DateTimeOffset? at = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Exact(Orders + "/X"));
        RequestSignature.Sign(request, [], key, secret, at ?? host.Clock.GetUtcNow());
        return host.Anonymous.SendAsync(request);
    }

    private Task Keep(string id, string secret, KeyPurpose purpose = KeyPurpose.Hotline) =>
        host.Stores.Accounts.SaveKey(new(id, secret, ApiHost.PersonOf("hotline-operator"), null) { Purpose = purpose });

    private Uri Exact(string pathAndQuery) => new(host.Anonymous.BaseAddress!.GetLeftPart(UriPartial.Authority) + pathAndQuery);

    /// <summary>Ten megabytes that count how much of them was asked for.</summary>
    private sealed class Endless(Action read) : MemoryStream(new byte[10 * 1024 * 1024])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read();
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 16 * 1024)], cancellationToken);
        }
    }

    private static void Replace(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    }

    private sealed class Stopped : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
