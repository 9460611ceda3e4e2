using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>Turns the rules of a policy document into terms per clock.</summary>
internal sealed class ClockRules(PolicyFile file, IReadOnlyDictionary<string, Ladder> ladders, List<RuleFault> faults)
{
    private const string Finish = "finish";
    private static readonly Grade[] Grades = Enum.GetValues<Grade>();
    private static readonly ClockKind[] Kinds = Enum.GetValues<ClockKind>();

    internal RuleSet<ClockRule>[] Read(IEnumerable<Layered<(RuleEntry Rule, string Clock, ClockEntry Terms)>> layers)
    {
        var climbs = Climbs();
        var rules = Kinds.ToDictionary(kind => kind, _ => new List<Ruled<ClockRule>>());
        foreach (var layer in layers)
        {
            var rulePath = layer.Path[..layer.Path.IndexOf(".clocks", StringComparison.Ordinal)];
            var match = RuleMatch.Read(layer.Entry.Rule.When, $"{rulePath}.when", faults);
            Check(layer.Entry.Terms, layer.Path);
            foreach (var kind in KindsOf(layer.Entry.Clock, layer.Path))
                rules[kind].Add(new(match, new([.. Grades.Select(grade => Terms(layer, climbs[(int)kind, (int)grade]))]), layer.Path));
        }

        return [.. Kinds.Select(kind => new RuleSet<ClockRule>(rules[kind], Words.Of(kind), faults))];
    }

    private ClockTerms? Terms(Layered<(RuleEntry Rule, string Clock, ClockEntry Terms)> layer, string? ladder)
    {
        var entry = layer.Entry.Terms;
        if (entry.Budget is not { } budget || ladder is null) return null;
        var marks = entry.Marks ?? file.Marks;
        return new(budget, entry.EndOfDay ?? file.EndOfDay, new(marks.WarnDaysLeft, marks.WarnPercentUsed), ladder, layer.Name);
    }

    /// <summary>One key may stand for two clocks: the unit and the citizen wait for the same result.</summary>
    private ClockKind[] KindsOf(string word, string path)
    {
        if (word == Finish) return [ClockKind.UnitFinish, ClockKind.CitizenFinish];
        if (Words.TryRead<ClockKind>(word, out var kind)) return [kind];
        faults.Add(new(path, $"'{word}' is no clock.", $"Known are {Finish}, {Words.All<ClockKind>()}."));
        return [];
    }

    private void Check(ClockEntry entry, string path)
    {
        if (entry.Budget is { InDays: false, IsZero: true })
            faults.Add(new(path, "No time at all is given.", "Give a budget above zero, or none for no clock."));
        if (entry.Budget is { InDays: true, IsZero: true } && (entry.EndOfDay ?? file.EndOfDay) == EndOfDay.SameTime)
            faults.Add(new(path, "A same-day budget that ends at the same time ends as it starts.", "Let it end at close or midnight."));
        if (entry.Marks is { } marks) PolicyLimits.Check(marks, path, faults);
    }

    /// <summary>Which ladder each clock climbs at each grade; an entry that names grades goes before one that does not.</summary>
    private string?[,] Climbs()
    {
        var climbs = new string?[Kinds.Length, Grades.Length];
        foreach (var general in (bool[])[false, true])
        {
            var taken = new HashSet<(ClockKind, Grade)>();
            for (var i = 0; i < file.Climbs.Length; i++)
                if (file.Climbs[i].Grade is null == general) Take(file.Climbs[i], $"$.climbs[{i}]", climbs, taken);
        }

        foreach (var kind in Kinds)
        {
            foreach (var grade in Grades)
                if (climbs[(int)kind, (int)grade] is null)
                    faults.Add(new("$.climbs", $"{Words.Of(kind)} at {grade} climbs no ladder.", "Name its ladder."));
        }

        return climbs;
    }

    private void Take(ClimbEntry entry, string path, string?[,] climbs, HashSet<(ClockKind, Grade)> taken)
    {
        if (!ladders.ContainsKey(entry.Ladder))
            faults.Add(new($"{path}.ladder", $"There is no ladder '{entry.Ladder}'.", $"Known are {string.Join(", ", ladders.Keys)}."));
        foreach (var kind in entry.Clocks.SelectMany(word => KindsOf(word, $"{path}.clocks")))
        {
            foreach (var word in entry.Grade ?? [.. Grades.Select(Words.Of)])
            {
                if (!Words.TryRead<Grade>(word, out var grade))
                    faults.Add(new($"{path}.grade", $"'{word}' is unknown.", $"Known are {Words.All<Grade>()}."));
                else if (!taken.Add((kind, grade)))
                    faults.Add(new(path, $"{Words.Of(kind)} at {grade} is given two ladders.", "Name each clock once per grade."));
                else
                    climbs[(int)kind, (int)grade] ??= entry.Ladder;
            }
        }
    }
}
