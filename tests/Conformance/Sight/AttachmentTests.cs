using System.Net;
using System.Net.Http.Headers;
using GridCase.Conformance.Lives;

namespace GridCase.Conformance.Sight;

/// <summary>A photo goes up once, comes down as it was kept, and is nobody's who does not see its case.</summary>
public sealed class AttachmentTests : Scenario
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_photo_is_kept_once_and_shown_to_whoever_sees_its_case()
    {
        var key = County.Fresh();
        var first = (await Upload(Life.Worker, key)).Taken();
        var again = (await Upload(Life.Worker, key)).Taken();
        var id = first.Text("id")!;
        Assert.Equal((HttpStatusCode.Created, id, true), (first.Status, again.Text("id"), again.Replayed));
        var report = (await County.As(Life.Worker).Write(
            "/api/reports",
            new { kind = "report", category = "environment.garbage", title = "垃圾", text = "见照片", gridCode = Life.Grid, observedAt = await County.Now(), attachmentIds = new[] { id } },
            County.Fresh())).Taken();
        Assert.Equal(id, Assert.Single((await new Life(County, report.Text("caseId")!, "").Case()).Body.GetProperty("attachmentIds").EnumerateArray()).GetString());
        using var shown = await County.As("clerk-nandiao").GetAsync($"/api/attachments/{id}");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (shown.StatusCode, shown.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Picture, await shown.Content.ReadAsByteArrayAsync());
        (await County.As("clerk-maxie").Read($"/api/attachments/{id}")).Refused(HttpStatusCode.NotFound, "unknown-attachment");
    }

    [Fact]
    public async Task What_shows_an_objection_is_seen_by_those_who_decide_it()
    {
        var life = await Life.Dispatched(County);
        var (id, late) = ((await Upload(Life.Clerk, County.Fresh())).Taken().Text("id")!, County.Fresh());
        object Objection(params string[] files) => new { command = "object", reasonCode = "wrong-area", reason = "见照片", attachmentIds = files };
        (await life.Try("clerk-jtj", Objection(id))).Refused(HttpStatusCode.NotFound, "unknown-case");
        (await life.Try(Life.Clerk, Objection(id, "nothing-of-the-kind"))).Refused(HttpStatusCode.UnprocessableEntity, "unknown-attachment");
        (await County.As("dispatcher").Read($"/api/attachments/{id}")).Refused(HttpStatusCode.NotFound, "unknown-attachment");
        var meddled = (await Upload("dispatcher", County.Fresh())).Taken().Text("id")!;
        (await life.Try("dispatcher", Objection(meddled))).Refused(HttpStatusCode.Forbidden, "role-lacks-command");
        (await County.As("supervisor-centre").Read($"/api/attachments/{meddled}")).Refused(HttpStatusCode.NotFound, "unknown-attachment");
        (await life.Try(Life.Clerk, new { command = "object", reasonCode = "wrong-area", attachmentIds = new[] { id } })).Refused(HttpStatusCode.UnprocessableEntity, "reason-required");
        (await County.As("dispatcher").Read($"/api/attachments/{id}")).Refused(HttpStatusCode.NotFound, "unknown-attachment");
        await life.Do(Life.Clerk, Objection(id, $"key:{late}", id));
        var shown = (await life.Case()).Body;
        Assert.Equal((2, id), (shown.GetProperty("attachmentIds").GetArrayLength(), shown.GetProperty("attachmentIds")[0].GetString()));
        Assert.Single(shown.GetProperty("awaitedAttachmentIds").EnumerateArray());
        Assert.Equal(id, Assert.Single(shown.GetProperty("files").EnumerateArray()).GetProperty("id").GetString());
        var arrived = (await Upload(Life.Clerk, late)).Taken().Text("id");
        var objected = Assert.Single(await life.Facts(), fact => fact.GetProperty("type").GetString() == "objected");
        Assert.Equal([id, arrived], objected.GetProperty("data").GetProperty("attachments").EnumerateArray().Select(one => one.GetString()));
        foreach (var file in new[] { id, arrived })
        {
            using var seen = await County.As("dispatcher").GetAsync($"/api/attachments/{file}");
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        }
    }

    private async Task<Reply> Upload(string user, string key)
    {
        var file = new ByteArrayContent(Picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments") { Content = new MultipartFormDataContent { { file, "file", "现场.png" } } };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await County.As(user).SendAsync(request);
        return await Reply.Of(answer);
    }
}
