using System.Collections.Immutable;
using GridCase.Checker;
using GridCase.Local.Storage;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Escalation;
using Microsoft.Data.Sqlite;

namespace GridCase.Scenarios.Rollouts;

/// <summary>Something that goes wrong in a county on purpose, and the promise that it breaks.</summary>
/// <param name="Cases">Stands in front of the store of cases.</param>
/// <param name="Patch">For what no store can do: changes the folder while nobody has it open.</param>
internal sealed record Defect(string Promise, Func<ICaseStore, ICaseStore>? Cases = null, Action<string>? Patch = null)
{
    public static IReadOnlyDictionary<string, Defect> All { get; } = new Dictionary<string, Defect>
    {
        ["an append loses its notices"] = new(Promises.Notices, store => new OtherEffects(store, append => append.Effects with { Notices = [] })),
        ["a notice is sent twice under two keys"] = new(Promises.Notices, store => new OtherEffects(store, append => append.Effects with { Notices = Twice(append.Effects.Notices) })),
        ["a mark is appended twice under a new number"] = new(Promises.Marks, store => new FactsTwice(store, fact => fact is FellDue)),
        ["a due time fires before its instant"] = new(Promises.Marks, store => new OtherFacts(store, body => body.Fact is FellDue { Clock: "unit-finish" } ? body with { At = body.At.AddMinutes(-1) } : body)),
        ["a rung fires before its instant"] = new(Promises.Marks, store => new OtherFacts(store, body => body.Fact is Escalated ? body with { At = body.At.AddDays(-2) } : body)),
        ["a hash is not chained"] = new(Promises.Chain, store => new Unchained(store)),
        ["an order is registered as two cases"] = new(Promises.Inputs, store => new TwoCases(store)),
        ["minutes are charged to two units"] = new(Promises.Clocks, store => new OtherFacts(store, body => body.Fact is Dispatched { UnitCode: LivingCounty.Traffic } to ? body with { Fact = to with { Restarts = false } } : body)),
        ["an open case has no lifecycle"] = new(Promises.Waits, store => new OtherEffects(store, append => Without(append, WorkflowMessageKind.StartLifecycle))),
        ["a signal is lost and the timer stays where it was"] = new(Promises.Waits, store => new OtherEffects(store, append => Without(append, WorkflowMessageKind.NudgeLifecycle))),
        ["a timer is dropped"] = new(Promises.Waits, Patch: folder => Run(folder, "DELETE FROM engine_timer WHERE key = (SELECT key FROM engine_instance JOIN engine_timer USING (key) WHERE id LIKE 'case:%' LIMIT 1)")),
        ["a re-derivation is applied twice"] = new(Promises.Rollouts, store => new FactsTwice(store, fact => fact is ClocksRederived)),
        ["a rollout skips a case that ended meanwhile"] = new(Promises.Rollouts, store => new OnlyOpen(store)),
        ["a rollout skips an open case"] = new(Promises.Rollouts, store => new OneSkipped(store, PlantedLife.Id("A"))),
        ["an undo restores only one clock"] = new(Promises.Rollouts, store => new OtherFacts(store, body => body.Fact is ClocksRederived { Undoes: not null } undo ? body with { Fact = undo with { Clocks = [.. undo.Clocks.Take(1)] } } : body)),
    };

    public JournalStores Around(JournalStores stores) => Cases is null ? stores : stores with { Cases = Cases(stores.Cases) };

    private static ImmutableArray<Notice> Twice(ImmutableArray<Notice> notices) => [.. notices.SelectMany(notice => new[] { notice, notice with { Key = notice.Key + "/again" } })];

    private static Effects Without(CaseAppend append, WorkflowMessageKind kind) => append.Effects with { Messages = [.. append.Effects.Messages.Where(message => message.Kind != kind)] };

    private static void Run(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
