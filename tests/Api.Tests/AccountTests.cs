using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>Who of the directory may sign in, kept by administrators.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private readonly ApiHost host = new();
    private readonly string[] strangers;

    public AccountTests()
    {
        var known = ApiHost.Accounts.Select(account => account.PersonId).ToHashSet();
        strangers = [.. ApiHost.County.Grids.Select(grid => grid.WorkerId!).Where(id => !known.Contains(id)).Distinct().Take(3)];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_made_account_signs_in_with_the_password_that_was_shown_once()
    {
        var made = (await (await Make(("wang", strangers[0]), ("li.na", strangers[1]))).Json())["accounts"]!.AsArray();

        Assert.Equal(["wang", "li.na"], made.Select(one => one!["user"]!.GetValue<string>()));
        using var wang = await SignIn("wang", made[0]!["password"]!.GetValue<string>());
        Assert.Equal(strangers[0], (await (await wang.GetAsync("/api/me")).Json())["personId"]!.GetValue<string>());
        var listed = await (await host.As("auditor")).GetStringAsync("/api/accounts?limit=200");
        Assert.DoesNotContain(made[0]!["password"]!.GetValue<string>(), listed, StringComparison.Ordinal);
        var line = JsonNode.Parse(listed)!["items"]!.AsArray().Single(one => one!["user"]!.GetValue<string>() == "wang")!;
        Assert.Equal(("grid-worker", true, false), (line["roles"]![0]!.GetValue<string>(), line["passwordDrawn"]!.GetValue<bool>(), line["disabled"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Of_many_accounts_all_are_made_or_none()
    {
        await (await Make(("wang", strangers[0]), ("admin", strangers[1]))).Problem(409, "user-taken");
        await (await Make(("wang", strangers[0]), ("li.na", ApiHost.PersonOf("worker-1")))).Problem(409, "person-has-account");
        await (await Make(("wang", strangers[0]), ("li.na", "nobody"))).Problem(422, "unknown-person");
        await (await Make(("wang", strangers[0]), ("wang", strangers[1]))).Problem(422, "named-twice");
        await (await Make(("Wang", strangers[0]))).Problem(400, "out-of-bounds");
        await (await Make()).Problem(400, "out-of-bounds");

        Assert.Null(await host.Stores.Accounts.Find("wang"));
        Assert.Equal(0, await host.Stores.AccountRegister.DeedCount());
    }

    [Fact]
    public async Task A_reset_password_ends_the_sessions_of_the_old()
    {
        var worker = await host.As("worker-1");
        var drawn = await (await (await host.As("admin")).PostAsync("/api/accounts/worker-1/password", null)).Json();

        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.GetAsync("/api/me")).StatusCode);
        using var again = await SignIn("worker-1", drawn["password"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/me")).StatusCode);
        await (await (await host.As("admin")).PostAsync("/api/accounts/nobody/password", null)).Problem(404, "unknown-account");
    }

    [Fact]
    public async Task A_disabled_account_signs_in_no_more_until_it_is_enabled()
    {
        var (admin, worker) = (await host.As("admin"), await host.As("worker-1"));
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await (await admin.PostAsync("/api/accounts/worker-1/disable", null)).Json())["disabled"]!.GetValue<bool>());

        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.GetAsync("/api/me")).StatusCode);
        await (await host.Anonymous.PostAsJsonAsync("/api/session", new { user = "worker-1", password = ApiHost.Password })).Problem(401, "bad-credentials");
        await admin.PostAsync("/api/accounts/worker-1/enable", null);
        using var back = await SignIn("worker-1", ApiHost.Password);
        var history = (await (await (await host.As("auditor")).GetAsync("/api/accounts/history?limit=1")).Json())!;
        Assert.Equal(("enabled", "worker-1", ApiHost.PersonOf("admin")), (Of(history, "what"), Of(history, "user"), Of(history, "by")));
        var earlier = await (await (await host.As("auditor")).GetAsync($"/api/accounts/history?limit=1&after={history["next"]}")).Json();
        Assert.Equal("disabled", Of(earlier, "what"));
        Assert.Null(earlier["next"]);
    }

    [Fact]
    public async Task Somebody_can_always_administrate_the_county()
    {
        var (admin, other) = (await host.As("admin"), await host.As("admin2"));
        await (await admin.PostAsync("/api/accounts/admin/disable", null)).Problem(409, "own-account");

        // Two administrators who disable each other at the same moment: one of them is left.
        var answers = await Task.WhenAll(admin.PostAsync("/api/accounts/admin2/disable", null), other.PostAsync("/api/accounts/admin/disable", null));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_person_chooses_a_password_by_the_old_one()
    {
        var worker = await host.As("worker-1");
        await (await Choose(worker, "wrong-one", "correct horse battery")).Problem(403, "wrong-password");
        await (await Choose(worker, ApiHost.Password, "short")).Problem(400, "out-of-bounds");
        await (await Choose(worker, ApiHost.Password, "aaaaaaaaaaaaaaaa")).Problem(422, "easy-password");
        await (await Choose(worker, ApiHost.Password, "my-worker-1-word")).Problem(422, "easy-password");
        Assert.Equal(HttpStatusCode.NoContent, (await Choose(worker, ApiHost.Password, "correct horse battery")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.GetAsync("/api/me")).StatusCode);
        using var again = await SignIn("worker-1", "correct horse battery");
        Assert.False((await host.Stores.Accounts.Find("worker-1"))!.PasswordDrawn);
    }

    [Fact]
    public async Task Old_passwords_are_not_guessed_from_a_stolen_session()
    {
        var worker = await host.As("worker-1");
        for (var guess = 0; guess < 10; guess++) await (await Choose(worker, $"guess {guess}", "correct horse battery")).Problem(403, "wrong-password");

        await (await Choose(worker, ApiHost.Password, "correct horse battery")).Problem(429, "too-many-attempts");
    }

    [Fact]
    public async Task A_system_chooses_no_password()
    {
        var answer = await host.Signed(HttpMethod.Post, "/api/me/password", new { old = ApiHost.Password, @new = "correct horse battery" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_but_administrators_keeps_accounts()
    {
        foreach (var user in new[] { "auditor", "dispatcher", "worker-1", "leader" })
            await (await (await host.As(user)).PostAsync("/api/accounts/worker-2/disable", null)).Problem(403, "role-lacks-operation");
        await (await (await host.As("dispatcher")).GetAsync("/api/accounts")).Problem(403, "role-lacks-operation");
    }

    private static string Of(JsonNode page, string field) => page["items"]![0]![field]!.GetValue<string>();

    private async Task<HttpResponseMessage> Make(params (string User, string Person)[] people) => await (await host.As("admin")).PostAsJsonAsync(
        "/api/accounts", new { accounts = people.Select(one => new { user = one.User, personId = one.Person }) });

    private static Task<HttpResponseMessage> Choose(HttpClient client, string old, string wanted) => client.PostAsJsonAsync("/api/me/password", new { old, @new = wanted });

    private async Task<HttpClient> SignIn(string user, string password)
    {
        var answer = await host.Anonymous.PostAsJsonAsync("/api/session", new { user, password });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return host.WithCookie(answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }
}
