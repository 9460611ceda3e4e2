using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>Administrators change the calendar: a year taken over from its notice, office hours, undo.</summary>
public sealed class CalendarVersionTests : IAsyncLifetime
{
    /// <summary>A notice that was never published: New Year from Friday to Sunday, the Sunday a week later worked for it, and the eleven days that any year has.</summary>
    private const string Notice2027 = """
        {
          "year": 2027, "papers": ["https://example.org/notice-2027"],
          "days": [
            { "name": "元旦", "date": "2027-01-01", "isOffDay": true }, { "name": "元旦", "date": "2027-01-02", "isOffDay": true }, { "name": "元旦", "date": "2027-01-03", "isOffDay": true },
            { "name": "元旦", "date": "2027-01-10", "isOffDay": false },
            { "name": "春节", "date": "2027-02-05", "isOffDay": true }, { "name": "春节", "date": "2027-02-06", "isOffDay": true }, { "name": "春节", "date": "2027-02-07", "isOffDay": true },
            { "name": "春节", "date": "2027-02-08", "isOffDay": true }, { "name": "春节", "date": "2027-02-09", "isOffDay": true }, { "name": "春节", "date": "2027-02-10", "isOffDay": true },
            { "name": "国庆节", "date": "2027-10-01", "isOffDay": true }, { "name": "国庆节", "date": "2027-10-02", "isOffDay": true }, { "name": "国庆节", "date": "2027-10-03", "isOffDay": true }
          ]
        }
        """;

    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_calendar_gains_a_year_from_its_notice()
    {
        var draft = await Taken("admin", HttpMethod.Post, "cn/import", Notice2027);
        Assert.Equal((1, "cn-2026.1", true), (draft["revision"]!.GetValue<int>(), draft["basedOn"]!.GetValue<string>(), draft["canBePublished"]!.GetValue<bool>()));
        Assert.Equal(4, draft["document"]!["years"]!.AsArray().Count);
        var check = await Taken("admin", HttpMethod.Post, "cn/draft/check");
        var line = Assert.Single(check["diff"]!.AsArray())!;
        Assert.Contains("year 2027 added: 12 days off, 1 make-up day", line["en"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal("cn-2026.2", (await Taken("admin", HttpMethod.Post, "cn/draft/publish", """{"reason":"2027年放假安排","openCases":"new-only"}"""))["version"]!.GetValue<string>());
        Assert.Equal("2026-12-31", (await Taken("worker-1", HttpMethod.Get, "cn"))["horizon"]!.GetValue<string>());
        Assert.Equal("calendar", (await Taken("admin2", HttpMethod.Post, "cn/cn-2026.2/confirm"))["change"]!["sort"]!.GetValue<string>());

        var calendar = await Taken("worker-1", HttpMethod.Get, "cn");
        Assert.Equal(("cn-2026.2", "2027-12-31"), (calendar["version"]!.GetValue<string>(), calendar["horizon"]!.GetValue<string>()));
        Assert.Contains(calendar["days"]!.AsArray(), day => day!["date"]!.GetValue<string>() == "2027-01-10" && day["type"]!.GetValue<string>() == "make-up");
        Assert.Equal("2026-12-31", (await Taken("worker-1", HttpMethod.Get, "cn-2026.1"))["horizon"]!.GetValue<string>());
        Assert.Null(calendar["record"]);
        var whole = await Taken("auditor", HttpMethod.Get, "cn/cn-2026.2");
        Assert.Equal("2027年放假安排", whole["publication"]!["published"]!["reason"]!.GetValue<string>());
        Assert.Equal(line.ToJsonString(), whole["diff"]![0]!.ToJsonString());

        Assert.Equal("cn-2026.2", (await Taken("admin2", HttpMethod.Post, "cn/cn-2026.2/undo", """{"reason":"通知有误"}"""))["undoes"]!.GetValue<string>());
        await Taken("admin", HttpMethod.Post, "cn/cn-2026.3/confirm");
        Assert.Equal(("cn-2026.3", "2026-12-31"), ((await Taken("admin", HttpMethod.Get, "cn"))["version"]!.GetValue<string>(), (await Taken("admin", HttpMethod.Get, "cn"))["horizon"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_notice_that_is_empty_or_of_another_year_is_refused_and_says_what_to_do()
    {
        var empty = await (await Send("admin", HttpMethod.Post, "cn/import", """{ "year": 2027, "papers": [], "days": [] }""")).Problem(422, "notice-refused");
        Assert.NotEmpty(empty["findings"]!.AsArray());
        var gap = await (await Send("admin", HttpMethod.Post, "cn/import", """{ "year": 2029, "papers": ["https://example.org/n"], "days": [{ "name": "元旦", "date": "2029-01-01", "isOffDay": true }] }""")).Problem(422, "notice-refused");
        Assert.Contains("2029 does not follow 2026. Import 2027 first", gap["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await (await Send("admin", HttpMethod.Get, "cn/draft")).Problem(404, "no-draft");
        await (await Send("admin", HttpMethod.Post, "cn/import?draftRevision=3", Notice2027)).Problem(409, "draft-changed");
    }

    [Fact]
    public async Task Office_hours_are_saved_as_a_draft_and_checked()
    {
        var document = (await Taken("admin", HttpMethod.Get, "cn"))["document"]!;
        document["officeHours"]![0]!["sessions"] = new JsonArray("08:30-12:00", "15:00-18:00");
        await Taken("admin", HttpMethod.Put, "cn", document.ToJsonString());
        Assert.Single((await Taken("admin", HttpMethod.Post, "cn/draft/check"))["diff"]!.AsArray());
        document["officeHours"]![0]!["sessions"] = new JsonArray("08:30-12:00", "11:00-18:00");
        var wrong = await Taken("admin", HttpMethod.Put, "cn", new JsonObject { ["document"] = document.DeepClone(), ["draftRevision"] = 1 }.ToJsonString());
        Assert.Equal(("error", false), (wrong["findings"]![0]!["severity"]!.GetValue<string>(), wrong["canBePublished"]!.GetValue<bool>()));
        await (await Send("admin", HttpMethod.Post, "cn/draft/publish", """{"reason":"x","openCases":"new-only"}""")).Problem(422, "check-failed");
        await (await Send("admin", HttpMethod.Post, "cn/import", Notice2027)).Problem(422, "notice-refused");
        Assert.Equal(HttpStatusCode.OK, (await Send("admin", HttpMethod.Delete, "cn/draft")).StatusCode);
    }

    [Fact]
    public async Task There_is_one_calendar_and_it_gives_nobody_a_new_budget()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Put, "us"), (HttpMethod.Post, "us/import"), (HttpMethod.Post, "us/draft/check"), (HttpMethod.Post, "us/cn-2026.1/confirm"), (HttpMethod.Get, "us/draft") })
            await (await Send("admin", method, path, "{}")).Problem(404, "unknown-calendar");
        var other = (await Taken("admin", HttpMethod.Get, "cn"))["document"]!;
        other["id"] = "us";
        var draft = await Taken("admin", HttpMethod.Put, "cn", other.ToJsonString());
        Assert.Contains(draft["findings"]!.AsArray(), finding => finding!["path"]!.GetValue<string>() == "$.id" && finding["problem"]!.GetValue<string>() == "us cannot replace cn.");
        await Taken("admin", HttpMethod.Put, "cn", "{}");
        await (await Send("admin", HttpMethod.Post, "cn/draft/publish", """{"reason":"x","openCases":"from-now"}""")).Problem(422, "treatment-not-for-calendars");
        await (await Send("supervisor-centre", HttpMethod.Put, "cn", "{}")).Problem(403, "role-lacks-operation");
    }

    private async Task<JsonNode> Taken(string user, HttpMethod method, string path, string? body = null)
    {
        var answer = await Send(user, method, path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private async Task<HttpResponseMessage> Send(string user, HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, "/api/calendars/" + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await (await host.As(user)).SendAsync(request);
    }
}
