using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>What is read of a list of cases that lies the newest first.</summary>
/// <param name="Narrow">What the service looks at.</param>
/// <param name="Matches">What is looked at here.</param>
/// <param name="AliveOnly">Those that have ended are not read.</param>
internal sealed record CaseRead(Func<Stretch, Stretch> Narrow, Func<CaseIndexRow, bool> Matches, bool AliveOnly)
{
    private const int PageLength = 1_000;

    /// <summary>Narrows more where those that have ended are read.</summary>
    public Func<Stretch, Stretch>? NarrowEnded { get; init; }

    /// <summary>Only running numbers before this one.</summary>
    public long? Before { get; init; }

    /// <summary>Only running numbers after this one.</summary>
    public long? After { get; init; }

    /// <summary>At most so many of those alive, and of those that have ended.</summary>
    public int? Most { get; init; }

    /// <summary>The rows of a stretch.</summary>
    public async Task<List<CaseIndexRow>> Rows(Shelf index, Stretch stretch, bool alive, CancellationToken cancellation)
    {
        List<CaseIndexRow> rows = [];
        stretch = Narrow(stretch);
        if (!alive && NarrowEnded is { } more) stretch = more(stretch);
        if (Before is { } before) stretch = stretch.After(IndexPlaces.KeyOf(before));
        if (After is { } after) stretch = stretch.Until(IndexPlaces.KeyOf(after));
        await foreach (var row in index.Rows<CaseIndexRow>(stretch, Most is { } few ? Math.Min(few, PageLength) : null, cancellation).ConfigureAwait(false))
        {
            if (!Matches(row)) continue;
            rows.Add(row);
            if (rows.Count == Most) break;
        }

        return rows;
    }
}

internal static class CaseIndexRows
{
    /// <summary>The newest first, each case once, as it was written last.</summary>
    public static List<CaseIndexRow> Newest(this IEnumerable<CaseIndexRow> rows) =>
        [.. rows.GroupBy(row => row.No).Select(of => of.MaxBy(row => row.Version)!).OrderByDescending(row => row.No)];
}
