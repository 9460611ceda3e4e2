using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>Service requests: sent with a key, looked for by anybody.</summary>
internal static class RequestEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (suffix, format) in AnswerFormats.Endings)
        {
            var address = "/open311/v2/requests." + suffix;
            routes.MapPost(address, (HttpContext http, RequestDoor door, PublicCases seen) => Post(format, http, door, seen)).Anyone(AnswerFormats.Any).Limit(FormBody.Limit).WithMetadata(new TakesKey(false))
                .Summary("Open311: send a request", "Form-encoded. api_key is required, as a field of the body. Without an Idempotency-Key the same content from the same key within five minutes is the same request.")
                .Gives(201, AnswerFormats.MediaType(format)).Refuses(400, "invalid-request", "idempotency-key-invalid", "idempotency-key-reused", "malformed-form", "malformed-text", "too-many-fields")
                .Refuses(403, "api-key-required", "wrong-api-key").Refuses(404, "unknown-jurisdiction", "unknown-service").Refuses(413, "too-large").Refuses(415, "unsupported-media-type");
            routes.MapGet(address, (HttpContext http, PublicCases seen, ICatalogueStore catalogue, IDirectorySource directory, TimeProvider time) => Search(format, http, seen, catalogue, directory, time))
                .Anyone(AnswerFormats.Any)
                .Summary("Open311: look for requests", "Those that came in by Open311 and are public, newest first: at most 90 days and 1,000 at once. Query: service_request_id, service_code, start_date, end_date, status, page, page_size, extensions, jurisdiction_id.")
                .Gives(200, AnswerFormats.MediaType(format)).Refuses(400, "invalid-request").Refuses(404, "unknown-jurisdiction");
        }

        routes.MapGet("/open311/v2/requests/{service_request_id}.{format}", One).Anyone(AnswerFormats.Any)
            .Summary("Open311: one request", "As the search shows it. What is not public is as unknown as what does not exist.").Gives(200, "text/xml")
            .Refuses(400, "invalid-request").Refuses(404, "unknown-format", "unknown-jurisdiction", "unknown-request");
    }

    private static async Task<TreeAnswer> Post(AnswerFormat shape, HttpContext http, RequestDoor door, PublicCases seen)
    {
        var (file, repeated) = await door.Take(http, await FormBody.Read(http));
        if (repeated) http.Response.Headers[RepeatGuard.ReplayedHeader] = "true";
        var request = await seen.Of(file, CancellationToken.None);
        var answer = new Fields(("service_request_id", Piece.Of(file.Origin.Code)), ("service_notice", Piece.Of(RequestViews.NoticeOf(file, request))));
        return new(new("service_requests", new Many("request", [answer])), shape, StatusCodes.Status201Created);
    }

    private static async Task<TreeAnswer> Search(AnswerFormat shape, HttpContext http, PublicCases seen, ICatalogueStore catalogue, IDirectorySource directory, TimeProvider time)
    {
        Jurisdiction.Check(http.Request.Query[Jurisdiction.Name], catalogue.Current, directory.Current);
        var question = SearchQuestion.Read(http.Request.Query, seen.Matters, time.GetUtcNow());
        if (question.Ids is not { } ids) return Show(await seen.List(question.Query, question.Extensions, http.RequestAborted), shape);
        var found = new List<SeenRequest>();
        foreach (var id in ids)
            if (await seen.ById(id, question.Extensions, http.RequestAborted) is { } request) found.Add(request);
        return Show(found, shape);
    }

    private static async Task<TreeAnswer> One(string service_request_id, string format, HttpContext http, PublicCases seen, ICatalogueStore catalogue, IDirectorySource directory)
    {
        var shape = AnswerFormats.Of(format);
        Jurisdiction.Check(http.Request.Query[Jurisdiction.Name], catalogue.Current, directory.Current);
        var faults = new List<string>();
        var extensions = SearchQuestion.ExtensionsOf(http.Request.Query, faults);
        if (faults.Count > 0) throw ErrorAnswer.Of(faults);
        var found = await seen.ById(service_request_id, extensions, http.RequestAborted)
            ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-request", "There is no such service_request_id, or none that is public.");
        return Show([found], shape);
    }

    private static TreeAnswer Show(IReadOnlyList<SeenRequest> requests, AnswerFormat shape) => new(new("service_requests", Piece.Each("request", requests, RequestViews.Of)), shape);
}
