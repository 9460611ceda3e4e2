using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Storage;

/// <summary>Previews in SQLite: one row each, one for each page that is done, one for each case that would change colour.</summary>
public sealed class SqlitePreviewStore(Journal journal) : IPreviewStore
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public Task<Preview?> Begin(Preview preview, int atOnce, int kept, CancellationToken cancellation = default) => journal.Write<Preview?>(
        session =>
        {
            if (Number(session, "SELECT count(*) FROM previews WHERE running = 1") >= atOnce) return null;
            var begun = preview with { Id = (int)Number(session, "SELECT coalesce(max(id), 0) + 1 FROM previews") };
            session.Statement("INSERT INTO previews (id, running, revision, change, json, document) VALUES (?, 1, ?, ?, ?, ?)")
                .Bind(1, (long)begun.Id).Bind(2, (long)begun.Revision).Bind(3, (long?)begun.OfChange).Bind(4, Text(begun)).Bind(5, begun.Question.Document).Run();
            Forget(session, kept);
            return begun;
        },
        cancellation);

    public Task<Preview?> Find(int id, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session => PreviewRows.Find(session, id)));

    public Task<Preview?> FindOfChange(int change, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        var statement = session.Statement("SELECT id FROM previews WHERE change = ? ORDER BY id DESC LIMIT 1").Bind(1, (long)change);
        var id = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return PreviewRows.Find(session, id);
    }));

    public Task<bool> Save(Preview preview, CancellationToken cancellation = default)
    {
        var text = Text(preview);
        return journal.Write(
            session =>
            {
                var saved = session.Statement("UPDATE previews SET running = ?, revision = ?, json = ? WHERE id = ? AND revision = ? - 1")
                    .Bind(1, preview.IsRunning ? 1L : 0L).Bind(2, (long)preview.Revision).Bind(3, text).Bind(4, (long)preview.Id).Bind(5, (long)preview.Revision).Run() == 1;
                if (saved && !preview.IsRunning) session.Statement("DELETE FROM preview_parts WHERE preview = ?").Bind(1, (long)preview.Id).Run();
                if (saved && preview.State is PreviewState.Cancelled or PreviewState.Failed)
                    session.Statement("DELETE FROM preview_colours WHERE preview = ?").Bind(1, (long)preview.Id).Run();
                return saved;
            },
            cancellation);
    }

    public Task<bool> Keep(int id, PreviewPart part, CancellationToken cancellation = default)
    {
        var impact = JsonSerializer.Serialize(part.Impact, Json);
        var colours = part.Colours.Select(colour => JsonSerializer.Serialize(colour, Json)).ToArray();
        return journal.Write(
            session =>
            {
                if (Number(session, "SELECT running FROM previews WHERE id = ?", id) != 1) return false;
                var isNew = session.Statement("INSERT OR IGNORE INTO preview_parts (preview, page, cases, json) VALUES (?, ?, ?, ?)")
                    .Bind(1, (long)id).Bind(2, (long)part.Page).Bind(3, (long)part.Cases).Bind(4, impact).Run() == 1;
                if (!isNew) return true;
                var insert = session.Statement("INSERT INTO preview_colours (preview, place, json) VALUES (?, ?, ?)");
                for (var i = 0; i < colours.Length; i++) insert.Bind(1, (long)id).Bind(2, PreviewPlaces.Of(part.Page, i)).Bind(3, colours[i]).Run();
                return true;
            },
            cancellation);
    }

    public Task<IReadOnlyList<Impact>> Parts(int id, CancellationToken cancellation = default) => Task.FromResult(journal.Read<IReadOnlyList<Impact>>(session =>
    {
        var parts = new List<Impact>();
        var statement = session.Statement("SELECT json FROM preview_parts WHERE preview = ? ORDER BY page").Bind(1, (long)id);
        while (statement.Step()) parts.Add(JsonSerializer.Deserialize<Impact>(statement.Span(0), Json)!);
        statement.Reset();
        return parts;
    }));

    public Task<ColourPage> Colours(int id, long after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Task.FromResult(journal.Read(session =>
        {
            var (cases, last, more) = (ImmutableArray.CreateBuilder<ColourChange>(), 0L, false);
            var statement = session.Statement("SELECT place, json FROM preview_colours WHERE preview = ? AND place > ? ORDER BY place LIMIT ?")
                .Bind(1, (long)id).Bind(2, after).Bind(3, (long)limit + 1);
            while (statement.Step())
            {
                if (more = cases.Count == limit) break;
                last = statement.Long(0);
                cases.Add(JsonSerializer.Deserialize<ColourChange>(statement.Span(1), Json)!);
            }

            statement.Reset();
            return new ColourPage(cases.DrainToImmutable(), more ? last : null);
        }));
    }

    public Task<ImmutableArray<Preview>> List(int? beforeId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Task.FromResult(journal.Read(session => PreviewRows.List(session, "id < ?1", beforeId ?? int.MaxValue, limit)));
    }

    public Task<ImmutableArray<Preview>> Running(CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => PreviewRows.List(session, "running = ?1", 1, int.MaxValue)));

    private static void Forget(JournalSession session, int kept)
    {
        const string Old = "(SELECT id FROM previews WHERE running = 0 AND id <= (SELECT max(id) FROM previews) - ?)";
        foreach (var table in new[] { "preview_parts WHERE preview", "preview_colours WHERE preview", "previews WHERE id" })
            session.Statement($"DELETE FROM {table} IN {Old}").Bind(1, (long)kept).Run();
    }

    private static string Text(Preview preview) => JsonSerializer.Serialize(preview, Json);

    private static long Number(JournalSession session, string sql, int? id = null)
    {
        var statement = session.Statement(sql);
        if (id is { } value) statement.Bind(1, (long)value);
        var number = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return number;
    }
}
