using System.Globalization;

namespace GridCase.Benchmarks;

/// <summary>The figures of one scenario: for each of its settings, once for each repeat.</summary>
internal sealed class Series(Action onRun)
{
    private readonly List<Run> runs = [];

    public IReadOnlyList<Run> Runs => runs;

    /// <summary>The settings in the order in which they were measured; one without a name where there is only one.</summary>
    public IReadOnlyList<string> Settings => [.. runs.Select(run => run.Setting).Distinct()];

    public IReadOnlyList<string> Names => [.. runs.SelectMany(run => run.Figures.Keys).Distinct()];

    public void Add(IReadOnlyDictionary<string, object> figures, string setting = "")
    {
        runs.Add(new(setting, figures));
        onRun();
    }

    /// <summary>The middle, least and most of a figure; null where no run took it.</summary>
    public Spread? Of(string figure, string setting = "")
    {
        double[] values =
        [
            .. runs.Where(run => run.Setting == setting && run.Figures.ContainsKey(figure)).Select(run => Convert.ToDouble(run.Figures[figure], CultureInfo.InvariantCulture)).Order(),
        ];
        return values.Length == 0 ? null : new(values[values.Length / 2], values[0], values[^1]);
    }
}

/// <summary>One repeat.</summary>
internal sealed record Run(string Setting, IReadOnlyDictionary<string, object> Figures);

/// <summary>One figure over all repeats.</summary>
internal sealed record Spread(double Middle, double Least, double Most);
