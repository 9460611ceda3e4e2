using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines;

/// <summary>Finds sorts of case for which no rule speaks of a clock that every case needs. A rule that says <c>none</c> speaks.</summary>
internal static class GapCheck
{
    private static readonly ClockKind[] Needed =
    [
        ClockKind.Dispatch, ClockKind.SignOff, ClockKind.UnitFinish, ClockKind.CitizenFinish, ClockKind.Verification, ClockKind.Visit, ClockKind.Rework, ClockKind.LookBack,
    ];

    public static IEnumerable<RuleFinding> Findings(PolicyParts parts, CaseSpace space)
    {
        var said = new HashSet<string>();
        foreach (var clock in Needed)
        {
            var cases = space.Cases(TiersOf(clock)).ToArray();
            var missing = cases.Where(subject => parts.Clocks[(int)clock].For(subject) is null).ToArray();
            if (missing.Length == 0) continue;
            var which = Which(missing, cases);
            // The unit and the citizen wait for the same result; a rule names both as finish.
            var name = clock is ClockKind.UnitFinish or ClockKind.CitizenFinish && parts.Clocks.All(rules => rules.Rules.All(rule => !IsOneFinish(rule.Path))) ? "finish" : Words.Of(clock);
            if (said.Add(name + which))
                yield return RuleFinding.Error("$.rules", $"No rule gives {which} a limit for {name}.", $"Add {name} to a rule for them, or to one without conditions. Write none if they are to have no such clock.");
        }
    }

    /// <summary>At dispatch no unit holds the case yet; the citizen's clock starts before and goes on after.</summary>
    private static UnitTier?[] TiersOf(ClockKind clock) => clock switch
    {
        ClockKind.Dispatch => [null],
        ClockKind.CitizenFinish => CaseSpace.HeldOrNot,
        _ => CaseSpace.Held,
    };

    private static bool IsOneFinish(string path) => path.EndsWith("unit-finish", StringComparison.Ordinal) || path.EndsWith("citizen-finish", StringComparison.Ordinal);

    /// <summary>The cases in few words: what they have in common, and an example where that is not all.</summary>
    private static string Which(RuleSubject[] missing, RuleSubject[] all)
    {
        if (missing.Length == all.Length) return "any case";
        (string Value, string[] Missing, string[] All)[] dimensions =
        [
            Dimension(subject => Words.Of(subject.Channel)), Dimension(subject => Words.Of(subject.Kind)), Dimension(subject => Words.Of(subject.Grade!.Value)),
            Dimension(subject => subject.Category), Dimension(subject => subject.Tier is { } tier ? Words.Of(tier) : "no unit"),
        ];
        var common = string.Join(" · ", dimensions.Where(dimension => dimension.Missing.Length < dimension.All.Length).Select(dimension => dimension.Value));
        var box = dimensions.Aggregate(1, (count, dimension) => count * dimension.Missing.Length);
        if (box == missing.Length) return $"cases that are {common}";
        var first = missing[0];
        return $"{missing.Length} of {all.Length} sorts of case{(common.Length == 0 ? "" : $" ({common})")}, such as {Words.Of(first.Channel)} · {Words.Of(first.Kind)} · {Words.Of(first.Grade!.Value)} · {first.Category},";

        (string Value, string[] Missing, string[] All) Dimension(Func<RuleSubject, string> value)
        {
            var (values, known) = (missing.Select(value).Distinct().Order(StringComparer.Ordinal).ToArray(), all.Select(value).Distinct().ToArray());
            var others = known.Except(values).ToArray();
            var words = others.Length < values.Length ? $"not {string.Join(" or ", others)}" : string.Join(" or ", values.Take(4)) + (values.Length > 4 ? " or others" : string.Empty);
            return (words, values, known);
        }
    }
}
