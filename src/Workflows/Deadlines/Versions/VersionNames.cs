using System.Globalization;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>What versions are called: <c>2026.1</c>, <c>cn-2026.1</c>. A name is used once for ever, also by a version that was rejected.</summary>
internal static partial class VersionNames
{
    private const int Longest = 40;

    /// <summary>Words that stand in addresses where a version might.</summary>
    private static readonly string[] Reserved = ["draft", "import", "presets"];

    /// <summary>Whether a person may give a version this name: letters, digits, dots and hyphens, at most 40.</summary>
    public static bool IsName(string? name) => name is not null && Plain().IsMatch(name) && !Reserved.Contains(name);

    /// <summary>The name that a draft is published under: the next number while its document still bears the name it was made from, else the document's own; none when that was used.</summary>
    public static string? ForDraft(RuleLedger ledger, RuleDraft draft, DateTimeOffset now)
    {
        var written = RuleText.VersionOf(draft.Document);
        if (written is null || written == draft.BasedOn) return After(ledger, draft.Sort, draft.BasedOn, now);
        return ledger.Find(draft.Sort, written) is null ? written : null;
    }

    /// <summary>The next number that was never used; a new year begins at 1.</summary>
    public static string After(RuleLedger ledger, RuleSort sort, string name, DateTimeOffset now)
    {
        var year = now.ToOffset(ChinaTime.Offset).Year;
        var (prefix, number) = (name + ".", 1);
        if (Numbered().Match(name) is { Success: true } parts)
        {
            prefix = $"{parts.Groups["before"].Value}{parts.Groups["year"].Value}.";
            number = int.Parse(parts.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (int.Parse(parts.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) < year)
                (prefix, number) = (string.Create(CultureInfo.InvariantCulture, $"{parts.Groups["before"].Value}{year}."), 0);
        }

        if (prefix.Length > Longest - 6) (prefix, number) = (string.Create(CultureInfo.InvariantCulture, $"{year}."), 0);
        while (true)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"{prefix}{++number}");
            if (ledger.Find(sort, next) is null) return next;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,39}\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(?<before>.*?)(?<year>20[0-9]{2})\.(?<number>[0-9]{1,4})\z")]
    private static partial Regex Numbered();
}
