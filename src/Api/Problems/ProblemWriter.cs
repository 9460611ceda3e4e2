using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using GridCase.Api.Open311;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Problems;

/// <summary>RFC 9457 with a stable code; nothing internal.</summary>
/// <param name="Code">Stable, kebab-case: what programs look at.</param>
/// <param name="Detail">What is wrong and what to do about it: what people read.</param>
/// <param name="Field">The field that is meant, where there is one.</param>
/// <param name="Findings">Everything that is wrong, where there may be more than one thing.</param>
/// <param name="RequestId">Names the request in the host's log.</param>
public sealed record ProblemAnswer(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field,
    string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemFinding>? Findings);

/// <summary>One of several things that are wrong; what is not known of it is left out.</summary>
/// <param name="Entry">The entry of the directory: <c>grid 440804100201001</c>.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Row">The row of a file, as a spreadsheet counts: the line with the names of the columns is row 1.</param>
/// <param name="Value">What stands there, shortened.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record ProblemFinding(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entry,
    string Fault,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remedy = null);

/// <summary>Writes problems.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    public static Task Write(HttpContext http, ProblemException problem)
    {
        if (problem.RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Write(http, problem.Status, problem.Code, problem.Detail, problem.Field, problem.Findings);
    }

    public static Task Write(HttpContext http, int status, string code, string detail, string? field = null, IReadOnlyList<ProblemFinding>? findings = null)
    {
        if (ErrorAnswer.IsAskedFor(http)) return ErrorAnswer.Write(http, status, detail, findings);
        http.Response.StatusCode = status;
        var answer = new ProblemAnswer("about:blank", TitleOf(status), status, code, detail, field, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier, findings);
        return http.Response.WriteAsJsonAsync(answer, ApiJson.Options, ContentType, http.RequestAborted);
    }

    /// <summary>What the rules refused, in the door's words.</summary>
    public static ProblemException Of(Refusal refusal) => new(StatusOf(refusal.Kind), refusal.Code, refusal.Detail);

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Inconsistent => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    private static string TitleOf(int status) => status switch
    {
        400 => "Malformed",
        401 => "Not signed in",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Method not allowed",
        406 => "Not acceptable",
        409 => "Refused",
        413 => "Too large",
        415 => "Unsupported media type",
        422 => "Inconsistent",
        429 => "Too many requests",
        503 => "Not ready",
        _ => status >= 500 ? "Fault" : "Refused",
    };
}
