using System.Security.Cryptography;
using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage.Memory;

/// <summary>Attachments in memory.</summary>
public sealed class MemoryAttachmentStore(MemoryJournal journal) : IAttachmentStore
{
    private readonly Dictionary<string, (Attachment Attachment, byte[] Content)> kept = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is taken, or the content is not what the attachment says.</exception>
    public async Task Save(Attachment attachment, Stream content, CancellationToken cancellation = default)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        var bytes = copy.ToArray();
        if (bytes.Length != attachment.Length || Convert.ToHexStringLower(SHA256.HashData(bytes)) != attachment.Sha256)
            throw new ArgumentException($"The content of {attachment.Id} is not as long as said, or another.", nameof(content));
        await journal.Write(
            session =>
            {
                if (kept.ContainsKey(attachment.Id)) throw new ArgumentException($"There is an attachment {attachment.Id} already.", nameof(attachment));
                MemoryCounty.Change(session, () => kept.Add(attachment.Id, (attachment, bytes)), () => kept.Remove(attachment.Id));
            },
            cancellation).ConfigureAwait(false);
    }

    public Task<Attachment?> Find(string id, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(_ => kept.TryGetValue(id, out var found) ? found.Attachment : null));

    public Task<Stream?> Open(string id, CancellationToken cancellation = default) =>
        Task.FromResult<Stream?>(journal.Read(_ => kept.TryGetValue(id, out var found) ? new MemoryStream(found.Content, writable: false) : null));

    public Task Assign(string id, string caseId, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (!kept.TryGetValue(id, out var found) || found.Attachment.CaseId is not null) return;
            MemoryCounty.Change(session, () => kept[id] = (found.Attachment with { CaseId = caseId }, found.Content), () => kept[id] = found);
        },
        cancellation);
}
