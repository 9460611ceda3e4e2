using System.Globalization;
using System.Text.RegularExpressions;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>The filters of tables: comparisons joined by and, or and parentheses. A column that is not there matches nothing.</summary>
internal sealed partial class ODataFilter
{
    private readonly List<string> tokens;
    private readonly Func<Dictionary<string, object>, bool> matches;
    private int at;

    private ODataFilter(string filter)
    {
        tokens = [.. Token().Matches(filter).Select(match => match.Value)];
        matches = tokens.Count == 0 ? _ => true : Either();
        if (at != tokens.Count) throw new FormatException($"'{filter}' is no filter.");
    }

    public static ODataFilter Parse(string filter) => new(filter);

    public bool Matches(Dictionary<string, object> columns) => matches(columns);

    [GeneratedRegex(@"'(?:[^']|'')*'|\(|\)|[^\s()']+")]
    private static partial Regex Token();

    private Func<Dictionary<string, object>, bool> Either()
    {
        var one = Both();
        while (at < tokens.Count && tokens[at] == "or")
        {
            at++;
            var (left, right) = (one, Both());
            one = columns => left(columns) || right(columns);
        }

        return one;
    }

    private Func<Dictionary<string, object>, bool> Both()
    {
        var one = Term();
        while (at < tokens.Count && tokens[at] == "and")
        {
            at++;
            var (left, right) = (one, Term());
            one = columns => left(columns) && right(columns);
        }

        return one;
    }

    private Func<Dictionary<string, object>, bool> Term()
    {
        if (tokens[at] == "(")
        {
            at++;
            var inner = Either();
            if (tokens[at++] != ")") throw new FormatException("A parenthesis is missing.");
            return inner;
        }

        var (column, comparison, literal) = (tokens[at], tokens[at + 1], Read(tokens[at + 2]));
        at += 3;
        Func<int, bool> holds = comparison switch
        {
            "eq" => order => order == 0,
            "ne" => order => order != 0,
            "gt" => order => order > 0,
            "ge" => order => order >= 0,
            "lt" => order => order < 0,
            "le" => order => order <= 0,
            _ => throw new FormatException($"'{comparison}' compares nothing."),
        };
        return columns => columns.TryGetValue(column, out var value) && holds(Compare(value, literal));
    }

    private static object Read(string literal)
    {
        if (literal[0] == '\'') return literal[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (literal is "true" or "false") return literal == "true";
        return literal[^1] == 'L' ? (object)long.Parse(literal[..^1], CultureInfo.InvariantCulture) : int.Parse(literal, CultureInfo.InvariantCulture);
    }

    /// <summary>The service compares only what is of one kind; 32-bit and 64-bit numbers are two.</summary>
    private static int Compare(object value, object literal) => (value, literal) switch
    {
        (string one, string other) => string.CompareOrdinal(one, other),
        (bool one, bool other) => one.CompareTo(other),
        (int one, int other) => one.CompareTo(other),
        (long one, long other) => one.CompareTo(other),
        _ => throw new FormatException($"A {value.GetType().Name} is compared with a {literal.GetType().Name}."),
    };
}
