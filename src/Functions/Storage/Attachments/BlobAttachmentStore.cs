using Azure.Storage.Blobs;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Attachments: what is known of them in a table, their contents as encrypted blobs. A blob is whole before it is known, and each try has a blob of its own; so what is
/// known can be opened, and a blob that nobody knows is what a crash left, and is swept away by <see cref="Sweep"/>.
/// </summary>
internal sealed class BlobAttachmentStore(BlobContainerClient files, FileRegister register, KeyRing keys) : IAttachmentStore
{
    private readonly ContentCipher cipher = new(keys.Texts);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is taken or no id: 8 to 64 letters, digits and hyphens; or the content is not what the attachment says.</exception>
    public async Task Save(Attachment attachment, Stream content, CancellationToken cancellation = default)
    {
        if (!IsId(attachment.Id)) throw new ArgumentException($"{attachment.Id} is no id of an attachment.", nameof(attachment));
        if (await Find(attachment.Id, cancellation).ConfigureAwait(false) is not null) throw Taken(attachment);
        var blob = $"{attachment.Id}/{Guid.NewGuid():N}";
        await Upload(attachment, content, blob, cancellation).ConfigureAwait(false);
        var kept = await register.Change(attachment.Id, known => known switch
        {
            null => new(attachment, blob, null),
            { Attachment: not null } => known,
            { Awaited: { } awaited } when awaited.PersonId == attachment.UploadedBy => new(attachment with { CaseId = awaited.CaseId }, blob, null),
            _ => known with { Attachment = attachment, Blob = blob },
        }, cancellation).ConfigureAwait(false);
        if (kept!.Blob == blob) return;
        await files.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
        throw Taken(attachment);
    }

    public async Task<Attachment?> Find(string id, CancellationToken cancellation = default) => (await register.Find(id, cancellation).ConfigureAwait(false))?.Attachment;

    public async Task<Stream?> Open(string id, CancellationToken cancellation = default)
    {
        if (await register.Find(id, cancellation).ConfigureAwait(false) is not { Attachment: { } known, Blob: { } blob }) return null;
        return cipher.Decrypting(await files.GetBlobClient(blob).OpenReadAsync(cancellationToken: cancellation).ConfigureAwait(false), id, known.Length);
    }

    public Task Assign(string id, string caseId, CancellationToken cancellation = default) => register.Change(id, known => Assigned(known, caseId), cancellation);

    public async Task Claim(IReadOnlyList<string> ids, string caseId, string personId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        foreach (var id in ids)
        {
            await register.Change(id, known => known switch
            {
                null => new(null, null, new(id, caseId, personId, now)),
                { Attachment: null, Awaited: null } => known with { Awaited = new(id, caseId, personId, now) },
                _ => Assigned(known, caseId),
            }, cancellation).ConfigureAwait(false);
        }
    }

    public async Task<AwaitedFile?> FindAwaited(string id, CancellationToken cancellation = default) => (await register.Find(id, cancellation).ConfigureAwait(false))?.Awaited;

    public Task<IReadOnlyList<AwaitedFile>> Awaited(string? personId, string? caseId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return register.Awaited(personId, caseId, limit, cancellation);
    }

    public Task<IReadOnlyList<AwaitedFile>> GiveUp(DateTimeOffset awaitedBefore, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return register.GiveUp(awaitedBefore, limit, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Blobs bear the time of the service, whatever clock the county lives by; so that is what their age is measured by.</remarks>
    public async Task<int> Sweep(TimeSpan lyingFor, CancellationToken cancellation = default)
    {
        var (removed, before) = (0, TimeProvider.System.GetUtcNow() - lyingFor);
        await foreach (var blob in files.GetBlobsAsync(cancellationToken: cancellation).ConfigureAwait(false))
        {
            if (blob.Properties.LastModified >= before) continue;
            if ((await register.Find(blob.Name.Split('/')[0], cancellation).ConfigureAwait(false))?.Blob == blob.Name) continue;
            await files.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
            removed++;
        }

        return removed;
    }

    private static KnownFile? Assigned(KnownFile? known, string caseId) =>
        known?.Attachment is { CaseId: null } here ? known with { Attachment = here with { CaseId = caseId } } : known;

    private static bool IsId(string id) => id.Length is >= 8 and <= 64 && id.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private static ArgumentException Taken(Attachment attachment) => new($"There is an attachment {attachment.Id} already.", nameof(attachment));

    /// <summary>Encrypts into a passing file first, so that nothing is sent of a content that is not what was said.</summary>
    private async Task Upload(Attachment attachment, Stream content, string blob, CancellationToken cancellation)
    {
        var passing = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await using (passing.ConfigureAwait(false))
        {
            var (length, sha256) = await cipher.Encrypt(content, passing, attachment.Id, cancellation).ConfigureAwait(false);
            if (length != attachment.Length || sha256 != attachment.Sha256) throw new ArgumentException($"The content of {attachment.Id} is not as long as said, or another.", nameof(content));
            passing.Position = 0;
            await files.GetBlobClient(blob).UploadAsync(passing, overwrite: false, cancellation).ConfigureAwait(false);
        }
    }
}
