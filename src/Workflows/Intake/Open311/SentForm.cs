using System.Collections.Immutable;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>What a client sent, as it was sent: each name with its values. An empty value is as good as none (the standard's own rule).</summary>
public sealed class SentForm
{
    private readonly Dictionary<string, ImmutableArray<string>> values;

    public SentForm(IEnumerable<KeyValuePair<string, string>> pairs) =>
        values = pairs.GroupBy(pair => pair.Key, pair => pair.Value.Trim()).Select(group => (group.Key, Values: group.Where(value => value.Length > 0).ToImmutableArray()))
            .Where(pair => !pair.Values.IsEmpty).ToDictionary(pair => pair.Key, pair => pair.Values);

    public IEnumerable<string> Names => values.Keys;

    public ImmutableArray<string> All(string name) => values.GetValueOrDefault(name, []);

    /// <summary>The one value of a name; null when there is none, and when there are several, which is a fault.</summary>
    public string? One(string name, ICollection<string> faults)
    {
        var all = All(name);
        if (all.Length > 1) faults.Add($"{name} was given more than once.");
        return all.Length == 1 ? all[0] : null;
    }
}
