namespace GridCase.Benchmarks;

/// <summary>One named measurement.</summary>
/// <param name="Runs">How many runs it adds to its series, for the progress bar.</param>
/// <param name="Claims">What its figures must show.</param>
internal sealed record Scenario(string Name, string What, Func<Setup, int> Runs, Func<Setup, Series, Task> Measure, params Claim[] Claims);

/// <summary>One row of what must be shown: the middle of all repeats against its limit; where nothing at all may be, the worst of them.</summary>
/// <param name="Figure">The figure's name in the runs.</param>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="Setting">Under which setting of the scenario.</param>
internal sealed record Claim(string What, string Figure, double Limit, string Unit, bool AtLeast = false, string Setting = "")
{
    public string Target => FormattableString.Invariant($"{(AtLeast ? "≥" : Limit == 0 ? "=" : "≤")} {Limit:#,##0.###} {Unit}").TrimEnd();

    public bool IsMet(Spread figure) => AtLeast ? figure.Middle >= Limit : (Limit == 0 ? figure.Most : figure.Middle) <= Limit;

    /// <summary>The middle, and in brackets the least and the most where they differ.</summary>
    public string Measured(Spread figure)
    {
        var middle = FormattableString.Invariant($"{figure.Middle:#,##0.##}");
        return figure.Least.Equals(figure.Most) ? $"{middle} {Unit}".TrimEnd() : FormattableString.Invariant($"{middle} {Unit} ({figure.Least:#,##0.##}–{figure.Most:#,##0.##})");
    }
}
