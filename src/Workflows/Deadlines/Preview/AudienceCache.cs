using System.Collections.Concurrent;
using System.Collections.Immutable;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>Remembers who answers to each word of a ladder at a place. Between two ends of absences the answer is the same, so it is kept for each such stretch.</summary>
/// <remarks>For several threads at once: what two of them find at the same time is the same.</remarks>
internal sealed class AudienceCache(CountyDirectory directory)
{
    private readonly DateTimeOffset[] turns = [.. directory.County.Absences.SelectMany(absence => new[] { absence.From, absence.To }).Distinct().Order()];
    private readonly ConcurrentDictionary<Question, Recipient?> known = new();

    public ImmutableArray<Recipient> Resolve(ImmutableArray<string> words, CasePlace place, DateTimeOffset at)
    {
        var found = Array.BinarySearch(turns, at);
        var stretch = found >= 0 ? found + 1 : ~found;
        return AudienceResolver.Resolve(words, word => Answer(word, place, at, stretch));
    }

    /// <summary>Who holds the case matters to the word for the holder alone.</summary>
    private Recipient? Answer(string word, CasePlace place, DateTimeOffset at, int stretch)
    {
        var question = new Question(word, word == Audience.Holder ? place : place with { HolderPersonId = null }, stretch);
        if (!known.TryGetValue(question, out var recipient)) known[question] = recipient = AudienceResolver.Answer(directory, word, place, at);
        return recipient;
    }

    private sealed record Question(string Word, CasePlace Place, int Stretch);
}
