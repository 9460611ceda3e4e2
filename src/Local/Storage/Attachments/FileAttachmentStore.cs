using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>
/// Attachments: what is known of them in SQLite, their contents as encrypted files in the data folder. The file is whole and on the disk before
/// it is known, so what is known can be opened; a file that nobody knows is what a crash left, and is swept away by <see cref="Sweep"/> once it is a day old.
/// </summary>
public sealed class FileAttachmentStore : IAttachmentStore
{
    private const string Passing = ".passing";
    private readonly Journal journal;
    private readonly AwaitedShelf awaited;
    private readonly ContentCipher cipher;
    private readonly TextCipher texts;
    private readonly string folder;

    public FileAttachmentStore(Journal journal, KeyRing keys, string folder)
    {
        this.journal = journal;
        this.folder = folder;
        awaited = new AwaitedShelf(journal);
        texts = keys.Texts;
        cipher = new ContentCipher(keys.Texts);
        PrivateFiles.CreateFolder(folder);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is taken or no id: 8 to 64 letters, digits and hyphens; or the content is not what the attachment says.</exception>
    public async Task Save(Attachment attachment, Stream content, CancellationToken cancellation = default)
    {
        var path = PathOf(attachment.Id) ?? throw new ArgumentException($"{attachment.Id} is no id of an attachment.", nameof(attachment));
        // A file without a row is what a crash left of an earlier try, and may be replaced.
        var isLeftOver = File.Exists(path);
        if (isLeftOver && await Find(attachment.Id, cancellation).ConfigureAwait(false) is not null) throw Taken(attachment);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var passing = $"{path}.{Path.GetRandomFileName()}{Passing}";
        try
        {
            await using (var file = PrivateFiles.CreatePassing(passing))
            {
                var (length, sha256) = await cipher.Encrypt(content, file, attachment.Id, cancellation).ConfigureAwait(false);
                if (length != attachment.Length || sha256 != attachment.Sha256)
                    throw new ArgumentException($"The content of {attachment.Id} is not as long as said, or another.", nameof(content));
                file.Flush(flushToDisk: true);
            }

            File.Move(passing, path, overwrite: isLeftOver);
        }
        finally
        {
            File.Delete(passing);
        }

        var name = texts.Encrypt(attachment.Name, PlaceOfName(attachment.Id));
        if (!await journal.Write(session => Insert(session, attachment, name), cancellation).ConfigureAwait(false)) throw Taken(attachment);
    }

    public Task<Attachment?> Find(string id, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        var statement = session.Statement("SELECT case_id, name, type, length, sha256, person, at FROM attachments WHERE id = ?").Bind(1, id);
        var found = statement.Step()
            ? new Attachment(
                id, statement.TextOrNull(0), texts.Decrypt(statement.Bytes(1), PlaceOfName(id)), statement.Text(2), statement.Long(3), statement.Text(4), statement.Text(5),
                Instants.Of(statement.Long(6)))
            : null;
        statement.Reset();
        return found;
    }));

    public async Task<Stream?> Open(string id, CancellationToken cancellation = default)
    {
        if (await Find(id, cancellation).ConfigureAwait(false) is not { } known) return null;
        var file = new FileStream(PathOf(id)!, FileMode.Open, FileAccess.Read, FileShare.Read);
        return cipher.Decrypting(file, id, known.Length);
    }

    public Task Assign(string id, string caseId, CancellationToken cancellation = default) => journal.Write(
        session => session.Statement("UPDATE attachments SET case_id = ? WHERE id = ? AND case_id IS NULL").Bind(1, caseId).Bind(2, id).Run(), cancellation);

    public Task Claim(IReadOnlyList<string> ids, string caseId, string personId, DateTimeOffset now, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            foreach (var id in ids)
            {
                session.Statement("UPDATE attachments SET case_id = ? WHERE id = ? AND case_id IS NULL").Bind(1, caseId).Bind(2, id).Run();
                AwaitedShelf.Put(session, new(id, caseId, personId, now));
            }
        },
        cancellation);

    public Task<AwaitedFile?> FindAwaited(string id, CancellationToken cancellation = default) => awaited.Find(id);

    public Task<IReadOnlyList<AwaitedFile>> Awaited(string? personId, string? caseId, int limit, CancellationToken cancellation = default) => awaited.List(personId, caseId, limit);

    public Task<IReadOnlyList<AwaitedFile>> GiveUp(DateTimeOffset awaitedBefore, int limit, CancellationToken cancellation = default) => awaited.GiveUp(awaitedBefore, limit, cancellation);

    /// <inheritdoc/>
    /// <remarks>Files bear the time of the machine, whatever clock the county lives by; so that is what their age is measured by.</remarks>
    public async Task<int> Sweep(TimeSpan lyingFor, CancellationToken cancellation = default)
    {
        var removed = 0;
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - lyingFor;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            if (File.GetLastWriteTimeUtc(path) >= before) continue;
            if (!path.EndsWith(Passing, StringComparison.Ordinal) && await Find(Path.GetFileName(path), cancellation).ConfigureAwait(false) is not null) continue;
            File.Delete(path);
            removed++;
        }

        return removed;
    }

    private static bool Insert(JournalSession session, Attachment attachment, byte[] name) => session
        .Statement("INSERT OR IGNORE INTO attachments (id, case_id, name, type, length, sha256, person, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .Bind(1, attachment.Id).Bind(2, AwaitedShelf.Take(session, attachment) ?? attachment.CaseId).Bind(3, name.AsSpan()).Bind(4, attachment.ContentType).Bind(5, attachment.Length).Bind(6, attachment.Sha256)
        .Bind(7, attachment.UploadedBy).Bind(8, attachment.UploadedAt.UtcTicks)
        .Run() == 1;

    private static string PlaceOfName(string id) => $"attachment/{id}/name";

    private static ArgumentException Taken(Attachment attachment) => new($"There is an attachment {attachment.Id} already.", nameof(attachment));

    /// <summary>One folder for each first two characters, so that none grows large; null for what is no id.</summary>
    private string? PathOf(string id) =>
        id.Length is >= 8 and <= 64 && id.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') ? Path.Combine(folder, id[..2], id) : null;
}
