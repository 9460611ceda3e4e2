using GridCase.Api.Problems;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Files;

/// <summary>Which files a person may put into a case.</summary>
internal static class AttachmentRules
{
    private const int LongestId = 64;

    /// <summary>Files that the person uploaded and that belong to no other case.</summary>
    /// <exception cref="ProblemException">422 for any other.</exception>
    public static async Task RequireOwn(IAttachmentStore files, IReadOnlyList<string> ids, string caseId, string personId, CancellationToken cancellation)
    {
        foreach (var id in ids)
        {
            var file = id is { Length: > 0 and <= LongestId } ? await files.Find(id, cancellation) : null;
            if (file is null || file.UploadedBy != personId || (file.CaseId is { } other && other != caseId))
                throw ProblemException.Inconsistent("unknown-attachment", "A file named in attachmentIds was not uploaded by you, or belongs to another case.", "attachmentIds");
        }
    }
}
