using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Api.SignIn;

namespace GridCase.Api.Tests;

/// <summary>Making, rotating and retiring the keys of systems.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private readonly ApiHost host = new(manual: false);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_secret_is_answered_once_and_never_again()
    {
        var key = await Make("hotline", "12345, March");
        var secret = key["secret"]!.GetValue<string>();
        Assert.Equal(64, secret.Length);
        Assert.Null(key["apiKey"]);
        Assert.Equal(ApiHost.PersonOf("hotline-operator"), key["actsAs"]!.GetValue<string>());

        foreach (var user in new[] { "admin", "auditor" })
            foreach (var path in new[] { "/api/keys", "/api/keys/history" })
            {
                var text = await (await host.As(user)).GetStringAsync(path);
                Assert.Contains(Id(key), text, StringComparison.Ordinal);
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(ApiHost.Secret, text, StringComparison.Ordinal);
            }
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("dispatcher")]
    [InlineData("supervisor-centre")]
    public async Task Only_administrators_make_and_retire_keys(string user)
    {
        var client = await host.As(user);
        await (await client.PostAsJsonAsync("/api/keys", new { purpose = "hotline", name = "x" })).Problem(403, "role-lacks-operation");
        await (await client.PostAsJsonAsync($"/api/keys/{ApiHost.Key}/retire", new { })).Problem(403, "role-lacks-operation");
        if (user != "auditor") await (await client.GetAsync("/api/keys")).Problem(403, "role-lacks-operation");
    }

    [Fact]
    public async Task A_name_in_use_is_taken_so_a_repeat_makes_no_second_key()
    {
        var key = await Make("hotline", "twice");
        await (await Post(new { purpose = "hotline", name = " twice " })).Problem(409, "key-name-taken");
        await Retire(Id(key));
        await Make("hotline", "twice");
    }

    [Fact]
    public async Task A_key_acts_for_a_person_who_may_do_what_it_is_for()
    {
        await (await Post(new { purpose = "police", name = "110" })).Problem(422, "acts-as-required");
        await (await Post(new { purpose = "police", name = "110", actsAs = "p-99999" })).Problem(422, "unknown-person");
        await (await Post(new { purpose = "police", name = "110", actsAs = ApiHost.PersonOf("worker-1") })).Problem(422, "person-lacks-role");
        await (await Post(new { purpose = "hotline", name = "h", actsAs = ApiHost.PersonOf("dispatcher") })).Problem(422, "person-lacks-role");
        await (await Post(new { purpose = "post", name = "x" })).Problem(400, "invalid-value");
        await Make("police", "110", ApiHost.PersonOf("dispatcher"));
    }

    [Fact]
    public async Task Old_and_new_overlap_until_the_old_is_retired()
    {
        var made = await Make("hotline", "next");
        Assert.Equal(HttpStatusCode.OK, (await Signed(made, "/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Signed(HttpMethod.Get, "/api/me")).StatusCode);
        var line = await Retire(ApiHost.Key, new { at = host.Clock.GetUtcNow().AddDays(7) });
        Assert.Equal("retiring", line["state"]!.GetValue<string>());

        host.Clock.Set(host.Clock.GetUtcNow().AddDays(7).AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, (await host.Signed(HttpMethod.Get, "/api/me")).StatusCode);
        host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(1));
        await (await host.Signed(HttpMethod.Get, "/api/me")).Problem(401, "bad-signature");
        Assert.Equal(HttpStatusCode.OK, (await Signed(made, "/api/me")).StatusCode);
        Assert.Equal("retired", (await Lines())[ApiHost.Key]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_retirement_may_be_moved_until_it_has_passed_and_not_undone()
    {
        await Make("hotline", "next");
        var at = host.Clock.GetUtcNow().AddDays(7);
        await Retire(ApiHost.Key, new { at });
        await Retire(ApiHost.Key, new { at });
        await Retire(ApiHost.Key, new { at = at.AddDays(1) });
        await (await Try(ApiHost.Key, new { at = at.AddDays(-30) })).Problem(422, "retirement-in-past");
        await (await Try(ApiHost.Key, new { at = at.AddDays(400) })).Problem(422, "retirement-too-far");
        await Retire(ApiHost.Key);
        await Retire(ApiHost.Key);
        await (await Try(ApiHost.Key, new { at = at.AddDays(2) })).Problem(409, "key-retired");
        await (await Try("nobody", new { })).Problem(404, "unknown-key");

        var deeds = (await (await (await host.As("auditor")).GetAsync("/api/keys/history?limit=2")).Json())!;
        Assert.Equal(["retired", "retired"], deeds["items"]!.AsArray().Select(deed => deed!["what"]!.GetValue<string>()));
        Assert.Equal(ApiHost.PersonOf("admin"), deeds["items"]![0]!["by"]!.GetValue<string>());
        var rest = await (await (await host.As("auditor")).GetAsync($"/api/keys/history?after={deeds["next"]!.GetValue<string>()}")).Json();
        Assert.Equal(["retired", "created"], rest["items"]!.AsArray().Select(deed => deed!["what"]!.GetValue<string>()));
        Assert.Null(rest["next"]);
    }

    [Fact]
    public async Task The_last_key_of_the_hotline_stays_unless_somebody_insists()
    {
        var police = await Make("police", "110", ApiHost.PersonOf("dispatcher"));
        await (await Try(ApiHost.Key, new { })).Problem(409, "last-hotline-key");
        var next = await Make("hotline", "next");
        await Retire(Id(next), new { at = host.Clock.GetUtcNow().AddDays(1) });
        // The other one is going as well, so this would leave none.
        await (await Try(ApiHost.Key, new { at = host.Clock.GetUtcNow().AddHours(1) })).Problem(409, "last-hotline-key");
        await Retire(Id(police));
        await Retire(ApiHost.Key, new { force = true });
        await (await host.Signed(HttpMethod.Get, "/api/me")).Problem(401, "bad-signature");
        var deed = (await (await (await host.As("admin")).GetAsync("/api/keys/history?limit=1")).Json())["items"]![0]!;
        Assert.True(deed["forced"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Of_two_who_retire_the_last_two_keys_at_once_one_is_refused()
    {
        var next = await Make("hotline", "next");
        var answers = await Task.WhenAll(Try(ApiHost.Key, new { }), Try(Id(next), new { }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
    }

    [Theory]
    [InlineData("hotline", "/api/overview")]
    [InlineData("hotline", "/api/intake/orders")]
    [InlineData("police", "/api/hotline/orders")]
    [InlineData("open311", "/api/hotline/orders")]
    [InlineData("police", "/api/cases")]
    [InlineData("police", "/api/keys")]
    [InlineData("public", "/api/directory/people")]
    public async Task A_key_opens_the_doors_of_its_purpose_and_no_others(string purpose, string path)
    {
        var key = await Make(purpose, "x", ApiHost.PersonOf(purpose == "hotline" ? "hotline-operator" : "dispatcher"));
        var method = path.EndsWith("orders", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get;
        await (await Signed(key, path, method)).Problem(403, "key-lacks-operation");
        Assert.Equal(HttpStatusCode.OK, (await Signed(key, "/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_use_is_shown_to_the_hour()
    {
        Assert.Null((await Lines())[ApiHost.Key]!["lastUsedAt"]);
        await host.Signed(HttpMethod.Get, "/api/me");
        var first = host.Clock.GetUtcNow();
        host.Clock.Set(first.AddMinutes(30));
        await host.Signed(HttpMethod.Get, "/api/me");
        Assert.Equal(first, (await Lines())[ApiHost.Key]!["lastUsedAt"]!.GetValue<DateTimeOffset>());
        host.Clock.Set(first.AddMinutes(60));
        await host.Signed(HttpMethod.Get, "/api/me");
        Assert.Equal(first.AddMinutes(60), (await Lines())[ApiHost.Key]!["lastUsedAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task An_open311_key_is_one_word_and_of_that_purpose_only()
    {
        var check = host.Service<KeyCheck>();
        var key = await Make("open311", "app", ApiHost.PersonOf("dispatcher"));
        var word = key["apiKey"]!.GetValue<string>();
        Assert.Equal($"{Id(key)}.{key["secret"]!.GetValue<string>()}", word);
        Assert.Equal(Id(key), (await check.OfWord(word, KeyPurpose.Open311, default))!.KeyId);
        Assert.Equal(host.Clock.GetUtcNow(), (await host.Stores.Accounts.FindKey(Id(key)))!.LastUsedAt);
        foreach (var wrong in new[] { null, "", ".", "x", Id(key), $"{Id(key)}.", $"{Id(key)}.wrong", $"{Id(key)}.no such key", word + "0", word.ToUpperInvariant(), "nobody.no such key", $"{ApiHost.Key}.{ApiHost.Secret}" })
            Assert.Null(await check.OfWord(wrong, KeyPurpose.Open311, default));
        Assert.Null(await check.OfWord(word, KeyPurpose.Public, default));
        await Retire(Id(key));
        Assert.Null(await check.OfWord(word, KeyPurpose.Open311, default));
    }

    [Fact]
    public async Task Orders_flow_through_a_rotation_without_one_refused()
    {
        var next = await Make("hotline", "next");
        var orders = Enumerable.Range(0, 60).Select(async number =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(ApiHost.Order($"R-{number}"));
            var (id, secret) = number < 30 ? (ApiHost.Key, ApiHost.Secret) : (Id(next), next["secret"]!.GetValue<string>());
            var answer = await Signed(id, secret, "/api/hotline/orders", HttpMethod.Post, body);
            // The old key goes while orders signed by the new one are on their way.
            if (number == 29) await Retire(ApiHost.Key);
            return answer.StatusCode;
        });
        var answers = new List<HttpStatusCode>();
        foreach (var pair in orders.Chunk(2)) answers.AddRange(await Task.WhenAll(pair));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Created, status));
        for (var number = 0; number < 60; number++) Assert.Equal(HttpStatusCode.OK, (await Signed(next, $"/api/hotline/orders/R-{number}")).StatusCode);
    }

    private static string Id(JsonNode key) => key["keyId"]!.GetValue<string>();

    private async Task<HttpResponseMessage> Post(object document) => await (await host.As("admin")).PostAsJsonAsync("/api/keys", document);

    private async Task<JsonNode> Make(string purpose, string name, string? actsAs = null)
    {
        var answer = await Post(new { purpose, name, actsAs });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Json();
    }

    private async Task<HttpResponseMessage> Try(string keyId, object document) => await (await host.As("admin")).PostAsJsonAsync($"/api/keys/{keyId}/retire", document);

    private async Task<JsonNode> Retire(string keyId, object? document = null)
    {
        var admin = await host.As("admin");
        var answer = document is null ? await admin.PostAsync($"/api/keys/{keyId}/retire", null) : await Try(keyId, document);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    private async Task<Dictionary<string, JsonNode?>> Lines() =>
        (await (await (await host.As("auditor")).GetAsync("/api/keys")).Json())["items"]!.AsArray().ToDictionary(key => key!["keyId"]!.GetValue<string>());

    private Task<HttpResponseMessage> Signed(JsonNode key, string path, HttpMethod? method = null) => Signed(Id(key), key["secret"]!.GetValue<string>(), path, method ?? HttpMethod.Get, []);

    private Task<HttpResponseMessage> Signed(string id, string secret, string path, HttpMethod method, byte[] body)
    {
        var request = new HttpRequestMessage(method, new Uri(host.Anonymous.BaseAddress!, path));
        if (body.Length > 0) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        RequestSignature.Sign(request, body, id, secret, host.Clock.GetUtcNow());
        return host.Anonymous.SendAsync(request);
    }
}
