using System.Globalization;
using GridCase.Api.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>Where clients begin: which endpoints there are, in which formats, and when anything changed last.</summary>
internal static class DiscoveryEndpoint
{
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (suffix, format) in AnswerFormats.Endings)
            routes.MapGet("/open311/v2/discovery." + suffix, (HttpContext http, ICatalogueStore catalogue) => Get(format, http, catalogue)).Anyone(AnswerFormats.Any)
                .Summary("Open311: discovery", "The changeset moves with every change of the catalogue.").Gives(200, AnswerFormats.MediaType(format));
    }

    private static TreeAnswer Get(AnswerFormat shape, HttpContext http, ICatalogueStore catalogue)
    {
        var current = catalogue.Current;
        var changeset = Piece.Of(current.ChangedAt.ToOffset(ChinaTime.Offset).ToString("O", CultureInfo.InvariantCulture));
        var endpoint = new Fields(
            ("specification", Piece.Of(Specification)),
            ("url", Piece.Of(AddressOf(http.Request, current))),
            ("changeset", changeset),
            ("type", Piece.Of(current.IsTest ? "test" : "production")),
            ("formats", Piece.Each("format", ["text/xml", "application/json"], Piece.Of)));
        var content = new Fields(
            ("changeset", changeset), ("contact", Piece.Of(current.Contact)), ("key_service", Piece.Of(current.KeyService)), ("endpoints", new Many("endpoint", [endpoint])));
        return new(new("discovery", content), shape);
    }

    /// <summary>As the catalogue says; without that, the address that was asked.</summary>
    private static string AddressOf(HttpRequest request, ServiceCatalogue catalogue)
    {
        var root = catalogue.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        return root + "/open311/v2";
    }
}
