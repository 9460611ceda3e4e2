using System.Collections.Immutable;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>
/// Turns the words of a ladder into people at the moment a rung fires. A post that is vacant or whose person is away goes to its deputy, then up: the next
/// post of the same unit, then the unit above, at last the centre. Somebody is always found while any post of the centre is filled.
/// </summary>
public static class AudienceResolver
{
    /// <summary>The people to tell, in the order of the words, nobody twice: who answers to several words stands under the first.</summary>
    /// <exception cref="ArgumentException">A word that <see cref="Audience"/> does not know.</exception>
    public static ImmutableArray<Recipient> Resolve(CountyDirectory directory, IEnumerable<string> audience, CasePlace place, DateTimeOffset at) =>
        Resolve(audience, word => Answer(directory, word, place, at));

    /// <summary>The same, for whoever knows the answers to the words already.</summary>
    internal static ImmutableArray<Recipient> Resolve(IEnumerable<string> audience, Func<string, Recipient?> answer)
    {
        var recipients = ImmutableArray.CreateBuilder<Recipient>();
        var told = new HashSet<string>();
        foreach (var word in audience)
        {
            if (answer(word) is { } recipient && told.Add(recipient.PersonId))
                recipients.Add(recipient);
        }

        return recipients.ToImmutable();
    }

    /// <summary>Who answers to one word; null when not a single post of the centre is filled.</summary>
    internal static Recipient? Answer(CountyDirectory directory, string word, CasePlace place, DateTimeOffset at)
    {
        var chain = new SeatChain(directory, place);
        string? asked = null;
        foreach (var seat in chain.Of(word).Concat(chain.Centre()))
        {
            asked ??= seat.PostCode;
            if (seat.PersonId is { } person && !directory.IsAbsent(person, at))
                return new(person, word, seat.PostCode, seat.PostCode == asked ? null : asked);
            if (seat.DeputyId is { } deputy && !directory.IsAbsent(deputy, at))
                return new(deputy, word, seat.PostCode, asked);
        }

        // Everybody is away. A notice that waits in the inbox of the centre is better than one that reaches nobody.
        return chain.Centre().Where(seat => (seat.PersonId ?? seat.DeputyId) is not null)
            .Select(seat => new Recipient((seat.PersonId ?? seat.DeputyId)!, word, seat.PostCode, asked == seat.PostCode ? null : asked)).FirstOrDefault();
    }
}
