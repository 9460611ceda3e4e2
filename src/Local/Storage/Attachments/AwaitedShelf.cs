using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Files that cases name and that have not arrived, in SQLite. A row goes when its file comes, or when nobody waits for it any more.</summary>
internal sealed class AwaitedShelf(Journal journal)
{
    private const string Columns = "SELECT id, case_id, person, at FROM awaited_files";

    /// <summary>Awaits a file unless it is here, or awaited already.</summary>
    public static void Put(JournalSession session, AwaitedFile file) => session
        .Statement("INSERT OR IGNORE INTO awaited_files (id, case_id, person, at) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE id = ?1)")
        .Bind(1, file.Id).Bind(2, file.CaseId).Bind(3, file.PersonId).Bind(4, file.Since.UtcTicks).Run();

    /// <summary>The case that waited for this file, which it does no longer; null where none did, or for another person's.</summary>
    public static string? Take(JournalSession session, Attachment attachment)
    {
        var waiting = session.Statement(Columns + " WHERE id = ?").Bind(1, attachment.Id);
        var found = waiting.Step() ? Read(waiting) : null;
        waiting.Reset();
        if (found is null || found.PersonId != attachment.UploadedBy) return null;
        session.Statement("DELETE FROM awaited_files WHERE id = ?").Bind(1, attachment.Id).Run();
        return found.CaseId;
    }

    public Task<AwaitedFile?> Find(string id) => Task.FromResult(journal.Read(session => All(session.Statement(Columns + " WHERE id = ?").Bind(1, id)).FirstOrDefault()));

    public Task<IReadOnlyList<AwaitedFile>> List(string? personId, string? caseId, int limit)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<AwaitedFile>>(journal.Read(session => All(session
            .Statement(Columns + " WHERE (?1 IS NULL OR person = ?1) AND (?2 IS NULL OR case_id = ?2) ORDER BY at, id LIMIT ?3")
            .Bind(1, personId).Bind(2, caseId).Bind(3, limit))));
    }

    public Task<IReadOnlyList<AwaitedFile>> GiveUp(DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        Limits.Check(limit, 1_000);
        return journal.Write<IReadOnlyList<AwaitedFile>>(
            session =>
            {
                var given = All(session.Statement(Columns + " WHERE at < ? ORDER BY at, id LIMIT ?").Bind(1, before.UtcTicks).Bind(2, limit));
                foreach (var file in given) session.Statement("DELETE FROM awaited_files WHERE id = ?").Bind(1, file.Id).Run();
                return given;
            },
            cancellation);
    }

    private static List<AwaitedFile> All(Statement statement)
    {
        var files = new List<AwaitedFile>();
        while (statement.Step()) files.Add(Read(statement));
        statement.Reset();
        return files;
    }

    private static AwaitedFile Read(Statement row) => new(row.Text(0), row.Text(1), row.Text(2), Instants.Of(row.Long(3)));
}
