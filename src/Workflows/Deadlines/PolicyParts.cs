using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>What one rule says of one clock, ready for each grade. Null: such cases have no such clock.</summary>
internal sealed record ClockRule(ClockTerms?[] ByGrade);

/// <summary>A policy document, checked and arranged for look-up.</summary>
internal sealed class PolicyParts
{
    private readonly List<RuleFault> faults = [];

    private PolicyParts(PolicyFile file, string? preset)
    {
        File = file;
        var chosen = preset ?? file.Preset;
        Version = preset is null ? file.Version : $"{file.Version}+{preset}";
        Title = file.Title;
        PresetEntry? over = null;
        if (chosen is not null && file.Presets?.TryGetValue(chosen, out over) != true)
            faults.Add(new("$.preset", $"There is no preset '{chosen}'.", $"Known are {string.Join(", ", file.Presets?.Keys.ToArray() ?? [])}."));

        Ladders = PolicyLadders.Read(file.Ladders, faults);
        Clocks = new ClockRules(file, Ladders, faults).Read(RuleLayers.Over(file.Rules, over?.Rules, chosen));
        var extensions = RuleLayers.Over(file.Extensions, over?.Extensions, chosen, entry => entry.Id, "$.extensions");
        Extensions = new(extensions.Select(Extension), "extensions", faults);
        var windows = RuleLayers.Over(file.Objection.Windows, over?.Windows, chosen, entry => entry.Id, "$.objection.windows");
        Objection = new(file.Objection, new(windows.Select(Window), "windows", faults));
        Triage = new(file.Triage.Select((entry, i) => Proposal(entry, $"$.triage[{i}]")), "triage", faults);
        Suspensions = [.. file.Suspensions];
        EmergencyWords = [.. file.EmergencyWords];
        Refusals = [.. file.Refusals];
        Whistles = [.. file.Whistles];
        PolicyLimits.Check(file, faults);
        RequireCatchAll(Extensions, "$.extensions");
        RequireCatchAll(Triage, "$.triage");
        if (!file.Objection.Windows.Any(window => window.When is null)) faults.Add(NoCatchAll("$.objection.windows"));
    }

    internal PolicyFile File { get; }

    internal string Version { get; }

    internal string Title { get; }

    internal IReadOnlyDictionary<string, Ladder> Ladders { get; }

    internal RuleSet<ClockRule>[] Clocks { get; }

    internal RuleSet<ExtensionRule> Extensions { get; }

    internal ObjectionRule Objection { get; }

    internal RuleSet<TriageProposal> Triage { get; }

    internal ImmutableArray<SuspensionReason> Suspensions { get; }

    internal ImmutableArray<EmergencyWord> EmergencyWords { get; }

    internal ImmutableArray<RefusalClass> Refusals { get; }

    internal ImmutableArray<WhistleRule> Whistles { get; }

    internal static PolicyParts Read(PolicyFile file, string? preset)
    {
        var parts = new PolicyParts(file, preset);
        return parts.faults.Count == 0 ? parts : throw new RuleDocumentException($"policy {file.Version}", [.. parts.faults]);
    }

    private Ruled<ExtensionRule> Extension(Layered<ExtensionEntry> layer)
    {
        var entry = layer.Entry;
        if (entry.Times > 0 && (entry.Max is null || entry.Max.Value.IsZero || entry.Approver is null || !Audience.IsKnown(entry.Approver)))
            faults.Add(new(layer.Path, "An extension needs a longest amount and an approver.", "Give max, as 10wd, and approver, as centre-duty-lead."));
        if (entry.Times is < 0 or > 9) faults.Add(new($"{layer.Path}.times", $"{entry.Times} is out of reach.", "Give 0 to 9."));
        var approver = entry.Approver ?? Audience.CentreDutyLead;
        var rule = new ExtensionRule(entry.Times, entry.Max ?? default, entry.UpToBudget, approver, layer.Name, entry.Source);
        return new(RuleMatch.Read(entry.When, $"{layer.Path}.when", faults), rule, layer.Path);
    }

    private Ruled<WindowEntry> Window(Layered<WindowEntry> layer)
    {
        var entry = layer.Entry;
        var whole = entry is { Window: not null, AtMost: null, PercentOfFinish: null, LongFinishOver: null, LongWindow: null };
        var share = entry is { Window: null, AtMost: not null, PercentOfFinish: >= 1 and <= 100 }
            && entry.LongFinishOver.HasValue == entry.LongWindow.HasValue;
        if (!whole && !share)
        {
            faults.Add(new(
                layer.Path,
                "A window is either one amount or a share of the finish budget.",
                "Give window alone, or atMost with percentOfFinish, and longFinishOver with longWindow."));
        }

        return new(RuleMatch.Read(entry.When, $"{layer.Path}.when", faults), entry, layer.Path);
    }

    private Ruled<TriageProposal> Proposal(TriageEntry entry, string path)
    {
        if (!Words.TryRead<Grade>(entry.Grade, out var grade))
            faults.Add(new($"{path}.grade", $"'{entry.Grade}' is unknown.", $"Known are {Words.All<Grade>()}."));
        return new(RuleMatch.Read(entry.When, $"{path}.when", faults), new(grade, entry.Auto, $"triage/{entry.Id}", entry.Source), path);
    }

    private void RequireCatchAll<T>(RuleSet<T> rules, string path)
        where T : class
    {
        if (rules.Rules.Count == 0 || rules.Rules[^1].Match.Specificity != 0) faults.Add(NoCatchAll(path));
    }

    private static RuleFault NoCatchAll(string path) => new(path, "Some cases match no rule.", "Add a rule without conditions.");
}
