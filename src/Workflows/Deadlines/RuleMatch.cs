using System.Globalization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines;

/// <summary>What a rule is asked about; what is unknown is null and meets no condition on it.</summary>
internal readonly record struct RuleSubject(Channel Channel, CaseKind Kind, string Category, Grade? Grade, UnitTier? Tier, Urgency? Urgency)
{
    public static RuleSubject Of(CaseTraits traits) => new(traits.Channel, traits.Kind, traits.Category, traits.Grade, traits.Tier, null);
}

/// <summary>
/// The conditions of a rule. Of two rules that match, the one with more conditions is the more specific; with equally many, the one that names the
/// weightier: urgency, category (exact before a subtree, deeper before shallower), channel, kind, tier, grade. Equal in all that and able to match
/// one case: a tie, which is an error.
/// </summary>
internal sealed record RuleMatch(uint Urgencies, string? Category, uint Channels, uint Kinds, uint Tiers, uint Grades)
{
    private const string Subtree = ".*";

    public bool Matches(in RuleSubject subject) =>
        (Channels == 0 || Has(Channels, (int)subject.Channel))
        && (Kinds == 0 || Has(Kinds, (int)subject.Kind))
        && (Grades == 0 || (subject.Grade is { } grade && Has(Grades, (int)grade)))
        && (Tiers == 0 || (subject.Tier is { } tier && Has(Tiers, (int)tier)))
        && (Urgencies == 0 || (subject.Urgency is { } urgency && Has(Urgencies, (int)urgency)))
        && (Category is null || Holds(subject.Category));

    /// <summary>Higher is more specific.</summary>
    public int Specificity
    {
        get
        {
            var conditions = (Urgencies == 0 ? 0 : 32) + (Category is null ? 0 : 16) + (Channels == 0 ? 0 : 8)
                + (Kinds == 0 ? 0 : 4) + (Tiers == 0 ? 0 : 2) + (Grades == 0 ? 0 : 1);
            var depth = Category is null ? 0 : (2 * Category.Count(letter => letter == '.')) + (IsSubtree ? 0 : 3);
            return (int.PopCount(conditions) << 20) + (conditions << 12) + depth;
        }
    }

    private bool IsSubtree => Category!.EndsWith(Subtree, StringComparison.Ordinal);

    /// <summary>True when some case meets the conditions of both.</summary>
    public bool Overlaps(RuleMatch other) =>
        Meet(Channels, other.Channels) && Meet(Kinds, other.Kinds) && Meet(Grades, other.Grades)
        && Meet(Tiers, other.Tiers) && Meet(Urgencies, other.Urgencies)
        && (Category is null || other.Category is null || Category == other.Category
            || (IsSubtree && Holds(other.Category.Replace(Subtree, string.Empty, StringComparison.Ordinal)))
            || (other.IsSubtree && other.Holds(Category.Replace(Subtree, string.Empty, StringComparison.Ordinal))));

    /// <summary>Reads the conditions; faults name the condition and the words there are.</summary>
    public static RuleMatch Read(RuleWhen? when, string path, List<RuleFault> faults) => new(
        Mask<Urgency>(when?.Urgency, $"{path}.urgency", faults),
        CategoryOf(when?.Category, path, faults),
        Mask<Channel>(when?.Channel, $"{path}.channel", faults),
        Mask<CaseKind>(when?.Kind, $"{path}.kind", faults),
        Mask<UnitTier>(when?.Tier, $"{path}.tier", faults),
        Mask<Grade>(when?.Grade, $"{path}.grade", faults));

    private bool Holds(string category)
    {
        if (!IsSubtree) return category == Category;
        var root = Category.AsSpan(0, Category!.Length - Subtree.Length);
        return category.AsSpan().StartsWith(root, StringComparison.Ordinal) && (category.Length == root.Length || category[root.Length] == '.');
    }

    private static string? CategoryOf(string? text, string path, List<RuleFault> faults)
    {
        if (text is null) return null;
        var name = text.EndsWith(Subtree, StringComparison.Ordinal) ? text[..^Subtree.Length] : text;
        if (name.Length is 0 or > 80 || name.Any(letter => !(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-')))
            faults.Add(new($"{path}.category", $"'{text}' is no category.", "Write dispute.land for one category, dispute.* for it and all below it."));
        return text;
    }

    private static uint Mask<T>(string[]? words, string path, List<RuleFault> faults)
        where T : struct, Enum
    {
        if (words is { Length: 0 }) faults.Add(new(path, "An empty list matches nothing.", "Leave the condition out or name what it is for."));
        var mask = 0u;
        foreach (var word in words ?? [])
        {
            if (Words.TryRead<T>(word, out var member)) mask |= 1u << Convert.ToInt32(member, CultureInfo.InvariantCulture);
            else faults.Add(new(path, $"'{word}' is unknown.", $"Known are {Words.All<T>()}."));
        }

        return mask;
    }

    private static bool Has(uint mask, int member) => (mask >> member & 1) == 1;

    private static bool Meet(uint mask, uint other) => mask == 0 || other == 0 || (mask & other) != 0;
}

/// <summary>The conditions as written in a document; a condition left out does not bind.</summary>
internal sealed record RuleWhen(
    string[]? Urgency = null,
    string? Category = null,
    string[]? Channel = null,
    string[]? Kind = null,
    string[]? Tier = null,
    string[]? Grade = null);
