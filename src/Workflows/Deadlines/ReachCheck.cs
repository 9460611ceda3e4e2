namespace GridCase.Workflows.Deadlines;

/// <summary>Finds rules that are never used because more specific ones take every case they are for.</summary>
internal static class ReachCheck
{
    private const int MostNamed = 3;

    public static IEnumerable<RuleFinding> Findings(PolicyParts parts, CaseSpace space)
    {
        var cases = space.Thinkable().ToArray();
        var idle = parts.Clocks.SelectMany((rules, clock) => Idle(rules, cases).Select(found => (found.Path, found.Takers, Clock: (ClockKind)clock)))
            .GroupBy(found => found.Path).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in idle)
        {
            // One key may stand for two clocks; a rule that still serves one of them is told for the other only.
            var clocks = parts.Clocks.Count(rules => rules.Rules.Any(rule => rule.Path == group.Key));
            var what = group.Count() == clocks ? "It is never used" : $"It is never used for {string.Join(" and ", group.Select(found => Words.Of(found.Clock)))}";
            yield return Unused(group.Key, what, group.SelectMany(found => found.Takers));
        }

        foreach (var (path, takers) in Idle(parts.Extensions, cases).Concat(Idle(parts.Objection.Windows, cases)).Concat(Idle(parts.Triage, [.. space.BeforeTriage()])))
            yield return Unused(path, "It is never used", takers);
    }

    private static RuleFinding Unused(string path, string what, IEnumerable<string> takers)
    {
        var names = takers.Distinct().Order(StringComparer.Ordinal).ToArray();
        var named = string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? " and others" : string.Empty);
        return RuleFinding.Warning(path, $"{what}: {named} {(names.Length == 1 ? "takes" : "take")} every case it is for.", "Remove it, or narrow the others.");
    }

    private static IEnumerable<(string Path, string[] Takers)> Idle<T>(RuleSet<T> rules, RuleSubject[] cases)
        where T : class
    {
        var used = cases.Select(subject => rules.For(subject)?.Path).ToHashSet();
        foreach (var rule in rules.Rules.Where(rule => !used.Contains(rule.Path)))
            yield return (rule.Path, [.. cases.Where(subject => rule.Match.Matches(subject)).Select(subject => rules.For(subject)!.Path).Distinct()]);
    }
}
