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
        var first = (await Upload(key)).Taken();
        var again = (await Upload(key)).Taken();
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

    private async Task<Reply> Upload(string key)
    {
        var file = new ByteArrayContent(Picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments") { Content = new MultipartFormDataContent { { file, "file", "现场.png" } } };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await County.As(Life.Worker).SendAsync(request);
        return await Reply.Of(answer);
    }
}
