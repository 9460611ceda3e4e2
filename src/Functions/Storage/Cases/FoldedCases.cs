using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>The cases that this instance used last, folded; bounded. One counts only where the head in the tables says the same version, so none is ever stale.</summary>
/// <param name="capacity">How many; about 2 KB each.</param>
internal sealed class FoldedCases(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<CaseFile>> kept = [];
    private readonly LinkedList<CaseFile> byUse = [];

    public CaseFile? Find(string caseId)
    {
        lock (gate)
        {
            if (!kept.TryGetValue(caseId, out var node)) return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value;
        }
    }

    /// <summary>Keeps a case; not in place of a newer version of it.</summary>
    public void Keep(CaseFile file)
    {
        lock (gate)
        {
            if (kept.Remove(file.Id, out var old))
            {
                byUse.Remove(old);
                if (old.Value.Version > file.Version) file = old.Value;
            }

            if (kept.Count >= capacity && byUse.Last is { } last)
            {
                byUse.RemoveLast();
                kept.Remove(last.Value.Id);
            }

            kept.Add(file.Id, byUse.AddFirst(file));
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            kept.Clear();
            byUse.Clear();
        }
    }
}
