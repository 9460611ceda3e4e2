using System.Collections.Immutable;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>Reads the ladders of a policy document.</summary>
internal static class PolicyLadders
{
    internal static IReadOnlyDictionary<string, Ladder> Read(LadderEntry[] entries, List<RuleFault> faults)
    {
        var ladders = new Dictionary<string, Ladder>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
        {
            var path = $"$.ladders[{i}]";
            var ladder = Ladder(entries[i], path, faults);
            if (!ladders.TryAdd(ladder.Name, ladder))
                faults.Add(new($"{path}.name", $"'{ladder.Name}' stands twice.", "Give each ladder its own name."));
        }

        return ladders;
    }

    private static Ladder Ladder(LadderEntry entry, string path, List<RuleFault> faults)
    {
        if (entry.Rungs.Length is 0 or > 20) faults.Add(new($"{path}.rungs", $"{entry.Rungs.Length} rungs.", "Give 1 to 20."));
        var rungs = ImmutableArray.CreateBuilder<Rung>();
        for (var i = 0; i < entry.Rungs.Length; i++)
        {
            var rung = entry.Rungs[i];
            var before = i == 0 ? (Budget?)null : entry.Rungs[i - 1].Offset;
            if (before is { } last && (rung.Offset.CompareLength(last) <= 0 || (rung.Offset.Kind != last.Kind && !last.IsZero)))
                faults.Add(new($"{path}.rungs[{i}].offset", $"{rung.Offset} does not come after {last}.", "Let the offsets grow, all of one kind."));
            rungs.Add(new(i + 1, rung.Offset, People(rung.Audience, $"{path}.rungs[{i}].audience", faults), entry.AcknowledgeWithin, entry.Urgent)
            {
                Channels = Channels(rung.Channels, $"{path}.rungs[{i}].channels", faults),
            });
        }

        return new(entry.Name, People(entry.Warn, $"{path}.warn", faults), People(entry.Due, $"{path}.due", faults), rungs.DrainToImmutable())
        {
            Channels = Channels(entry.Channels, $"{path}.channels", faults),
        };
    }

    /// <summary>Which channels there are is not the policy's to know: a word that none answers to is shown with the channels.</summary>
    private static ImmutableArray<string> Channels(string[]? named, string path, List<RuleFault> faults)
    {
        if (named is null) return [];
        if (named.Length is 0 or > ChannelCheck.Most) faults.Add(new(path, $"{named.Length} channels.", $"Give 1 to {ChannelCheck.Most}, or leave the key out for every channel."));
        foreach (var word in named)
            if (!ChannelCheck.IsName(word)) faults.Add(new(path, "A channel is named by its id or kind, in lower-case letters, digits and hyphens.", "Write it as email."));
        if (named.Distinct().Count() != named.Length) faults.Add(new(path, "A channel stands twice.", "Name each once."));
        return [.. named];
    }

    private static ImmutableArray<string> People(string[] audience, string path, List<RuleFault> faults)
    {
        if (audience.Length == 0) faults.Add(new(path, "Nobody is named.", "Name at least one post."));
        foreach (var word in audience)
            if (!Audience.IsKnown(word)) faults.Add(new(path, $"'{word}' is no post.", $"Known are {string.Join(", ", Audience.Words.Order())}."));
        return [.. audience];
    }
}
