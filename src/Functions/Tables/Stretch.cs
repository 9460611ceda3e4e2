namespace GridCase.Functions.Tables;

/// <summary>Which rows are read: of one partition, or of a range of partitions, from one row key until just before another, and what else they must be.</summary>
internal sealed record Stretch
{
    private readonly List<string> terms = [];

    /// <summary>The rows of one partition, in order of their keys.</summary>
    public static Stretch Of(string partition) => new Stretch().And($"PartitionKey eq {Text(partition)}");

    /// <summary>The rows of the partitions from one until just before another. Dear: each partition that there is in between is visited.</summary>
    public static Stretch Across(string fromPartition, string untilPartition) =>
        new Stretch().And($"PartitionKey ge {Text(fromPartition)}").And($"PartitionKey lt {Text(untilPartition)}");

    public Stretch From(string key) => And($"RowKey ge {Text(key)}");

    public Stretch After(string key) => And($"RowKey gt {Text(key)}");

    public Stretch Until(string key) => And($"RowKey lt {Text(key)}");

    /// <summary>Rows whose key begins so.</summary>
    public Stretch Beginning(string prefix) => From(prefix).Until(prefix + TableKeys.Last);

    /// <summary>One more condition, such as <c>Stage eq 3</c>. Texts in it are written with <see cref="Text"/>.</summary>
    public Stretch And(string term)
    {
        var more = new Stretch();
        more.terms.AddRange(terms);
        more.terms.Add(term);
        return more;
    }

    /// <summary>A text as filters write it.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>An instant's ticks or another 64-bit number as filters write it.</summary>
    public static string Long(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}L");

    /// <summary>The filter as the service reads it.</summary>
    public override string ToString() => string.Join(" and ", terms);
}
