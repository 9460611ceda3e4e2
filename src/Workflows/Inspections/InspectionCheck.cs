using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>Whether a checklist, a plan, a place or a campaign can be used as it is written. Each answers the first thing that is wrong, or null.</summary>
public static class InspectionCheck
{
    private const int LongestName = 120;
    private const int LongestText = 500;

    public static Refusal? Of(Checklist checklist, CountyDirectory directory)
    {
        if (!IsCode(checklist.Code, 64)) return Bad("bad-code", "A checklist's code has 1 to 64 letters, digits and hyphens.");
        if (!IsText(checklist.Name, LongestName)) return Bad("bad-name", $"A name has 1 to {LongestName} characters.");
        if (UnknownKind(checklist.PlaceKinds) is { } kind) return kind;
        if (checklist.Items.Length is 0 or > Checklist.MostItems) return Bad("bad-items", $"A checklist has 1 to {Checklist.MostItems} items.");
        var ids = new HashSet<string>();
        foreach (var item in checklist.Items)
        {
            if (!IsCode(item.Id, 32) || !ids.Add(item.Id)) return Bad("bad-item", $"Item ids are 1 to 32 letters, digits and hyphens, each once: {item.Id}.");
            if (!IsText(item.Zh, LongestText) || !IsText(item.En, LongestText)) return Bad("bad-item", $"Item {item.Id} needs a text of at most {LongestText} characters in Chinese and in English.");
            if (directory.Category(item.Category) is null) return Bad("unknown-category", $"The county has no category {item.Category} (item {item.Id}).");
            if (item.Grade == Grade.L4) return Bad("bad-item", $"Item {item.Id}: L4 (复杂) is on approval, not by a checklist.");
            if (item.Rectify is { } rectify && !IsBudget(rectify)) return Bad("bad-budget", $"Item {item.Id}: a budget is written 3wd, 7cd, 4wh or PT2H, and is at most a year.");
            if (item.Evidence is { } why && !IsText(why, LongestText)) return Bad("bad-item", $"Item {item.Id}: say in at most {LongestText} characters why a photo is necessary, or leave it out.");
            if (item.Department is { } unit && directory.Holder(unit) is null) return Bad("unknown-unit", $"The county has no unit {unit} (item {item.Id}).");
        }

        return null;
    }

    public static Refusal? Of(InspectionPlan plan, Checklist? checklist, Policy policy, CountyDirectory directory)
    {
        if (!IsCode(plan.Id, 64)) return Bad("bad-code", "A plan's id has 1 to 64 letters, digits and hyphens.");
        if (!IsText(plan.Name, LongestName)) return Bad("bad-name", $"A name has 1 to {LongestName} characters.");
        foreach (var frequency in new[] { plan.Rhythm.Red, plan.Rhythm.Yellow, plan.Rhythm.Green, plan.Rhythm.Grids })
            if (frequency is not null && !Frequency.TryParse(frequency, out _)) return Bad("bad-frequency", $"'{frequency}' is no frequency: write P1D, P1W, P2W, P1M or 7cd.");
        if (plan.Target.Kind != TargetKind.Places && plan.Rhythm.Grids is null) return Bad("bad-frequency", "Say how often grids are inspected.");
        return OfTerms(plan.Target, plan.Window, checklist, plan.Ladder, plan.Departments, policy, directory);
    }

    public static Refusal? Of(Campaign campaign, Checklist? checklist, Policy policy, CountyDirectory directory) =>
        IsText(campaign.Name, LongestName)
            ? OfTerms(campaign.Target, campaign.Window, checklist, campaign.Ladder, campaign.Departments, policy, directory)
            : Bad("bad-name", $"A name has 1 to {LongestName} characters.");

    public static Refusal? Of(Place place, CountyDirectory directory)
    {
        if (!IsCode(place.Id, 64)) return Bad("bad-code", "A place's id has 1 to 64 letters, digits and hyphens.");
        if (!IsText(place.Name, LongestName)) return Bad("bad-name", $"A name has 1 to {LongestName} characters.");
        if (UnknownKind([place.Kind]) is { } kind) return kind;
        if (directory.GridNow(place.GridCode) is null) return Bad("unknown-grid", $"The county has no grid {place.GridCode}.");
        return place is { Latitude: not (null or (>= -90 and <= 90)) } or { Longitude: not (null or (>= -180 and <= 180)) } ? Bad("bad-position", "That is no position on earth.") : null;
    }

    private static Refusal? OfTerms(
        PlanTarget target, string window, Checklist? checklist, string ladder, ImmutableArray<string> departments, Policy policy, CountyDirectory directory)
    {
        if (!IsBudget(window)) return Bad("bad-budget", "A window is written 4wd, 2cd, 4wh or PT48H, and is at most a year.");
        if (checklist is not { Active: true }) return Bad("unknown-checklist", "There is no such checklist in use.");
        if (!policy.Ladders.ContainsKey(ladder)) return Bad("unknown-ladder", $"The deadline policy has no ladder {ladder}.");
        if (UnknownKind(target.PlaceKinds) is { } kind) return kind;
        if (target.GridPrefixes.Length > 200) return Bad("too-many-areas", "At most 200 areas can be named.");
        foreach (var prefix in target.GridPrefixes)
            if (prefix.Length is < 6 or > 15 || !prefix.All(char.IsAsciiDigit) || !prefix.StartsWith(directory.Code, StringComparison.Ordinal))
                return Bad("bad-area", $"'{prefix}' is no beginning of a grid's code in this county.");
        if (departments.Length > InspectionPlan.MostDepartments) return Bad("too-many-departments", $"At most {InspectionPlan.MostDepartments} departments can sign.");
        return departments.FirstOrDefault(unit => directory.Holder(unit) is null) is { } unknown ? Bad("unknown-unit", $"The county has no unit {unknown}.") : null;
    }

    private static Refusal? UnknownKind(ImmutableArray<string> kinds) =>
        kinds.FirstOrDefault(kind => PlaceKind.Of(kind) is null) is { } unknown ? Bad("unknown-place-kind", $"There is no kind of place {unknown}.") : null;

    private static bool IsBudget(string text) => Budget.TryParse(text, out var budget) && budget.IsWithinYear && !(budget is { InDays: false, IsZero: true });

    private static bool IsText(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most;

    private static bool IsCode(string? code, int most) => code is { Length: > 0 } && code.Length <= most && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');

    private static Refusal Bad(string code, string detail) => new(RefusalKind.Inconsistent, code, detail);
}

/// <summary>专项行动: a round of inspections that a person starts now.</summary>
/// <param name="Window">From now, such as <c>2cd</c>: "every household in two days".</param>
/// <param name="PlanId">The plan whose terms it takes, where it does; only for the record.</param>
public sealed record Campaign(string Name, PlanTarget Target, string Window, string Checklist, string Ladder, ImmutableArray<string> Departments, string? PlanId = null)
{
    public ImmutableArray<string> Departments { get; init; } = Departments.IsDefault ? [] : Departments;
}
