using System.Collections.Immutable;
using GridCase.Api.Problems;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Files;

/// <summary>
/// Files as a phone names them: by id, or as <c>key:…</c> by the Idempotency-Key of their upload. The id of a file that was uploaded under a key follows from the
/// key and the person, so a report may name it before it has arrived.
/// </summary>
internal sealed record NamedFiles(ImmutableArray<string> Ids, ImmutableHashSet<string> ByKey)
{
    public const string KeyPrefix = "key:";
    private const int LongestId = 64;
    private const int LongestKey = 128;

    public static NamedFiles None { get; } = new([], []);

    /// <summary>Each file once, in the order of the names.</summary>
    /// <exception cref="ProblemException">400 for a key that none can be.</exception>
    public static NamedFiles Of(IReadOnlyList<string>? names, string personId)
    {
        if (names is null) return None;
        var (ids, byKey) = (new List<string>(), ImmutableHashSet.CreateBuilder<string>());
        foreach (var name in names)
        {
            var isKey = name.StartsWith(KeyPrefix, StringComparison.Ordinal);
            var id = isKey ? Upload.IdOf(personId, KeyOf(name)) : name;
            if (isKey) byKey.Add(id);
            if (!ids.Contains(id)) ids.Add(id);
        }

        return new([.. ids], byKey.ToImmutable());
    }

    /// <summary>The person's own files that belong to no other case: those named by id have arrived, those named by key may still come.</summary>
    /// <exception cref="ProblemException">422 for any other.</exception>
    public async Task Require(IAttachmentStore files, string caseId, string personId, CancellationToken cancellation)
    {
        foreach (var id in Ids)
        {
            var file = id is { Length: > 0 and <= LongestId } ? await files.Find(id, cancellation) : null;
            var isOwn = file is not null
                ? file.UploadedBy == personId && (file.CaseId is null || file.CaseId == caseId)
                : ByKey.Contains(id) && (await files.FindAwaited(id, cancellation) is not { } waiting || waiting.CaseId == caseId);
            if (!isOwn) throw ProblemException.Inconsistent("unknown-attachment", "A file named in attachmentIds was not uploaded by you, or belongs to another case.", "attachmentIds");
        }
    }

    private static string KeyOf(string name) =>
        name.Length > KeyPrefix.Length && name.Length <= KeyPrefix.Length + LongestKey && name.AsSpan(KeyPrefix.Length).IndexOfAnyExceptInRange('!', '~') < 0
            ? name[KeyPrefix.Length..]
            : throw ProblemException.Malformed("invalid-value", $"After {KeyPrefix} comes the Idempotency-Key of the upload: 1 to {LongestKey} visible ASCII characters.", "attachmentIds");
}
