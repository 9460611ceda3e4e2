using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Import;

/// <summary>A county while a file is taken into it.</summary>
internal sealed class ImportDraft(County current)
{
    private readonly Dictionary<string, int> entries = [];

    public Dictionary<string, Unit> Units { get; } = current.Units.ToDictionary(unit => unit.Code);

    public Dictionary<string, Grid> Grids { get; } = current.Grids.ToDictionary(grid => grid.Code);

    public Dictionary<string, Post> Posts { get; } = current.Posts.ToDictionary(post => post.Code);

    public Dictionary<string, Person> People { get; } = current.People.ToDictionary(person => person.Id);

    public Dictionary<string, Absence> Absences { get; } = current.Absences.ToDictionary(AbsenceKey.Of);

    public string Code { get; set; } = current.Code;

    public string Name { get; set; } = current.Name;

    public Unit Centre => Units.Values.First(unit => unit.Kind == UnitKind.Centre);

    /// <summary>Rows of another county.</summary>
    public int PassedOver { get; set; }

    public ImmutableDictionary<string, int> Entries => entries.ToImmutableDictionary();

    /// <summary>Notes which row says an entry; false when another row did already.</summary>
    public bool Named(string entry, int row) => entries.TryAdd(entry, row);

    public int? RowOf(string entry) => entries.TryGetValue(entry, out var row) ? row
        // A finding names whose absence it is, not which.
        : entry.StartsWith("absence of ", StringComparison.Ordinal) && entries.FirstOrDefault(named => named.Key.StartsWith($"absence {entry[11..]}~", StringComparison.Ordinal)) is { Value: > 0 } absence ? absence.Value
        : null;

    /// <summary>The county, in the order that it had; what is new stands behind.</summary>
    public County Build() => current with
    {
        Code = Code,
        Name = Name,
        Units = InOrder(current.Units, Units, unit => unit.Code),
        Grids = InOrder(current.Grids, Grids, grid => grid.Code),
        Posts = InOrder(current.Posts, Posts, post => post.Code),
        People = InOrder(current.People, People, person => person.Id),
        Absences = InOrder(current.Absences, Absences, AbsenceKey.Of),
    };

    private static ImmutableArray<T> InOrder<T>(ImmutableArray<T> before, Dictionary<string, T> now, Func<T, string> key)
        where T : class
    {
        var old = before.Select(key).ToHashSet();
        return [.. before.Select(entry => now.GetValueOrDefault(key(entry))).OfType<T>(), .. now.Where(entry => !old.Contains(entry.Key)).Select(entry => entry.Value)];
    }
}
