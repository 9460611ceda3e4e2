namespace GridCase.Engine;

/// <summary>The instances in memory. Those that are idle longest leave when there are too many.</summary>
internal sealed class Residents(int limit)
{
    private readonly Dictionary<long, Instance> byKey = [];
    private readonly Dictionary<string, Instance> byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Instance> idle = new();

    public int Count => byKey.Count;

    public Instance? Find(long key) => byKey.GetValueOrDefault(key);

    public Instance? Find(string id) => byId.GetValueOrDefault(id);

    public Instance Add(InstanceRow row)
    {
        var instance = new Instance(row);
        byKey.Add(row.Key, instance);
        byId.Add(row.Id, instance);
        return instance;
    }

    public void Busy(Instance instance)
    {
        if (instance.Place is null) return;
        idle.Remove(instance.Place);
        instance.Place = null;
    }

    public void Idle(Instance instance)
    {
        Busy(instance);
        instance.Place = idle.AddLast(instance);
        while (byKey.Count > limit && idle.First is { } oldest) Remove(oldest.Value);
    }

    public void Remove(Instance instance)
    {
        Busy(instance);
        byKey.Remove(instance.Row.Key);
        byId.Remove(instance.Row.Id);
    }
}
