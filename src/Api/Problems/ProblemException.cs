namespace GridCase.Api.Problems;

/// <summary>A request that is answered with a problem: thrown where it is noticed, written in one place.</summary>
internal sealed class ProblemException(int status, string code, string detail, string? field = null) : Exception(code)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string Detail { get; } = detail;

    /// <summary>The field of the request that is meant, as a path such as <c>caller.phone</c>.</summary>
    public string? Field { get; } = field;

    /// <summary>When it may be tried again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Everything that is wrong, where there may be more than one thing.</summary>
    public IReadOnlyList<ProblemFinding>? Findings { get; init; }

    public static ProblemException Malformed(string code, string detail, string? field = null) => new(StatusCodes.Status400BadRequest, code, detail, field);

    public static ProblemException Inconsistent(string code, string detail, string? field = null) => new(StatusCodes.Status422UnprocessableEntity, code, detail, field);

    public static ProblemException Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);

    public static ProblemException Forbidden(string code, string detail) => new(StatusCodes.Status403Forbidden, code, detail);

    public static ProblemException NotSignedIn(string code, string detail) => new(StatusCodes.Status401Unauthorized, code, detail);

    /// <summary>Unknown and out of scope are the same answer, so that nobody learns what exists elsewhere.</summary>
    public static ProblemException NoSuchCase() => new(StatusCodes.Status404NotFound, "unknown-case", "There is no such case, or none within your scope.");
}
