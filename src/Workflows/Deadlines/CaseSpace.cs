using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines;

/// <summary>Every sort of case that a policy can tell apart, for checks that ask which rule each would get.</summary>
/// <remarks>Of categories that meet the same conditions one stands for all, so the space stays small however many the county has.</remarks>
internal sealed class CaseSpace
{
    private const string Subtree = ".*";

    private static readonly Channel[] Channels = Enum.GetValues<Channel>();
    private static readonly CaseKind[] Kinds = Enum.GetValues<CaseKind>();
    private static readonly Grade[] Grades = Enum.GetValues<Grade>();
    private static readonly Urgency[] Urgencies = Enum.GetValues<Urgency>();

    /// <summary>Tiers of the units that may hold a case.</summary>
    public static readonly UnitTier?[] Held = [.. Enum.GetValues<UnitTier>().Cast<UnitTier?>()];

    /// <summary>And of a case that none holds yet.</summary>
    public static readonly UnitTier?[] HeldOrNot = [null, .. Held];

    private readonly string[] known;
    private readonly string[] thinkable;

    public CaseSpace(IEnumerable<string> conditions, IEnumerable<string> categories)
    {
        var distinct = conditions.Distinct().ToArray();
        known = Representatives(categories, distinct);
        // A category that no condition names, and some that each condition does: what the county may yet have.
        thinkable = Representatives([.. known, "any", .. distinct.SelectMany(Examples)], distinct);
        if (known.Length == 0) known = ["any"];
    }

    /// <summary>The cases of the county as it is.</summary>
    public IEnumerable<RuleSubject> Cases(UnitTier?[] tiers) => Cases(known, tiers);

    /// <summary>The cases of any county with these rules.</summary>
    public IEnumerable<RuleSubject> Thinkable() => Cases(thinkable, HeldOrNot);

    /// <summary>What is known of a case when its grade is proposed.</summary>
    public IEnumerable<RuleSubject> BeforeTriage() =>
        from channel in Channels
        from kind in Kinds
        from category in thinkable
        from urgency in Urgencies
        select new RuleSubject(channel, kind, category, null, null, urgency);

    private static IEnumerable<RuleSubject> Cases(string[] categories, UnitTier?[] tiers) =>
        from channel in Channels
        from kind in Kinds
        from grade in Grades
        from category in categories
        from tier in tiers
        select new RuleSubject(channel, kind, category, grade, tier, null);

    private static string[] Representatives(IEnumerable<string> categories, string[] conditions) =>
        [.. categories.DistinctBy(category => string.Concat(conditions.Select(condition => Meets(condition, category) ? '1' : '0')))];

    private static bool Meets(string condition, string category) =>
        new RuleMatch(0, condition, 0, 0, 0, 0).Matches(new(default, default, category, null, null, null));

    private static IEnumerable<string> Examples(string condition) => condition.EndsWith(Subtree, StringComparison.Ordinal)
        ? [condition[..^Subtree.Length], condition[..^1] + "any"]
        : [condition];
}
