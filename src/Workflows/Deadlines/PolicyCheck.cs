using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// Checks a policy before it is published: whether it can be read, whether every case gets its clocks, whether a rule is never used, and what does not
/// fit this county and its calendar.
/// </summary>
public static class PolicyCheck
{
    private const int MostListed = 5;

    /// <summary>Everything there is to say, errors first. A document that cannot be read gives its faults and nothing else.</summary>
    /// <param name="calendar">The calendar that it is to be counted with.</param>
    /// <param name="today">The local day from which it is asked how far budgets reach.</param>
    /// <param name="categories">The categories of the county; without any, conditions on categories are not looked up.</param>
    /// <param name="postWords">The audience words that posts of the county answer to; without any they are not looked up.</param>
    public static ImmutableArray<RuleFinding> Findings(
        string json, WorkCalendar calendar, DateOnly today, IReadOnlyCollection<string>? categories = null, IReadOnlyCollection<string>? postWords = null)
    {
        Policy policy;
        try
        {
            policy = Policy.Parse(json);
        }
        catch (RuleDocumentException refusal)
        {
            return [.. refusal.Faults.Select(RuleFinding.Of)];
        }

        var parts = policy.Parts;
        var space = new CaseSpace(CategoryConditions(parts).Select(condition => condition.Category), categories ?? []);
        return
        [
            .. GapCheck.Findings(parts, space),
            .. ReachCheck.Findings(parts, space),
            .. UnknownCategories(parts, categories ?? []),
            .. IdleLadders(parts),
            .. LadderPosts.Findings(parts, postWords ?? []),
            .. Horizon(parts, calendar, today),
        ];
    }

    private static IEnumerable<RuleFinding> UnknownCategories(PolicyParts parts, IReadOnlyCollection<string> categories)
    {
        if (categories.Count == 0) yield break;
        foreach (var (category, path) in CategoryConditions(parts).Distinct())
        {
            var match = new RuleMatch(0, category, 0, 0, 0, 0);
            if (!categories.Any(known => match.Matches(new(default, default, known, null, null, null))))
                yield return RuleFinding.Warning(path, $"No category of this county is '{category}'.", "Correct it, or add the category to the directory: until then the rule does nothing.");
        }
    }

    private static IEnumerable<(string Category, string Path)> CategoryConditions(PolicyParts parts) =>
        parts.Clocks.SelectMany(rules => rules.Rules.Select(rule => (rule.Match, Path: rule.Path[..rule.Path.IndexOf(".clocks", StringComparison.Ordinal)])))
            .Concat(parts.Extensions.Rules.Select(rule => (rule.Match, rule.Path)))
            .Concat(parts.Objection.Windows.Rules.Select(rule => (rule.Match, rule.Path)))
            .Concat(parts.Triage.Rules.Select(rule => (rule.Match, rule.Path)))
            .Where(rule => rule.Match.Category is not null)
            .Select(rule => (rule.Match.Category!, $"{rule.Path}.when.category"));

    private static IEnumerable<RuleFinding> IdleLadders(PolicyParts parts)
    {
        var climbed = parts.Clocks.SelectMany(rules => rules.Rules).SelectMany(rule => rule.Rule.ByGrade).Select(terms => terms?.Ladder).ToHashSet();
        for (var i = 0; i < parts.File.Ladders.Length; i++)
        {
            var name = parts.File.Ladders[i].Name;
            if (!climbed.Contains(name))
                yield return RuleFinding.Warning($"$.ladders[{i}]", $"No clock climbs the ladder '{name}'.", "Name it under climbs, or remove it.");
        }
    }

    private static IEnumerable<RuleFinding> Horizon(PolicyParts parts, WorkCalendar calendar, DateOnly today)
    {
        var start = today.ToDateTime(new TimeOnly(9, 0)).Ticks;
        var beyond = parts.Clocks.SelectMany(rules => rules.Rules).DistinctBy(rule => rule.Path).OrderBy(rule => rule.Path, StringComparer.Ordinal)
            .Select(rule => (rule.Path, Terms: rule.Rule.ByGrade.FirstOrDefault(terms => terms is not null)))
            .Where(rule => rule.Terms is { Budget.Kind: not DayKind.Elapsed })
            .Select(rule => (rule.Path, rule.Terms!.Budget, Due: DateOnly.FromDayNumber(Counting.End(start, rule.Terms.Budget, rule.Terms.EndOfDay, calendar, 0, null).Day)))
            .Where(rule => rule.Due > calendar.Horizon).ToArray();
        if (beyond.Length == 0) yield break;
        var listed = string.Join(", ", beyond.Take(MostListed).Select(rule => $"{rule.Budget} at {rule.Path} to {rule.Due:yyyy-MM-dd}")) + (beyond.Length > MostListed ? " and others" : string.Empty);
        yield return RuleFinding.Warning(
            "$.rules",
            $"Counted from {today:yyyy-MM-dd}, {(beyond.Length == 1 ? "1 budget reaches" : $"{beyond.Length} budgets reach")} past {calendar.Horizon:yyyy-MM-dd}, where the calendar ends: {listed}.",
            $"Import {calendar.Horizon.Year + 1} into the calendar as soon as its notice is out; until then such due times are provisional.");
    }
}
