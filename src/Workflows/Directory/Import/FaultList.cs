using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Import;

/// <summary>The faults of a file: all are counted, the first <see cref="Most"/> are kept.</summary>
internal sealed class FaultList
{
    public const int Most = 200;

    private const int LongestValue = 40;

    private readonly List<ImportFault> kept = [];

    public int Count { get; private set; }

    /// <summary>In the order of the rows.</summary>
    public ImmutableArray<ImportFault> Kept => [.. kept.OrderBy(fault => fault.Row ?? 0)];

    public void Add(int? row, string? column, string? value, string problem, string remedy)
    {
        Count++;
        if (kept.Count < Most) kept.Add(new(row, column, Shortened(value), problem, remedy));
    }

    /// <summary>What a message may show of a cell: a few characters, none that a terminal or a page would obey.</summary>
    private static string? Shortened(string? value)
    {
        if (value is null) return null;
        var shown = value.Length > LongestValue ? value[..LongestValue] + "…" : value;
        return string.Concat(shown.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '\uFFFD' : letter));
    }
}
