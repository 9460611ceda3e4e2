using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Storage;

/// <summary>Rollouts in SQLite, one row each.</summary>
public sealed class SqliteRolloutStore(Journal journal) : IRolloutStore
{
    public Task<Rollout?> Find(int change, CancellationToken cancellation = default) => Task.FromResult(
        Read("SELECT json FROM rollouts WHERE change = ?1", change, 0).FirstOrDefault());

    public Task<bool> Save(Rollout rollout, CancellationToken cancellation = default) => journal.Write(
        session => session
            .Statement(
                """
                INSERT INTO rollouts (change, revision, over, json) SELECT ?1, ?2, ?3, ?4 WHERE ?2 = 1 OR EXISTS (SELECT 1 FROM rollouts WHERE change = ?1)
                ON CONFLICT (change) DO UPDATE SET revision = ?2, over = ?3, json = ?4 WHERE revision = ?2 - 1
                """)
            .Bind(1, (long)rollout.Change).Bind(2, (long)rollout.Revision).Bind(3, rollout.IsOver ? 1L : 0L).Bind(4, JsonSerializer.Serialize(rollout, JsonSerializerOptions.Web))
            .Run() == 1,
        cancellation);

    public Task<IReadOnlyList<Rollout>> List(int? beforeChange, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Task.FromResult<IReadOnlyList<Rollout>>(
            Read("SELECT json FROM rollouts WHERE change < ?1 ORDER BY change DESC LIMIT ?2", beforeChange ?? int.MaxValue, limit));
    }

    public Task<IReadOnlyList<Rollout>> Unfinished(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<Rollout>>(Read("SELECT json FROM rollouts WHERE over = 0 ORDER BY change", null, null));

    private List<Rollout> Read(string sql, int? first, int? second) => journal.Read(session =>
    {
        var statement = session.Statement(sql);
        if (first is { } one) statement.Bind(1, (long)one);
        if (second is > 0) statement.Bind(2, (long)second);
        var found = new List<Rollout>();
        while (statement.Step()) found.Add(JsonSerializer.Deserialize<Rollout>(statement.Text(0), JsonSerializerOptions.Web)!);
        statement.Reset();
        return found;
    });
}
