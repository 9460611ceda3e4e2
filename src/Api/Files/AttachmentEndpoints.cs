using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Files;

/// <summary>A file as it was kept.</summary>
/// <param name="Sha256">Of the kept content, which is without the camera's notes.</param>
public sealed record AttachmentLine(string Id, string Name, string ContentType, long Length, string Sha256, DateTimeOffset UploadedAt)
{
    internal static AttachmentLine Of(Attachment kept) => new(kept.Id, kept.Name, kept.ContentType, kept.Length, kept.Sha256, kept.UploadedAt);
}

/// <summary>Files up and down.</summary>
internal static class AttachmentEndpoints
{
    private const int RequestLimit = Upload.Limit + (64 * 1024);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/attachments", (Delegate)Post).For(Hotline, GridWorker, UnitClerk, Dispatcher, Supervisor, Leader).Keyed(false).Limit(RequestLimit).DisableAntiforgery()
            .Summary("Upload a file", "multipart/form-data with one file: JPEG, PNG, WebP or PDF by its content, up to 10 MB; place, time and device that the camera noted are taken out. Until a case names it only its uploader sees it.")
            .Accepts<IFormFile>("multipart/form-data").Gives<AttachmentLine>(201).Refuses(400, "missing-file", "malformed-multipart").Refuses(413, "too-large").Refuses(415, "unsupported-media-type", "unsupported-file", "heic-unsupported", "video-unsupported");
        routes.MapGet("/api/attachments/{id}", Get).Everyone("*/*").Summary("Download a file", "For whoever sees its case; before it has one, for its uploader.").Gives(200, "application/octet-stream").Refuses(404, "unknown-attachment", "attachment-awaited");
    }

    private static async Task<IResult> Post(HttpContext http)
    {
        var key = RepeatGuard.KeyOf(http.Request, false);
        var upload = await Upload.Read(http);
        var files = http.RequestServices.GetRequiredService<IAttachmentStore>();
        var attachment = upload.For(http.Caller().Id, key, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var kept = await files.Find(attachment.Id, http.RequestAborted) ?? await Keep(files, attachment, upload);
        if (kept is not null && kept.Sha256 != attachment.Sha256) throw ProblemException.Conflict("idempotency-key-reused", "This key was used for another file.");
        if (kept is not null) http.Response.Headers[RepeatGuard.ReplayedHeader] = "true";
        var shown = kept ?? attachment;
        return Answer.Created($"/api/attachments/{shown.Id}", AttachmentLine.Of(shown));
    }

    /// <summary>Null once it is kept; what the same phone sent at the same moment, if that was first.</summary>
    private static async Task<Attachment?> Keep(IAttachmentStore files, Attachment attachment, Upload upload)
    {
        try
        {
            await files.Save(attachment, new MemoryStream(upload.Content, writable: false), CancellationToken.None);
            return null;
        }
        catch (ArgumentException taken) when (taken.ParamName == nameof(attachment))
        {
            return await files.Find(attachment.Id, CancellationToken.None);
        }
    }

    private static async Task<IResult> Get(string id, HttpContext http, IAttachmentStore files, ICaseStore cases)
    {
        var caller = http.Caller();
        var attachment = id.Length is > 0 and <= 64 ? await files.Find(id, http.RequestAborted) : null;
        if (attachment is null && await IsAwaited(id, caller, files, cases, http.RequestAborted))
            throw new ProblemException(StatusCodes.Status404NotFound, "attachment-awaited", "The file has not arrived yet: the phone that took it has named it, but not sent it.");
        if (attachment is null || !await IsVisible(attachment, caller, cases, http.RequestAborted) || await files.Open(id, http.RequestAborted) is not { } content)
            throw new ProblemException(StatusCodes.Status404NotFound, "unknown-attachment", "There is no such file, or none within your scope.");
        return Results.Stream(content, attachment.ContentType, attachment.Name);
    }

    /// <summary>What was photographed is case text: it is for those who handle cases.</summary>
    private static async Task<bool> IsVisible(Attachment attachment, Caller caller, ICaseStore cases, CancellationToken cancellation)
    {
        return attachment.UploadedBy == caller.Id || await Sees(attachment.CaseId, caller, cases, cancellation);
    }

    private static async Task<bool> IsAwaited(string id, Caller caller, IAttachmentStore files, ICaseStore cases, CancellationToken cancellation) =>
        id.Length is > 0 and <= 64 && await files.FindAwaited(id, cancellation) is { } waiting && (waiting.PersonId == caller.Id || await Sees(waiting.CaseId, caller, cases, cancellation));

    private static async Task<bool> Sees(string? caseId, Caller caller, ICaseStore cases, CancellationToken cancellation) =>
        caseId is not null && caller.Sight.ReadsTexts && await cases.Find(caseId, cancellation) is { } file && caller.Sight.Covers(file);
}
