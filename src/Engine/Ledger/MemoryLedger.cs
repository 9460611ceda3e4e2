using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>The ledger in memory: every change leaves with the session how to take it back.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly Dictionary<long, InstanceRow> instances = [];
    private readonly SortedDictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<byte[]>> turns = [];
    private readonly Dictionary<long, SortedDictionary<long, Message>> inbox = [];
    private readonly Dictionary<long, long> inboxKeys = [];
    private readonly Dictionary<long, Dictionary<int, TimerRow>> timers = [];
    private readonly SortedSet<(DateTimeOffset Due, long Key, int Step)> byDue = [];
    private readonly SortedDictionary<(long Key, int Step), TaskRow> tasks = [];
    private readonly Dictionary<long, List<JoinRow>> joins = [];
    private long lastKey;
    private long lastMessage;

    public InstanceRow? Find(JournalSession session, string id) => ids.TryGetValue(id, out var key) ? Find(session, key) : null;

    // A copy, as one read from a table would be: what is not updated is not changed.
    public InstanceRow? Find(JournalSession session, long key) => instances.TryGetValue(key, out var row) ? row with { } : null;

    public InstanceRow Insert(JournalSession session, string id, string orchestration, DateTimeOffset startedAt)
    {
        var row = new InstanceRow(++lastKey, id, orchestration, startedAt);
        Put(session, instances, row.Key, row with { });
        ids.Add(id, row.Key);
        session.OnRolledBack(() => ids.Remove(id));
        return row;
    }

    public void Update(JournalSession session, InstanceRow row) => Put(session, instances, row.Key, row with { });

    public void UpdateStatus(JournalSession session, InstanceRow row) => Update(session, row);

    public void Remove(JournalSession session, long key)
    {
        RemoveTurns(session, key);
        RemoveWaits(session, key);
        RemoveMessages(session, key);
        Take(session, joins, key);
        if (!instances.TryGetValue(key, out var row)) return;
        Take(session, instances, key);
        ids.Remove(row.Id);
        session.OnRolledBack(() => ids.Add(row.Id, key));
    }

    public IReadOnlyList<InstanceRow> List(JournalSession session, string prefix, string? after, int limit) =>
        [.. ids
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(entry.Key, after) > 0))
            .Take(limit)
            .Select(entry => instances[entry.Value] with { })];

    public IReadOnlyList<long> EndedBefore(JournalSession session, DateTimeOffset before, int limit) =>
        [.. instances.Values.Where(row => row.EndedAt < before).OrderBy(row => row.EndedAt).Take(limit).Select(row => row.Key)];

    public (int Running, int Parked) Count(JournalSession session) =>
        (instances.Values.Count(row => row.State == InstanceState.Running), instances.Values.Count(row => row.State == InstanceState.Parked));

    public void AddTurn(JournalSession session, long key, int turn, ReadOnlySpan<byte> events)
    {
        if (!turns.TryGetValue(key, out var list)) Put(session, turns, key, list = []);
        list.Add(events.ToArray());
        session.OnRolledBack(() => list.RemoveAt(list.Count - 1));
    }

    public IReadOnlyList<byte[]> Turns(JournalSession session, long key) => turns.TryGetValue(key, out var list) ? [.. list] : [];

    public void RemoveTurns(JournalSession session, long key) => Take(session, turns, key);

    public void RemoveWaits(JournalSession session, long key)
    {
        foreach (var timer in Timers(session, key)) RemoveTimer(session, key, timer.Step);
        foreach (var task in Tasks(session, key)) RemoveTask(session, key, task.Step);
    }

    public long AddMessage(JournalSession session, long key, Message message)
    {
        var row = ++lastMessage;
        if (!inbox.TryGetValue(key, out var box)) inbox.Add(key, box = []);
        box.Add(row, message);
        inboxKeys.Add(row, key);
        session.OnRolledBack(() =>
        {
            box.Remove(row);
            inboxKeys.Remove(row);
        });
        return row;
    }

    public void RemoveMessage(JournalSession session, long row)
    {
        if (!inboxKeys.Remove(row, out var key) || !inbox[key].Remove(row, out var message)) return;
        var box = inbox[key];
        session.OnRolledBack(() =>
        {
            box.Add(row, message);
            inboxKeys.Add(row, key);
        });
    }

    public void RemoveMessages(JournalSession session, long key)
    {
        if (!inbox.TryGetValue(key, out var box)) return;
        foreach (var row in box.Keys.ToList()) RemoveMessage(session, row);
    }

    public IReadOnlyList<Message> Messages(JournalSession session, long key) =>
        inbox.TryGetValue(key, out var box)
            ? [.. box.Select(entry => new Message(entry.Value.Kind, entry.Value.Execution, entry.Value.Step)
            {
                Row = entry.Key,
                Name = entry.Value.Name,
                Payload = entry.Value.Payload,
                Reason = entry.Value.Reason,
            })]
            : [];

    public IReadOnlyList<long> Awaited(JournalSession session) =>
        [.. inbox.Where(entry => entry.Value.Count > 0 && instances[entry.Key].State == InstanceState.Running).Select(entry => entry.Key).Order()];

    public void AddTimer(JournalSession session, TimerRow timer)
    {
        if (!timers.TryGetValue(timer.Key, out var own)) timers.Add(timer.Key, own = []);
        own.Add(timer.Step, timer);
        byDue.Add((timer.Due, timer.Key, timer.Step));
        session.OnRolledBack(() => Drop(timer));
    }

    public void RemoveTimer(JournalSession session, long key, int step)
    {
        if (!timers.TryGetValue(key, out var own) || !own.TryGetValue(step, out var timer)) return;
        Drop(timer);
        session.OnRolledBack(() =>
        {
            if (!timers.TryGetValue(key, out var back)) timers.Add(key, back = []);
            back.Add(step, timer);
            byDue.Add((timer.Due, key, step));
        });
    }

    public bool HasTimer(JournalSession session, TimerRow timer) => byDue.Contains((timer.Due, timer.Key, timer.Step));

    public IReadOnlyList<TimerRow> Timers(JournalSession session, long key) =>
        timers.TryGetValue(key, out var own) ? [.. own.Values.OrderBy(timer => timer.Due).ThenBy(timer => timer.Step)] : [];

    public IReadOnlyList<TimerRow> Timers(JournalSession session, DateTimeOffset after, DateTimeOffset until) =>
        [.. Later(after).TakeWhile(entry => entry.Due <= until).Select(entry => new TimerRow(entry.Key, entry.Step, entry.Due))];

    public IReadOnlyList<string> Upcoming(JournalSession session, DateTimeOffset until, int limit) =>
        [.. byDue.TakeWhile(entry => entry.Due <= until).Select(entry => Find(session, entry.Key)!).Where(row => row.State == InstanceState.Running).Take(limit).Select(row => row.Id)];

    public DateTimeOffset? NextTimer(JournalSession session, DateTimeOffset after)
    {
        foreach (var entry in Later(after)) return entry.Due;
        return null;
    }

    public void PutTask(JournalSession session, TaskRow task)
    {
        var place = (task.Key, task.Step);
        var before = tasks.GetValueOrDefault(place);
        tasks[place] = task;
        session.OnRolledBack(() =>
        {
            if (before is null) tasks.Remove(place);
            else tasks[place] = before;
        });
    }

    public bool RemoveTask(JournalSession session, long key, int step)
    {
        if (!tasks.Remove((key, step), out var task)) return false;
        session.OnRolledBack(() => tasks[(key, step)] = task);
        return true;
    }

    public TaskRow? Task(JournalSession session, long key, int step) => tasks.GetValueOrDefault((key, step));

    public IReadOnlyList<TaskRow> Tasks(JournalSession session, long? key) =>
        tasks.Count == 0 ? [] : [.. tasks.Values.Where(task => key is null || task.Key == key).OrderBy(task => task.Due)];

    public void AddJoin(JournalSession session, long child, JoinRow join) =>
        Put(session, joins, child, [.. joins.GetValueOrDefault(child) ?? [], join]);

    public IReadOnlyList<JoinRow> TakeJoins(JournalSession session, long child) => Take(session, joins, child) ?? [];

    private static void Put<T>(JournalSession session, Dictionary<long, T> table, long key, T value)
        where T : class
    {
        var before = table.GetValueOrDefault(key);
        table[key] = value;
        session.OnRolledBack(() =>
        {
            if (before is null) table.Remove(key);
            else table[key] = before;
        });
    }

    private static T? Take<T>(JournalSession session, Dictionary<long, T> table, long key)
        where T : class
    {
        if (!table.Remove(key, out var value)) return null;
        session.OnRolledBack(() => table[key] = value);
        return value;
    }

    private SortedSet<(DateTimeOffset Due, long Key, int Step)> Later(DateTimeOffset after) =>
        byDue.GetViewBetween((after, long.MaxValue, int.MaxValue), (DateTimeOffset.MaxValue, long.MaxValue, int.MaxValue));

    private void Drop(TimerRow timer)
    {
        byDue.Remove((timer.Due, timer.Key, timer.Step));
        if (timers.TryGetValue(timer.Key, out var own) && own.Remove(timer.Step) && own.Count == 0) timers.Remove(timer.Key);
    }
}
