using System.Security.Cryptography;
using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage.Memory;

/// <summary>Attachments in memory.</summary>
public sealed class MemoryAttachmentStore(MemoryJournal journal) : IAttachmentStore
{
    private readonly Dictionary<string, (Attachment Attachment, byte[] Content)> kept = [];
    private readonly Dictionary<string, AwaitedFile> awaited = [];

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
                var caseId = awaited.TryGetValue(attachment.Id, out var waiting) && waiting.PersonId == attachment.UploadedBy ? waiting.CaseId : null;
                if (caseId is not null) MemoryCounty.Change(session, () => awaited.Remove(attachment.Id), () => awaited.Add(attachment.Id, waiting!));
                MemoryCounty.Change(session, () => kept.Add(attachment.Id, (attachment with { CaseId = caseId ?? attachment.CaseId }, bytes)), () => kept.Remove(attachment.Id));
            },
            cancellation).ConfigureAwait(false);
    }

    public Task<Attachment?> Find(string id, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(_ => kept.TryGetValue(id, out var found) ? found.Attachment : null));

    public Task<Stream?> Open(string id, CancellationToken cancellation = default) =>
        Task.FromResult<Stream?>(journal.Read(_ => kept.TryGetValue(id, out var found) ? new MemoryStream(found.Content, writable: false) : null));

    public Task Assign(string id, string caseId, CancellationToken cancellation = default) => journal.Write(session => Assign(session, id, caseId), cancellation);

    public Task Claim(IReadOnlyList<string> ids, string caseId, string personId, DateTimeOffset now, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            foreach (var id in ids)
            {
                Assign(session, id, caseId);
                if (!kept.ContainsKey(id) && !awaited.ContainsKey(id))
                    MemoryCounty.Change(session, () => awaited.Add(id, new(id, caseId, personId, now)), () => awaited.Remove(id));
            }
        },
        cancellation);

    public Task<AwaitedFile?> FindAwaited(string id, CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => awaited.GetValueOrDefault(id)));

    public Task<IReadOnlyList<AwaitedFile>> Awaited(string? personId, string? caseId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<AwaitedFile>>(journal.Read(_ => InOrder().Where(file => (personId ?? file.PersonId) == file.PersonId && (caseId ?? file.CaseId) == file.CaseId).Take(limit).ToList()));
    }

    public Task<IReadOnlyList<AwaitedFile>> GiveUp(DateTimeOffset awaitedBefore, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return journal.Write<IReadOnlyList<AwaitedFile>>(
            session =>
            {
                var given = InOrder().Where(file => file.Since < awaitedBefore).Take(limit).ToList();
                foreach (var file in given) MemoryCounty.Change(session, () => awaited.Remove(file.Id), () => awaited.Add(file.Id, file));
                return given;
            },
            cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>In memory nothing is left lying.</remarks>
    public Task<int> Sweep(TimeSpan lyingFor, CancellationToken cancellation = default) => Task.FromResult(0);

    private IEnumerable<AwaitedFile> InOrder() => awaited.Values.OrderBy(file => file.Since).ThenBy(file => file.Id, StringComparer.Ordinal);

    private void Assign(JournalSession session, string id, string caseId)
    {
        if (!kept.TryGetValue(id, out var found) || found.Attachment.CaseId is not null) return;
        MemoryCounty.Change(session, () => kept[id] = (found.Attachment with { CaseId = caseId }, found.Content), () => kept[id] = found);
    }
}
