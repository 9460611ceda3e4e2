using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Outlines;

/// <summary>All outlines of a county: one document, replaced as a whole, counted by version.</summary>
/// <param name="Version">How often it has been saved; 0 before the first time.</param>
/// <param name="Outlines">By code, each once.</param>
/// <param name="Deeds">Who changed it, newest first; the last <see cref="MostDeeds"/> are kept.</param>
public sealed record OutlineBook(int Version, ImmutableArray<Outline> Outlines, ImmutableArray<OutlineDeed> Deeds)
{
    public const int MostDeeds = 50;

    /// <summary>Before anybody saved one.</summary>
    public static OutlineBook Empty { get; } = new(0, [], []);

    /// <summary>The book with these outlines in place of what stood there, and with <paramref name="keep"/> beside what stood there for other places; itself where nothing is different.</summary>
    public OutlineBook With(IEnumerable<Outline> outlines, bool keep, DateTimeOffset at, string by)
    {
        var next = keep ? Outlines.ToDictionary(outline => outline.Code) : [];
        foreach (var outline in outlines) next[outline.Code] = outline;
        ImmutableArray<Outline> all = [.. next.Values.OrderBy(outline => outline.Code, StringComparer.Ordinal)];
        if (all.Length == Outlines.Length && all.Zip(Outlines).All(pair => pair.First.IsSameAs(pair.Second))) return this;
        return this with { Outlines = all, Deeds = [new(at, by, all.Length), .. Deeds.Take(MostDeeds - 1)] };
    }
}

/// <summary>One change of the outlines.</summary>
/// <param name="By">The person.</param>
/// <param name="Outlined">How many places had an outline after it; 0 where all were taken away.</param>
public sealed record OutlineDeed(DateTimeOffset At, string By, int Outlined);
