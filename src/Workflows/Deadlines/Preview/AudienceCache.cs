using System.Collections.Immutable;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>Remembers who answers to the words of a ladder at a place. Between two ends of absences the answer is the same, so it is kept for each such stretch.</summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed class AudienceCache(CountyDirectory directory)
{
    private readonly DateTimeOffset[] turns = [.. directory.County.Absences.SelectMany(absence => new[] { absence.From, absence.To }).Distinct().Order()];
    private readonly Dictionary<(ImmutableArray<string> Words, CasePlace Place, int Stretch), ImmutableArray<Recipient>> known = [];

    public ImmutableArray<Recipient> Resolve(ImmutableArray<string> words, CasePlace place, DateTimeOffset at)
    {
        var found = Array.BinarySearch(turns, at);
        var key = (words, place, found >= 0 ? found + 1 : ~found);
        if (!known.TryGetValue(key, out var recipients)) known.Add(key, recipients = AudienceResolver.Resolve(directory, words, place, at));
        return recipients;
    }
}
