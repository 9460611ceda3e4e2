using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using GridCase.Api.Files;

namespace GridCase.Api.Tests;

public sealed class FileTests : IAsyncLifetime
{
    private static readonly byte[] Png = Pictures.Png(Pictures.Chunk("IDAT", "the picture"u8));
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    public static TheoryData<string, byte[], string> Kinds => new()
    {
        { "a.txt", Pictures.Jpeg(), "image/jpeg" },
        { "a.jpg", Png, "image/png" },
        { "a", Pictures.Webp(Pictures.Part("VP8 ", "the picture"u8)), "image/webp" },
        { "a.exe", [.. "%PDF-1.7\n"u8], "application/pdf" },
    };

    public static TheoryData<byte[]> Strangers =>
    [
        Png[..^1], [.. Png[..8], 1, 2, 3], Pictures.Jpeg()[..^17], [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8, 1], [.. "MZ\0\0"u8], [.. "<html><script>"u8], [.. "GIF89a"u8], [], [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 0], [.. "RIFF1234WAVE"u8], [.. "PK\u0003\u0004"u8],
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_is_what_its_first_bytes_say(string name, byte[] content, string type)
    {
        var worker = await host.As("worker-1");
        var kept = await (await Upload(worker, name, content)).Json();
        Assert.Equal(type, kept["contentType"]!.GetValue<string>());
        var file = await worker.GetAsync($"/api/attachments/{kept["id"]!.GetValue<string>()}");
        Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Anything_else_is_refused(byte[] content) =>
        await (await Upload(await host.As("worker-1"), "a.jpg", content)).Problem(415, "unsupported-file");

    [Theory]
    [InlineData("heic", "heic-unsupported")]
    [InlineData("avif", "heic-unsupported")]
    [InlineData("mp42", "video-unsupported")]
    [InlineData("qt  ", "video-unsupported")]
    public async Task What_is_not_taken_is_told_what_to_do_instead(string brand, string code) =>
        await (await Upload(await host.As("worker-1"), "a.jpg", [0, 0, 0, 24, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), .. new byte[12]])).Problem(415, code);

    [Fact]
    public async Task What_the_camera_noted_is_taken_out_and_the_picture_kept()
    {
        var worker = await host.As("worker-1");
        var kept = await (await Upload(worker, "a.jpg", Pictures.Jpeg())).Json();
        var content = await worker.GetByteArrayAsync($"/api/attachments/{kept["id"]!.GetValue<string>()}");
        var text = Encoding.Latin1.GetString(content);
        Assert.DoesNotContain("GPS", text, StringComparison.Ordinal);
        Assert.DoesNotContain("taken by", text, StringComparison.Ordinal);
        Assert.Contains("the picture", text, StringComparison.Ordinal);
        Assert.Contains("tables", text, StringComparison.Ordinal);
        Assert.Equal((ushort)6, ExifTurn.Of(content.AsSpan(6)));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("C:\\x\\现场 照片(1).jpg", "现场 照片(1).png")]
    [InlineData("<script>.png", "script.png")]
    [InlineData("...", "file.png")]
    public async Task A_name_is_only_a_name(string given, string kept) =>
        Assert.Equal(kept, (await (await Upload(await host.As("worker-1"), given, Png)).Json())["name"]!.GetValue<string>());

    [Fact]
    public async Task A_file_is_its_uploader_s_until_a_case_names_it_and_then_whoever_s_sees_the_case()
    {
        var worker = await host.As("worker-1");
        var id = (await (await Upload(worker, "a.png", Png)).Json())["id"]!.GetValue<string>();
        var dispatcher = await host.As("dispatcher");
        await (await dispatcher.GetAsync($"/api/attachments/{id}")).Problem(404, "unknown-attachment");
        var request = Report(id, "f-1");
        Assert.Equal(HttpStatusCode.Created, (await worker.SendAsync(request)).StatusCode);
        Assert.Equal(Png, await dispatcher.GetByteArrayAsync($"/api/attachments/{id}"));
        await (await (await host.As("clerk-cgj")).GetAsync($"/api/attachments/{id}")).Problem(404, "unknown-attachment");
        await (await (await host.As("auditor")).GetAsync($"/api/attachments/{id}")).Problem(404, "unknown-attachment");
        // Named a second time, by another report, it is refused; by a repeat of the first it is not.
        await (await worker.SendAsync(Report(id, "f-2"))).Problem(422, "unknown-attachment");
        Assert.Equal(HttpStatusCode.Created, (await worker.SendAsync(Report(id, "f-1"))).StatusCode);
        await (await (await host.As("worker-2")).SendAsync(Report(id, "f-3"))).Problem(422, "unknown-attachment");
    }

    [Fact]
    public async Task The_same_key_is_the_same_file()
    {
        var worker = await host.As("worker-1");
        var first = await (await Upload(worker, "a.png", Png, "u-1")).Json();
        var again = await Upload(worker, "a.png", Png, "u-1");
        Assert.Equal(first["id"]!.GetValue<string>(), (await again.Json())["id"]!.GetValue<string>());
        await (await Upload(worker, "a.png", Pictures.Png(Pictures.Chunk("IDAT", "another"u8)), "u-1")).Problem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task Ten_megabytes_are_the_most()
    {
        var worker = await host.As("worker-1");
        await (await Upload(worker, "a.png", [.. Png, .. new byte[10 * 1024 * 1024]])).Problem(413, "too-large");
        await (await Upload(worker, "a.png", [.. Png, .. new byte[11 * 1024 * 1024]])).Problem(413, "too-large");
    }

    [Fact]
    public async Task A_request_without_one_file_is_refused()
    {
        var worker = await host.As("worker-1");
        await (await worker.PostAsync("/api/attachments", new MultipartFormDataContent { { new StringContent("x"), "text" } })).Problem(400, "missing-file");
        var two = new MultipartFormDataContent { { new ByteArrayContent(Png), "file", "a.png" }, { new ByteArrayContent(Png), "file", "b.png" } };
        await (await worker.PostAsync("/api/attachments", two)).Problem(400, "malformed-multipart");
        var torn = new ByteArrayContent(Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nxx"));
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        await (await worker.PostAsync("/api/attachments", torn)).Problem(400, "malformed-multipart");
        await (await worker.PostAsJsonAsync("/api/attachments", new { })).Problem(415, "unsupported-media-type");
    }

    private static Task<HttpResponseMessage> Upload(HttpClient client, string name, byte[] content, string? key = null)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new("application/octet-stream");
        part.Headers.ContentDisposition = new("form-data") { Name = "file", FileName = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"", FileNameStar = name };
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments") { Content = new MultipartFormDataContent { part } };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    private static HttpRequestMessage Report(string attachment, string key) => new(HttpMethod.Post, "/api/reports")
    {
        Content = JsonContent.Create(new
        {
            kind = "report",
            category = "dispute",
            title = "照片",
            text = "见照片",
            gridCode = ApiHost.GridOf("worker-1"),
            observedAt = "2026-02-13T08:30:00+08:00",
            attachmentIds = new[] { attachment },
        }),
        Headers = { { "Idempotency-Key", key } },
    };
}
