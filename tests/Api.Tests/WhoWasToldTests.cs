using System.Net;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Tests;

/// <summary>Who was told what: by case, by person and by post.</summary>
public sealed class WhoWasToldTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_case_says_who_was_told_by_which_channel_and_how_that_went()
    {
        host.Outgoing.AddRange([new("oa", NoticeChannelKind.Webhook) { Url = new("https://oa.example.gov.cn/") }, new("mail", NoticeChannelKind.Email)]);
        var caseId = await host.Accept("W-1");
        var lane = (await host.Stores.Notices.WaitingLanes(null, 10)).Single(one => one.StartsWith("oa/", StringComparison.Ordinal));
        await host.Stores.Notices.RecordAttempt((await host.Stores.Notices.NextParcel(lane))!.Id, AttemptOutcome.Failed, "answered 503", host.Clock.GetUtcNow());

        var line = Assert.Single(await Items("dispatcher", $"/api/cases/{caseId}/notices"))!;
        Assert.Equal("registered", line["purpose"]!.GetValue<string>());
        Assert.StartsWith("centre-dispatcher@", line["post"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["mail no-address", "oa waiting"], line["channels"]!.AsArray().Select(channel => $"{channel!["channel"]} {channel["state"]}"));
        Assert.Equal("no e-mail address is known", line["channels"]![0]!["lastFault"]!.GetValue<string>());
        Assert.Equal((1, "answered 503"), (line["channels"]![1]!["attempts"]!.GetValue<int>(), line["channels"]![1]!["lastFault"]!.GetValue<string>()));
        await (await (await host.As("clerk-jtj")).GetAsync($"/api/cases/{caseId}/notices")).Problem(404, "unknown-case");
    }

    [Fact]
    public async Task A_person_is_looked_at_by_the_person_and_by_those_above_within_their_scope()
    {
        await host.Accept("W-2");
        var dispatcher = ApiHost.PersonOf("dispatcher");

        Assert.Single(await Items("dispatcher", $"/api/people/{dispatcher}/notices"));
        Assert.Single(await Items("supervisor-centre", $"/api/people/{dispatcher}/notices"));
        Assert.Single(await Items("auditor", $"/api/people/{dispatcher}/notices"));
        await (await (await host.As("clerk-cgj")).GetAsync($"/api/people/{dispatcher}/notices")).Problem(403, "role-lacks-operation");
        await (await (await host.As("admin")).GetAsync("/api/people/nobody/notices")).Problem(404, "unknown-person");
    }

    [Fact]
    public async Task What_waits_for_office_hours_is_shown_as_waiting()
    {
        host.Clock.Set(new DateTimeOffset(2026, 2, 13, 21, 0, 0, TimeSpan.FromHours(8)));
        await host.Accept("W-3", order => order["receivedAt"] = host.Clock.GetUtcNow().ToString("O"));

        Assert.Empty(await Items("dispatcher", "/api/notices"));
        var line = Assert.Single(await Items("dispatcher", $"/api/people/{ApiHost.PersonOf("dispatcher")}/notices"))!;
        Assert.Null(line["delivery"]!["deliveredAt"]);
        Assert.Equal(new DateTimeOffset(2026, 2, 14, 8, 30, 0, TimeSpan.FromHours(8)), line["notBefore"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task A_posts_inbox_is_open_to_whoever_sits_there_now_and_that_person_may_acknowledge()
    {
        var caseId = await Overdue("W-4");
        const string Post = "unit-head@440804-cgj";
        var told = (await Items("supervisor-centre", $"/api/cases/{caseId}/notices")).Where(line => line!["post"]!.GetValue<string>() == Post && line["rung"]!.GetValue<int>() > 0).ToList();
        Assert.NotEmpty(told);
        var newcomer = ApiHost.PersonOf("clerk-jtj");
        await (await (await host.As("clerk-jtj")).GetAsync("/api/notices?post=" + Post)).Problem(404, "unknown-post");

        var county = (await host.Stores.Directory.Load())!;
        await host.Stores.Directory.Save(
            county with { Posts = [.. county.Posts.Select(post => post.Code == Post ? post with { PersonId = newcomer, DeputyId = null } : post)] }, county.Version);

        var inbox = await Items("clerk-jtj", "/api/notices?post=" + Post);
        Assert.Contains(inbox, line => line!["id"]!.GetValue<string>() == told[0]!["id"]!.GetValue<string>());
        Assert.All(inbox, line => Assert.False(line!["toMe"]!.GetValue<bool>()));
        var seen = await (await (await host.As("clerk-jtj")).PostAsync($"/api/escalations/{told[0]!["id"]!.GetValue<string>()}/acknowledgement", null)).Json();
        Assert.Equal(newcomer, seen["acknowledgedBy"]!.GetValue<string>());
        Assert.NotEmpty(await Items("leader", "/api/notices?post=" + Post));
        await (await (await host.As("dispatcher")).GetAsync("/api/notices?post=" + Post)).Problem(404, "unknown-post");
        await (await (await host.As("clerk-jtj")).GetAsync("/api/notices?post=nothing@nowhere")).Problem(404, "unknown-post");
    }

    [Fact]
    public async Task A_red_card_stays_in_sight_until_someone_acknowledges_it()
    {
        var caseId = await Overdue("W-5");
        var red = await Open(caseId);
        Assert.NotEmpty(red);
        // Newer things to see, and a case that has gone on meanwhile, hide nothing.
        for (var i = 0; i < 60; i++) await host.Accept($"W-5-{i}", order => order["receivedAt"] = host.Clock.GetUtcNow().ToString("O"));
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        host.Clock.Set(host.Clock.GetUtcNow().AddDays(20));
        Assert.Superset(red.ToHashSet(), (await Open(caseId)).ToHashSet());
        await (await host.As("supervisor-centre")).PostAsync($"/api/escalations/{red[0]}/acknowledgement", null);
        Assert.DoesNotContain(red[0], await Open(caseId));
    }

    private async Task<List<string>> Open(string caseId) =>
        [.. (await Items("supervisor-centre", "/api/escalations?open=true&limit=200")).Where(line => line!["caseId"]!.GetValue<string>() == caseId).Select(line => line!["id"]!.GetValue<string>())];

    private async Task<JsonArray> Items(string user, string path)
    {
        var answer = await (await host.As(user)).GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Json())["items"]!.AsArray();
    }

    private async Task<string> Overdue(string orderNo)
    {
        var caseId = await host.Accept(orderNo);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        host.Clock.Set(new DateTimeOffset(2026, 3, 16, 10, 0, 0, TimeSpan.FromHours(8)));
        await host.Move("dispatcher", caseId, new { command = "comment", text = "逾期" });
        return caseId;
    }
}
