using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

/// <summary>Editing the directory: versions, findings, who may, and what open cases say to it.</summary>
public sealed class DirectoryEditTests
{
    private const string Traffic = "440804-jtj";
    private const string Head = "unit-head@" + Traffic;

    [Fact]
    public async Task An_edit_is_a_new_version_with_who_when_and_why()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var post = await Entry(admin, "posts", Head);
        Assert.Equal(1, post["version"]!.GetValue<int>());

        var changed = await Put(admin, "posts", Head, post["entry"]!, 1, entry => entry["deputyId"] = null);
        var history = await (await admin.GetAsync("/api/directory/history")).Json();

        Assert.Equal((2, true, 1), (changed["version"]!.GetValue<int>(), changed["saved"]!.GetValue<bool>(), changed["changed"]!.GetValue<int>()));
        var line = Assert.Single(history["items"]!.AsArray())!;
        Assert.Equal((2, ApiHost.PersonOf("admin"), "edit", "正当理由"), (line["version"]!.GetValue<int>(), line["by"]!.GetValue<string>(), line["what"]!.GetValue<string>(), line["reason"]!.GetValue<string>()));
        Assert.Equal($"post {Head}", line["entries"]![0]!["entry"]!.GetValue<string>());
        Assert.Equal(["deputyId"], line["entries"]![0]!["fields"]!.AsArray().Select(field => field!.GetValue<string>()));
        Assert.Null(host.Stores.DirectorySource.Current.Post(Head)!.DeputyId);
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told_and_changes_nothing()
    {
        await using var host = new ApiHost();
        var (first, second) = (await host.As("admin"), await host.As("admin2"));
        var post = (await Entry(first, "posts", Head))["entry"]!;
        await Put(first, "posts", Head, post, 1, entry => entry["title"] = "局长甲");

        var refused = await Send(second, "posts", Head, post, 1, entry => entry["title"] = "局长乙");

        await refused.Problem(409, "directory-changed");
        Assert.Equal("局长甲", host.Stores.DirectorySource.Current.Post(Head)!.Title);
        Assert.Equal(2, host.Stores.DirectorySource.Current.Version);
    }

    [Fact]
    public async Task Of_many_edits_of_one_version_at_the_same_moment_exactly_one_is_made()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var post = (await Entry(admin, "posts", Head))["entry"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Send(admin, "posts", Head, post, 1, entry => entry["title"] = $"局长{number}")));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(2, host.Stores.DirectorySource.Current.Version);
    }

    [Fact]
    public async Task A_version_may_stand_in_If_Match_and_has_to_stand_somewhere()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var read = await admin.GetAsync($"/api/directory/posts/{Head}");
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        await (await admin.DeleteAsync($"/api/directory/posts/{Head}?reason=x")).Problem(400, "missing-field");
        await (await admin.DeleteAsync($"/api/directory/posts/{Head}?expectedVersion=1")).Problem(400, "missing-field");
        var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/directory/posts/{Head}?reason=x");
        request.Headers.IfMatch.Add(read.Headers.ETag);

        var answer = await admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
        await (await admin.GetAsync($"/api/directory/posts/{Head}")).Problem(404, "unknown-entry");
    }

    [Fact]
    public async Task Every_contradiction_is_listed_and_nothing_is_changed()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");

        var problem = await (await admin.DeleteAsync($"/api/directory/units/{Traffic}?expectedVersion=1&reason=x")).Problem(422, "directory-inconsistent");

        var people = ApiHost.County.People.Count(person => person.UnitCode == Traffic);
        var named = problem["findings"]!.AsArray().Select(finding => finding!["fault"]!.GetValue<string>()).ToList();
        Assert.Equal(people, named.Count(fault => fault == $"the unit {Traffic} does not exist"));
        Assert.Equal(1, host.Stores.DirectorySource.Current.Version);
    }

    [Fact]
    public async Task What_open_cases_need_is_kept_and_the_answer_says_how_many_and_what_to_do()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var caseId = await host.Accept("D-1");
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj", helpers = new[] { Traffic } });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        var grid = ApiHost.GridOf("worker-1");
        await Alone(host, grid, "440804-cgj", Traffic);
        var version = host.Stores.DirectorySource.Current.Version;

        var holding = await (await admin.DeleteAsync($"/api/directory/units/440804-cgj?expectedVersion={version}&reason=x")).Problem(409, "unit-has-cases");
        await (await admin.DeleteAsync($"/api/directory/units/{Traffic}?expectedVersion={version}&reason=x")).Problem(409, "unit-has-cases");
        await (await admin.DeleteAsync($"/api/directory/grids/{grid}?expectedVersion={version}&reason=x")).Problem(409, "grid-has-cases");
        await (await admin.DeleteAsync($"/api/directory/people/{ApiHost.PersonOf("clerk-cgj")}?expectedVersion={version}&reason=x")).Problem(409, "person-has-cases");
        Assert.Contains("1 open case", holding["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await host.Move("hotline-operator", caseId, new { command = "withdraw", reason = "x" });
        foreach (var path in new[] { "units/440804-cgj", $"units/{Traffic}", $"grids/{grid}", $"people/{ApiHost.PersonOf("clerk-cgj")}" })
        {
            var answer = await admin.DeleteAsync($"/api/directory/{path}?expectedVersion={version++}&reason=x");
            Assert.True(answer.IsSuccessStatusCode, path + " " + await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Nobody_removes_the_last_administrator()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var first = await admin.DeleteAsync($"/api/directory/people/{ApiHost.PersonOf("admin2")}?expectedVersion=1&reason=x");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        await (await admin.DeleteAsync($"/api/directory/people/{ApiHost.PersonOf("admin")}?expectedVersion=2&reason=x")).Problem(409, "last-administrator");
    }

    [Fact]
    public async Task The_whole_directory_is_read_and_put_back()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var whole = await (await admin.GetAsync("/api/directory")).Json();
        var county = whole["county"]!.DeepClone();

        var same = await admin.PutAsJsonAsync("/api/directory", new { expectedVersion = 1, reason = "x", county });
        county["name"] = "新名";
        var renamed = await admin.PutAsJsonAsync("/api/directory", new { expectedVersion = 1, reason = "x", county });

        Assert.False((await same.Json())["saved"]!.GetValue<bool>());
        Assert.Equal(2, (await renamed.Json())["version"]!.GetValue<int>());
        Assert.Equal("新名", host.Stores.DirectorySource.Current.Name);
        Assert.Equal(CountyJson.Write(ApiHost.County with { Name = "新名", Version = 2 }), CountyJson.Write(host.Stores.DirectorySource.Current.County));
        county["unitz"] = new JsonArray();
        await (await admin.PutAsJsonAsync("/api/directory", new { expectedVersion = 2, reason = "x", county })).Problem(400, "invalid-value");
    }

    [Fact]
    public async Task Contacts_are_shown_to_administrators_and_to_the_person_only()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var clerk = ApiHost.PersonOf("clerk-cgj");
        var entry = (await Entry(admin, "people", clerk))["entry"]!;
        await Put(admin, "people", clerk, entry, 1, person => { person["email"] = "z@potou.gov.cn"; person["weComId"] = "ZhangSan"; });

        Assert.Equal(("z@potou.gov.cn", "ZhangSan"), await Contacts(host, "admin", clerk));
        Assert.Equal(("z@potou.gov.cn", "ZhangSan"), await Contacts(host, "clerk-cgj", clerk));
        foreach (var other in new[] { "auditor", "leader", "dispatcher", "supervisor-centre" }) Assert.Equal((null, null), await Contacts(host, other, clerk));
        var auditor = await host.As("auditor");
        foreach (var path in new[] { "/api/directory", $"/api/directory/people/{clerk}", "/api/directory/history" })
            Assert.DoesNotContain("z@potou.gov.cn", await auditor.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/directory")]
    [InlineData("/api/directory/history")]
    [InlineData("/api/directory/posts/" + Head)]
    public async Task Only_administrators_and_auditors_read_it_whole(string path)
    {
        await using var host = new ApiHost();
        foreach (var user in new[] { "admin", "auditor" }) Assert.Equal(HttpStatusCode.OK, (await (await host.As(user)).GetAsync(path)).StatusCode);
        foreach (var user in new[] { "leader", "dispatcher", "clerk-cgj", "worker-1", "readonly", "hotline-operator" }) await (await (await host.As(user)).GetAsync(path)).Problem(403, "role-lacks-operation");
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("leader")]
    [InlineData("supervisor-centre")]
    public async Task Only_administrators_change_it(string user)
    {
        await using var host = new ApiHost();
        var client = await host.As(user);
        await (await client.PutAsJsonAsync("/api/directory", new { })).Problem(403, "role-lacks-operation");
        foreach (var list in new[] { "units", "grids", "posts", "people", "categories" })
        {
            await (await client.PutAsJsonAsync($"/api/directory/{list}/x", new { })).Problem(403, "role-lacks-operation");
            await (await client.DeleteAsync($"/api/directory/{list}/x")).Problem(403, "role-lacks-operation");
        }
    }

    [Fact]
    public async Task An_entry_under_another_s_address_or_without_a_reason_is_refused()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var post = (await Entry(admin, "posts", Head))["entry"]!;

        await (await Send(admin, "posts", "unit-clerk@" + Traffic, post, 1, _ => { })).Problem(400, "invalid-value");
        await (await admin.PutAsJsonAsync($"/api/directory/posts/{Head}", new { expectedVersion = 1, entry = post })).Problem(400, "missing-field");
        await (await Send(admin, "posts", Head, post, 1, entry => entry["ghost"] = 1)).Problem(400, "invalid-value");
        await (await Send(admin, "posts", Head, post, 1, entry => entry["title"] = new string('长', 201))).Problem(422, "directory-inconsistent");
    }

    /// <summary>A person of their own for each unit and grid, so that nothing but the cases stands against their removal.</summary>
    private static async Task Alone(ApiHost host, string grid, params string[] units)
    {
        var county = host.Stores.DirectorySource.Current.County;
        var clerk = ApiHost.PersonOf("clerk-cgj");
        await host.Stores.Directory.Save(
            county with
            {
                People = [.. county.People.Select(person => units.Contains(person.UnitCode) || person.Scope == grid ? person with { UnitCode = null, Scope = "440804" } : person)],
                Posts = [.. county.Posts.Select(post => post.PersonId == clerk || post.DeputyId == clerk ? post with { PersonId = null, DeputyId = null } : post)],
            },
            county.Version);
    }

    private static async Task<(string?, string?)> Contacts(ApiHost host, string user, string person)
    {
        for (string? after = null; ;)
        {
            var page = await (await (await host.As(user)).GetAsync($"/api/directory/people?limit=200{(after is null ? "" : "&after=" + after)}")).Json();
            if (page["items"]!.AsArray().FirstOrDefault(line => line!["personId"]!.GetValue<string>() == person) is { } found) return (found["email"]?.GetValue<string>(), found["weComId"]?.GetValue<string>());
            after = page["next"]!.GetValue<string>();
        }
    }

    private static async Task<JsonNode> Entry(HttpClient client, string list, string code) => await (await client.GetAsync($"/api/directory/{list}/{code}")).Json();

    private static async Task<JsonNode> Put(HttpClient client, string list, string code, JsonNode entry, int version, Action<JsonNode> change)
    {
        var answer = await Send(client, list, code, entry, version, change);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string list, string code, JsonNode entry, int version, Action<JsonNode> change)
    {
        var changed = entry.DeepClone();
        change(changed);
        return client.PutAsJsonAsync($"/api/directory/{list}/{code}", new { expectedVersion = version, reason = "正当理由", entry = changed });
    }
}
