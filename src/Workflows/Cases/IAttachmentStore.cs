namespace GridCase.Workflows.Cases;

/// <summary>Files that belong to cases. Bounded in size and type by the door.</summary>
public interface IAttachmentStore
{
    /// <summary>Keeps the content under a new id. A file that is awaited belongs to its case from then on, in the same commit.</summary>
    Task Save(Attachment attachment, Stream content, CancellationToken cancellation = default);

    /// <summary>What is known of a file, or null.</summary>
    Task<Attachment?> Find(string id, CancellationToken cancellation = default);

    /// <summary>The content, or null.</summary>
    Task<Stream?> Open(string id, CancellationToken cancellation = default);

    /// <summary>Says which case a file belongs to: whoever may see the case may see the file. A repeat changes nothing.</summary>
    Task Assign(string id, string caseId, CancellationToken cancellation = default);

    /// <summary>
    /// Says which case files belong to that a person's phone has named, whether they have arrived or not: those that have not are awaited, and belong to the case once
    /// they do. What belongs to, or is awaited by, another case stays with it. A repeat changes nothing.
    /// </summary>
    Task Claim(IReadOnlyList<string> ids, string caseId, string personId, DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>What is known of a file that is awaited, or null.</summary>
    Task<AwaitedFile?> FindAwaited(string id, CancellationToken cancellation = default);

    /// <summary>Files awaited from a person, or by a case, the longest awaited first; at most <paramref name="limit"/> (1 to 1,000).</summary>
    Task<IReadOnlyList<AwaitedFile>> Awaited(string? personId, string? caseId, int limit, CancellationToken cancellation = default);

    /// <summary>Ceases to wait for files that have been awaited since before an instant, and gives those; at most <paramref name="limit"/> (1 to 1,000) at a time.</summary>
    Task<IReadOnlyList<AwaitedFile>> GiveUp(DateTimeOffset awaitedBefore, int limit, CancellationToken cancellation = default);

    /// <summary>Removes contents that nothing is known of, such as a crash leaves, if they have lain there for so long by the machine's clock. Gives how many.</summary>
    Task<int> Sweep(TimeSpan lyingFor, CancellationToken cancellation = default);
}

/// <summary>A file that a case names and that has not arrived yet.</summary>
/// <param name="PersonId">Whose phone has it.</param>
/// <param name="Since">When the case named it.</param>
public sealed record AwaitedFile(string Id, string CaseId, string PersonId, DateTimeOffset Since);

/// <param name="CaseId">Null until a report or order names the file; then only its uploader sees it.</param>
/// <param name="Sha256">Hex hash of the content.</param>
public sealed record Attachment(string Id, string? CaseId, string Name, string ContentType, long Length, string Sha256, string UploadedBy, DateTimeOffset UploadedAt);
