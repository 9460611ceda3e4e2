using GridCase.Api.Problems;

namespace GridCase.Api.Open311;

/// <summary>
/// Under <c>/open311</c> whatever goes wrong, at a gate or behind it, is the standard's error document: one error for each fault, with the HTTP status as its
/// code and a sentence for people.
/// </summary>
internal static class ErrorAnswer
{
    private static readonly PathString Root = new("/open311");

    public static bool IsAskedFor(HttpContext http) => http.Request.Path.StartsWithSegments(Root);

    public static Task Write(HttpContext http, int status, string detail, IReadOnlyList<ProblemFinding>? findings)
    {
        var format = AnswerFormats.OfError(http.Request.Path);
        // An address without an ending has no endpoint: say what it lacks.
        if (status == StatusCodes.Status404NotFound && http.GetEndpoint() is null) detail = "There is nothing at this address. Addresses end in .xml or .json, as in /open311/v2/services.xml.";
        string[] faults = findings is { Count: > 0 } ? [.. findings.Select(finding => finding.Fault)] : [detail];
        var tree = new AnswerTree("errors", Piece.Each("error", faults, fault => new Fields(("code", new Amount(status)), ("description", Piece.Of(fault)))));
        return new TreeAnswer(tree, format, status).ExecuteAsync(http);
    }

    /// <summary>Everything that is wrong with what was asked.</summary>
    public static ProblemException Of(IEnumerable<string> faults) =>
        new(StatusCodes.Status400BadRequest, "invalid-request", "The request has faults.") { Findings = [.. faults.Distinct().Select(fault => new ProblemFinding(null, fault))] };
}
