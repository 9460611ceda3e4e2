using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>What may be asked for, and what is asked back for each of it.</summary>
internal static class ServiceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (suffix, format) in AnswerFormats.Endings)
            routes.MapGet("/open311/v2/services." + suffix, (HttpContext http, ICatalogueStore catalogue, IDirectorySource directory) => List(format, http, catalogue, directory)).Anyone(AnswerFormats.Any)
                .Summary("Open311: services", "What may be asked for. Every service is realtime: the id of a request is given at once.").Gives(200, AnswerFormats.MediaType(format))
                .Refuses(404, "unknown-jurisdiction");
        routes.MapGet("/open311/v2/services/{service_code}.{format}", Definition).Anyone(AnswerFormats.Any)
            .Summary("Open311: a service's definition", "The questions of a service with metadata=true.").Gives(200, "text/xml").Refuses(404, "unknown-format", "unknown-jurisdiction", "unknown-service", "no-questions");
        routes.MapGet("/open311/v2/tokens/{token}.{format}", Token).Anyone(AnswerFormats.Any)
            .Summary("Open311: tokens", "There are none: every service is realtime, so a request has its id at once. Always 404.").Gives(200, "text/xml").Refuses(404, "unknown-format", "no-tokens");
    }

    private static TreeAnswer List(AnswerFormat shape, HttpContext http, ICatalogueStore catalogue, IDirectorySource directory)
    {
        Jurisdiction.Check(http.Request.Query[Jurisdiction.Name], catalogue.Current, directory.Current);
        var offered = new PublicMatters(catalogue.Current, directory.Current).Offered;
        return new(new("services", Piece.Each("service", offered, Line)), shape);
    }

    private static TreeAnswer Definition(string service_code, string format, HttpContext http, ICatalogueStore catalogue, IDirectorySource directory)
    {
        var shape = AnswerFormats.Of(format);
        Jurisdiction.Check(http.Request.Query[Jurisdiction.Name], catalogue.Current, directory.Current);
        var service = new PublicMatters(catalogue.Current, directory.Current).Offer(service_code)
            ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-service", "There is no such service_code.");
        if (service.Questions.IsEmpty) throw new ProblemException(StatusCodes.Status404NotFound, "no-questions", "This service has no definition: its metadata is false, and nothing more is asked for it.");
        var questions = service.Questions.Select((question, index) => Question(question, index + 1));
        return new(new("service_definition", new Fields(("service_code", Piece.Of(service.Code)), ("attributes", Piece.Each("attribute", questions, question => question)))), shape);
    }

    private static TreeAnswer Token(string token, string format)
    {
        AnswerFormats.Of(format);
        throw new ProblemException(StatusCodes.Status404NotFound, "no-tokens", "No token is ever issued here: every service is realtime, and POST answers with the service_request_id at once.");
    }

    private static Fields Line(PublicService service) => new(
        ("service_code", Piece.Of(service.Code)),
        ("service_name", Piece.Of(service.Name)),
        ("description", Piece.Of(service.Description)),
        ("metadata", new Truth(!service.Questions.IsEmpty)),
        ("type", Piece.Of("realtime")),
        ("keywords", Piece.Of(string.Join(',', service.Keywords))),
        ("group", Piece.Of(service.Group)));

    private static Fields Question(ServiceQuestion question, int order)
    {
        List<(string, Node)> fields =
        [
            ("variable", new Truth(question.Asks)),
            ("code", Piece.Of(question.Code)),
            ("datatype", Piece.Of(question.Type.ToString().ToLowerInvariant())),
            ("required", new Truth(question.Required)),
            ("datatype_description", Piece.Of(question.Hint)),
            ("order", new Amount(order)),
            ("description", Piece.Of(question.Description)),
        ];
        if (question.IsList) fields.Add(("values", Piece.Each("value", question.Choices, choice => new Fields(("key", Piece.Of(choice.Key)), ("name", Piece.Of(choice.Name))))));
        return new([.. fields]);
    }
}
