using System.Diagnostics.CodeAnalysis;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>A case as it was last folded, with its running number.</summary>
internal sealed record CachedCase(long No, CaseFile File);

/// <summary>
/// The cases used last, bounded. Everybody sees what is committed; the writer sees besides what it has appended in the open transaction.
/// </summary>
internal sealed class CaseCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<CachedCase>> kept = [];
    private readonly LinkedList<CachedCase> byUse = [];
    private readonly Dictionary<string, object> loading = [];
    private readonly Dictionary<string, CachedCase> uncommitted = [];
    private volatile int writer = -1;

    public bool TryGet(string caseId, [NotNullWhen(true)] out CachedCase? found)
    {
        // The dictionary belongs to the writer's thread alone, so it is not even looked at by others.
        if (writer == Environment.CurrentManagedThreadId && uncommitted.TryGetValue(caseId, out found)) return true;
        lock (gate)
        {
            found = null;
            if (!kept.TryGetValue(caseId, out var node)) return false;
            byUse.Remove(node);
            byUse.AddFirst(node);
            found = node.Value;
            return true;
        }
    }

    /// <summary>Reads a case that is not kept, and keeps it unless it was changed meanwhile.</summary>
    public CachedCase? Load(string caseId, Func<CachedCase?> read)
    {
        var ticket = new object();
        lock (gate) loading[caseId] = ticket;
        CachedCase? found = null;
        try
        {
            return found = read();
        }
        finally
        {
            lock (gate)
            {
                if (loading.TryGetValue(caseId, out var last) && last == ticket)
                {
                    loading.Remove(caseId);
                    if (found is not null) Keep(found);
                }
            }
        }
    }

    /// <summary>On the writer: what the open transaction made of a case. Gives what was there before, for <see cref="Restore"/>.</summary>
    public CachedCase? Stage(CachedCase appended)
    {
        writer = Environment.CurrentManagedThreadId;
        var before = uncommitted.GetValueOrDefault(appended.File.Id);
        uncommitted[appended.File.Id] = appended;
        return before;
    }

    /// <summary>On the writer: the append was undone.</summary>
    public void Restore(string caseId, CachedCase? before)
    {
        if (before is null) uncommitted.Remove(caseId);
        else uncommitted[caseId] = before;
        Forget(caseId);
    }

    /// <summary>On the writer: the append is on the disk.</summary>
    public void Publish(CachedCase committed)
    {
        uncommitted.Remove(committed.File.Id);
        lock (gate)
        {
            loading.Remove(committed.File.Id);
            Keep(committed);
        }
    }

    public void Forget(string caseId)
    {
        lock (gate)
        {
            loading.Remove(caseId);
            if (kept.Remove(caseId, out var node)) byUse.Remove(node);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            loading.Clear();
            kept.Clear();
            byUse.Clear();
        }
    }

    private void Keep(CachedCase found)
    {
        if (kept.Remove(found.File.Id, out var old)) byUse.Remove(old);
        if (kept.Count >= capacity && byUse.Last is { } last)
        {
            byUse.RemoveLast();
            kept.Remove(last.Value.File.Id);
        }

        if (capacity > 0) kept.Add(found.File.Id, byUse.AddFirst(found));
    }
}
