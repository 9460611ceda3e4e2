using System.Net;
using GridCase.Workflows.Lifecycle;
using static GridCase.Api.Tests.Phone.PhoneHost;

namespace GridCase.Api.Tests.Phone;

/// <summary>A report may name photos that have not arrived: they are joined to it when they do.</summary>
public sealed class AwaitedFileTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_comes_first_the_photo_is_the_report_s_in_the_end(bool photoFirst)
    {
        var worker = await host.As(Worker);
        if (photoFirst) await worker.Upload("a.jpg", Pictures.Jpeg(), "photo");
        var answer = await worker.Send("/api/reports", Report("见照片", "key:photo", "key:photo"), "r");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var caseId = (await answer.Json())["caseId"]!.GetValue<string>();
        var id = (await (await worker.GetAsync($"/api/cases/{caseId}")).Json())["attachmentIds"]!.AsArray().Single()!.GetValue<string>();
        if (!photoFirst)
        {
            await (await (await host.As("dispatcher")).GetAsync($"/api/attachments/{id}")).Problem(404, "attachment-awaited");
            await (await (await host.As("clerk-cgj")).GetAsync($"/api/attachments/{id}")).Problem(404, "unknown-attachment");
            var awaited = (await (await worker.GetAsync("/api/sync")).Json())["awaited"]!.AsArray().Single()!;
            Assert.Equal(id, (await (await (await host.As("dispatcher")).GetAsync($"/api/cases/{caseId}")).Json())["awaitedAttachmentIds"]!.AsArray().Single()!.GetValue<string>());
            Assert.Equal((id, caseId), (awaited["id"]!.GetValue<string>(), awaited["caseId"]!.GetValue<string>()));
            var upload = await (await worker.Upload("a.jpg", Pictures.Jpeg(), "photo")).Json();
            Assert.Equal(id, upload["id"]!.GetValue<string>());
        }

        Assert.Empty((await (await worker.GetAsync("/api/sync")).Json())["awaited"]!.AsArray());
        Assert.Empty((await (await (await host.As("dispatcher")).GetAsync($"/api/cases/{caseId}")).Json())["awaitedAttachmentIds"]!.AsArray());
        var file = (await (await (await host.As("dispatcher")).GetAsync($"/api/cases/{caseId}")).Json())["files"]!.AsArray().Single()!;
        Assert.Equal((id, "a.jpg", "image/jpeg"), (file["id"]!.GetValue<string>(), file["name"]!.GetValue<string>(), file["contentType"]!.GetValue<string>()));
        // What a file is called is case text.
        Assert.Null((await (await (await host.As("auditor")).GetAsync($"/api/cases/{caseId}")).Json())["files"]);
        Assert.Equal(HttpStatusCode.OK, (await (await host.As("dispatcher")).GetAsync($"/api/attachments/{id}")).StatusCode);
        Assert.True((await worker.Send("/api/reports", Report("见照片", "key:photo", "key:photo"), "r")).Headers.Contains("Idempotent-Replayed"));
        // It is that report's and no other's.
        await (await worker.Send("/api/reports", Report("别的", "key:photo"), "r-2")).Problem(422, "unknown-attachment");
    }

    [Fact]
    public async Task A_photo_that_another_report_waits_for_is_not_waited_for_twice()
    {
        var worker = await host.As(Worker);
        await worker.Send("/api/reports", Report("一", "key:photo"), "r-1");
        await (await worker.Send("/api/reports", Report("二", "key:photo"), "r-2")).Problem(422, "unknown-attachment");
        await (await worker.Send("/api/reports", Report("三", "no-such-file"), "r-3")).Problem(422, "unknown-attachment");
        await (await worker.Send("/api/reports", Report("四", "key:"), "r-4")).Problem(400, "invalid-value");
        await (await worker.Send("/api/reports", Report("五", "key:" + new string('k', 129)), "r-5")).Problem(400, "invalid-value");
        // Another person's key of the same letters is another file.
        var grid = ApiHost.GridOf("worker-2");
        var other = Report("六", "key:photo");
        other["gridCode"] = grid;
        Assert.Equal(HttpStatusCode.Created, (await (await host.As("worker-2")).Send("/api/reports", other, "r")).StatusCode);
    }

    [Fact]
    public async Task What_never_comes_is_given_up_after_thirty_days_with_a_note()
    {
        var worker = await host.As(Worker);
        var caseId = (await (await worker.Send("/api/reports", Report("见照片", "key:a", "key:b"), "r")).Json())["caseId"]!.GetValue<string>();
        var activities = new FileActivities(host.Stores.Attachments, new(host.Stores.Cases, host.Stores.DirectorySource, host.Stores.Policies));
        Assert.False(await activities.GiveUp(ApiHost.Start.AddDays(29)));
        Assert.Equal(2, (await host.Stores.Attachments.Awaited(null, caseId, 10)).Count);
        Assert.False(await activities.GiveUp(ApiHost.Start.AddDays(30).AddMinutes(1)));
        Assert.False(await activities.GiveUp(ApiHost.Start.AddDays(31)));
        Assert.Empty(await host.Stores.Attachments.Awaited(null, caseId, 10));
        var file = await (await worker.GetAsync($"/api/cases/{caseId}")).Json();
        Assert.Contains("2 file(s)", Assert.Single(file["texts"]!.AsArray(), text => text!["fact"]!.GetValue<int>() > 1 && text["field"]!.GetValue<string>() == "text")!["value"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
