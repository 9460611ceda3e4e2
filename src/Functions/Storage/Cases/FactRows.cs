using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Facts as rows: those of one append lie together in one row, or in a few where they are long, each under the number of its last fact. So an append of hundreds
/// of facts is one batch like any other, and a fact row that is there counts.
/// </summary>
internal static class FactRows
{
    private const string Beginning = "fact|";
    private const int Digits = 7;
    private const int LongestRow = 600_000;

    /// <summary>The rows of an append's facts.</summary>
    /// <param name="commit">Which commit wrote them.</param>
    public static IEnumerable<Row> Of(string partition, IReadOnlyList<RecordedFact> facts, string commit)
    {
        var text = new StringBuilder();
        for (var i = 0; i < facts.Count; i++)
        {
            // The JSON of a fact has no line feed: within its texts they are escaped.
            text.Append(facts[i].Hash).Append(' ').Append(facts[i].Json).Append('\n');
            if (i < facts.Count - 1 && Encoding.UTF8.GetMaxByteCount(text.Length + facts[i + 1].Json.Length) < LongestRow) continue;
            var row = Row.Of(partition, KeyOf(facts[i].Number)).With(text.ToString());
            (row.Number, row.Word) = (facts[i].Number, commit);
            yield return row;
            text.Clear();
        }
    }

    public static string KeyOf(int lastNumber) => Beginning + TableKeys.Ascending(lastNumber, Digits);

    /// <summary>The rows with the facts after one number, up to another and it included.</summary>
    public static Stretch Between(string partition, int after, int upTo) => Stretch.Of(partition).After(KeyOf(after)).Until(KeyOf(upTo + 1));

    /// <summary>The facts of a row, in order.</summary>
    public static IEnumerable<RecordedFact> Read(Row row) =>
        row.ReadText().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => FactChain.Read(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], line[..line.IndexOf(' ', StringComparison.Ordinal)]));
}
