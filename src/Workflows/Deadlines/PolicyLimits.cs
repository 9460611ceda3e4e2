using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>Checks the plain numbers and names of a policy document.</summary>
internal static class PolicyLimits
{
    internal static void Check(PolicyFile file, List<RuleFault> faults)
    {
        if (file.Version.Length is 0 or > 40) faults.Add(new("$.version", "A version has 1 to 40 characters.", "Write it as 2026.1."));
        Check(file.Marks, "$.marks", faults);
        Once(file.Rules.Select(rule => rule.Id), "$.rules", faults);
        Once(file.Extensions.Select(rule => rule.Id), "$.extensions", faults);
        Once(file.Objection.Windows.Select(rule => rule.Id), "$.objection.windows", faults);
        Once(file.Triage.Select(rule => rule.Id), "$.triage", faults);
        Once(file.Suspensions.Select(reason => reason.Code), "$.suspensions", faults);
        Once(file.Refusals.Select(refusal => refusal.Code), "$.refusals", faults);
        Once(file.Whistles.Select(whistle => whistle.Code), "$.whistles", faults);
        foreach (var (name, preset) in file.Presets ?? [])
        {
            var path = $"$.presets.{name}.rules";
            Once((preset.Rules ?? []).Select(rule => rule.Id), path, faults);
            foreach (var rule in preset.Rules ?? [])
                if (rule.When is not null && file.Rules.FirstOrDefault(below => below.Id == rule.Id) is { } below && !SameConditions(rule, below))
                    faults.Add(new(path, $"'{rule.Id}' keeps the conditions of the rule it changes.", "Leave out when, or give it a new id."));
        }

        foreach (var reason in file.Suspensions) Positive(reason.MaxLength, $"$.suspensions.{reason.Code}.maxLength", faults);
        Within(file.Objection.MaxReturns, 0, 9, "$.objection.maxReturns", faults);
        Within(file.Visit.Attempts, 1, 20, "$.visit.attempts", faults);
        Within(file.Visit.MinDays, 1, file.Visit.Attempts, "$.visit.minDays", faults);
        Within(file.Visit.ReworkOnBad, 0, 9, "$.visit.reworkOnBad", faults);
        Positive(file.Visit.MinGap, "$.visit.minGap", faults);
        Positive(file.Visit.HotlineSilence, "$.visit.hotlineSilence", faults);
        foreach (var bad in file.Visit.Bad)
            if (file.Visit.Scale.All(level => level.Code != bad))
                faults.Add(new("$.visit.bad", $"'{bad}' is not on the scale.", "Name levels of the scale."));
        Positive(file.LookBack.After, "$.lookBack.after", faults);
        Within(file.LookBack.OnSiteSamplePercent, 0, 100, "$.lookBack.onSiteSamplePercent", faults);
        Positive(file.Ledger.ReviewEvery, "$.ledger.reviewEvery", faults);
        Positive(file.Duplicates.SameCallerWindow, "$.duplicates.sameCallerWindow", faults);
        Positive(file.Duplicates.SamePlaceWindow, "$.duplicates.samePlaceWindow", faults);
        Within(file.Duplicates.PlaceMetres, 1, 10_000, "$.duplicates.placeMetres", faults);
        Within(file.Duplicates.SuperviseFromCallers, 2, 1000, "$.duplicates.superviseFromCallers", faults);
        Within(file.Duplicates.SuperviseFromRepeats, 1, 1000, "$.duplicates.superviseFromRepeats", faults);
        if (file.Notices is not { } notices) return;
        Within(notices.DigestOver, DigestRule.LeastOver, DigestRule.MostOver, "$.notices.digestOver", faults);
        if (notices.Window.Kind != DayKind.Elapsed || !DigestRule.IsWindow(notices.Window.Time))
            faults.Add(new("$.notices.window", $"{notices.Window} does not divide the day.", "Give a duration from PT5M to PT24H of which a day holds a whole number, as PT1H."));
    }

    internal static void Check(MarksEntry marks, string path, List<RuleFault> faults)
    {
        Within(marks.WarnDaysLeft, 1, 30, $"{path}.warnDaysLeft", faults);
        Within(marks.WarnPercentUsed, 1, 99, $"{path}.warnPercentUsed", faults);
    }

    private static void Within(int value, int least, int most, string path, List<RuleFault> faults)
    {
        if (value < least || value > most) faults.Add(new(path, $"{value} is out of reach.", $"Give {least} to {most}."));
    }

    private static void Positive(Budget budget, string path, List<RuleFault> faults)
    {
        if (budget.IsZero) faults.Add(new(path, "No time at all is given.", "Give an amount above zero."));
    }

    private static bool SameConditions(RuleEntry rule, RuleEntry other) => RuleMatch.Read(rule.When, string.Empty, []) == RuleMatch.Read(other.When, string.Empty, []);

    private static void Once(IEnumerable<string> ids, string path, List<RuleFault> faults)
    {
        foreach (var id in ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key))
            faults.Add(new(path, $"'{id}' stands twice.", "Give each its own id."));
    }
}
