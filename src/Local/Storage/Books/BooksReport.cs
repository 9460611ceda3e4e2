namespace GridCase.Local.Storage;

/// <summary>What an examination of the books found.</summary>
/// <param name="Cases">How many cases were examined.</param>
/// <param name="Facts">How many facts.</param>
/// <param name="Seals">How many days' seals.</param>
/// <param name="Rewritten">How many heads were written anew; 0 when the books were only examined.</param>
/// <param name="Differences">Each in a sentence; the first of them when there are many.</param>
/// <param name="Further">How many differences more there are.</param>
public sealed record BooksReport(long Cases, long Facts, int Seals, long Rewritten, IReadOnlyList<string> Differences, long Further)
{
    /// <summary>Whether the books are in order.</summary>
    public bool InOrder => Differences.Count == 0;
}

/// <summary>Gathers differences, the first of them in words and the others as a number.</summary>
internal sealed class Findings(int most)
{
    private readonly List<string> kept = [];

    public long Cases { get; set; }

    public long Facts { get; set; }

    public int Seals { get; set; }

    public long Rewritten { get; set; }

    private long Further { get; set; }

    public void Add(string difference)
    {
        if (kept.Count < most) kept.Add(difference);
        else Further++;
    }

    public BooksReport Report() => new(Cases, Facts, Seals, Rewritten, kept, Further);
}
