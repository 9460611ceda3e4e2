namespace GridCase.Workflows.Cases;

/// <summary>Files that belong to cases. Bounded in size and type by the door.</summary>
public interface IAttachmentStore
{
    /// <summary>Keeps the content under a new id.</summary>
    Task Save(Attachment attachment, Stream content, CancellationToken cancellation = default);

    /// <summary>What is known of a file, or null.</summary>
    Task<Attachment?> Find(string id, CancellationToken cancellation = default);

    /// <summary>The content, or null.</summary>
    Task<Stream?> Open(string id, CancellationToken cancellation = default);

    /// <summary>Says which case a file belongs to: whoever may see the case may see the file. A repeat changes nothing.</summary>
    Task Assign(string id, string caseId, CancellationToken cancellation = default);
}

/// <param name="CaseId">Null until a report or order names the file; then only its uploader sees it.</param>
/// <param name="Sha256">Hex hash of the content.</param>
public sealed record Attachment(string Id, string? CaseId, string Name, string ContentType, long Length, string Sha256, string UploadedBy, DateTimeOffset UploadedAt);
