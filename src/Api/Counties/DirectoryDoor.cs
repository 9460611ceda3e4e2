using System.Globalization;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Counties;

/// <summary>Makes a change to the directory through the desk and maps the answer.</summary>
internal sealed class DirectoryDoor(DirectoryDesk desk, TimeProvider time)
{
    private const int MostFindings = 200;

    /// <summary>The change, or the refusal as a problem. Administrators name the version that they have seen.</summary>
    public async Task<IResult> Change(HttpContext http, string what, string reason, int? expectedVersion, Func<County, CountyEdited> edit)
    {
        var expected = Expected(http, expectedVersion);
        return Shown(http, await Made(http, what, reason, expected, edit, false));
    }

    /// <summary>The same for what is right whatever else was changed meanwhile.</summary>
    public async Task<IResult> ChangeWhatever(HttpContext http, string what, string reason, Func<County, CountyEdited> edit) =>
        Shown(http, await Made(http, what, reason, null, edit, false));

    /// <summary>The desk's answer, refusals and findings thrown as problems.</summary>
    public async Task<DirectoryAnswer> Made(HttpContext http, string what, string reason, int? expectedVersion, Func<County, CountyEdited> edit, bool dryRun)
    {
        Bounds.CheckText(reason, "reason");
        var order = new DirectoryOrder(http.Caller().Id, time.GetUtcNow(), what, reason.Trim());
        return Accepted(await desk.Change(edit, order, expectedVersion, dryRun, http.RequestAborted));
    }

    /// <summary>The answer, unless it is a refusal or a list of findings: those are thrown as problems.</summary>
    public static DirectoryAnswer Accepted(DirectoryAnswer answer)
    {
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal);
        return answer.Findings.IsEmpty ? answer : throw Inconsistent([.. answer.Findings.Take(MostFindings).Select(finding => new ProblemFinding(finding.Entry, finding.Fault))], answer.Findings.Length);
    }

    public static IResult Shown(HttpContext http, DirectoryAnswer answer)
    {
        Tag(http, answer.County.Version);
        return Answer.Ok(ViewOf(answer));
    }

    public static DirectoryChanged ViewOf(DirectoryAnswer answer) => new(
        answer.County.Version, answer.Saved, Count(answer, EntryChangeKind.Added), Count(answer, EntryChangeKind.Changed), Count(answer, EntryChangeKind.Removed),
        [.. answer.Changes.Take(DirectoryChange.MostEntries)]);

    /// <summary>Says the version in an ETag.</summary>
    public static void Tag(HttpContext http, int version) => http.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that the caller has seen, from the body or an If-Match header.</summary>
    /// <exception cref="ProblemException">400 when it stands in neither.</exception>
    public static int Expected(HttpContext http, int? expectedVersion) => expectedVersion ?? MatchOf(http.Request)
        ?? throw ProblemException.Malformed("missing-field", "expectedVersion is required: the version that you looked at. It may stand in an If-Match header instead.", "expectedVersion");

    /// <summary>The version in an If-Match header; null without one.</summary>
    public static int? MatchOf(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString();
        if (text.Length == 0) return null;
        return int.TryParse(text.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ProblemException.Malformed("invalid-value", "If-Match is the ETag that was answered, a version in quotes.", "If-Match");
    }

    public static ProblemException Inconsistent(IReadOnlyList<ProblemFinding> findings, int total) => new(
        StatusCodes.Status422UnprocessableEntity, "directory-inconsistent",
        $"The directory would contradict itself in {total} place(s), so nothing was changed: {string.Join("; ", findings.Take(3).Select(finding => $"{finding.Entry}: {finding.Fault}"))}{(total > 3 ? "; …" : ".")}")
    {
        Findings = findings,
    };

    private static int Count(DirectoryAnswer answer, EntryChangeKind kind) => answer.Changes.Count(change => change.Kind == kind);
}
