using GridCase.Workflows.Cases;

namespace GridCase.Local.Replay.Orders;

/// <summary>A word of the file, what it was mapped to, how often, and why.</summary>
/// <param name="Known">False when the mapping does not name the word and its default was taken.</param>
public sealed record WordCount(string Word, string To, int Count, bool Known, string? Note);

/// <summary>Counts the words of one column as they are mapped.</summary>
internal sealed class WordTally<T>(MappedWords<T>? words)
    where T : struct, Enum
{
    // Different words are few; a column that was mapped by mistake may have as many as rows.
    private const int MostWords = 200;

    private readonly Dictionary<string, int> counts = [];

    public void Add(string? word)
    {
        if (word is null) return;
        if (counts.Count >= MostWords && !counts.ContainsKey(word)) word = "…";
        counts[word] = counts.GetValueOrDefault(word) + 1;
    }

    public IReadOnlyList<WordCount> Counts() => words is null
        ? []
        : [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry =>
            new WordCount(entry.Key, KebabCase.Of(words.Read(entry.Key).To), entry.Value, words.Values.ContainsKey(entry.Key), words.Read(entry.Key).Note))];
}

/// <summary>Rows that were left out because their number was there before.</summary>
public sealed class RepeatedRows
{
    private const int MostShown = 5;
    private readonly List<string> shown = [];

    public int Count { get; private set; }

    /// <summary>The first few, as line and number.</summary>
    public IReadOnlyList<string> Shown => shown;

    public void Add(string id, long line)
    {
        if (Count++ < MostShown) shown.Add($"line {line} (order {id})");
    }
}
