namespace GridCase.Workflows.Deadlines;

/// <summary>One rule with its conditions and where it stands in the document.</summary>
internal sealed record Ruled<T>(RuleMatch Match, T Rule, string Path);

/// <summary>Rules of one sort, the most specific first.</summary>
internal sealed class RuleSet<T>
    where T : class
{
    private readonly Ruled<T>[] rules;

    /// <summary>Orders the rules and reports those of which neither is more specific.</summary>
    internal RuleSet(IEnumerable<Ruled<T>> rules, string what, List<RuleFault> faults)
    {
        this.rules = [.. rules.OrderByDescending(rule => rule.Match.Specificity)];
        for (var i = 0; i < this.rules.Length; i++)
        {
            for (var j = i + 1; j < this.rules.Length && this.rules[j].Match.Specificity == this.rules[i].Match.Specificity; j++)
            {
                if (!this.rules[i].Match.Overlaps(this.rules[j].Match)) continue;
                var problem = $"It ties with {this.rules[i].Path} on {what}: some case matches both and neither is more specific.";
                faults.Add(new(this.rules[j].Path, problem, "Add a condition to one of them."));
            }
        }
    }

    internal IReadOnlyList<Ruled<T>> Rules => rules;

    /// <summary>The most specific rule that matches, or null.</summary>
    internal Ruled<T>? For(in RuleSubject subject)
    {
        foreach (var rule in rules)
            if (rule.Match.Matches(subject)) return rule;
        return null;
    }
}
