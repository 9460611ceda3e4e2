using System.Security.Cryptography;
using System.Text;

namespace GridCase.Checker;

/// <summary>Numbers without gaps from 1, hashes computed anew over the bytes, times that never go back, a head that says the same.</summary>
internal static class ChainCheck
{
    private static readonly string Genesis = new('0', 64);

    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside) => record.Cases.SelectMany(Of);

    private static IEnumerable<Breach> Of(CaseRecord one)
    {
        var (previous, number) = (Genesis, 0);
        foreach (var fact in one.Facts)
        {
            number++;
            if (fact.Number != number)
            {
                yield return Broken($"fact {number} is missing; fact {fact.Number} follows.");
                yield break;
            }

            if (fact.Hash != HashOf(previous, fact.Json)) yield return Broken($"fact {number} does not bear the hash of what it says behind the fact before it.");
            previous = fact.Hash;
        }

        if (number == 0) yield return Broken("it has no facts.");
        if (one.Texts.Count < number) yield return Broken($"fact {one.Texts.Count + 1} cannot be read.");
        if (one.Version != number) yield return Broken($"its head speaks of {one.Version} facts; there are {number}.");
        if (one.Hash != previous) yield return Broken("its head bears another hash than its last fact.");
        DateTimeOffset? before = null;
        foreach (var fact in one.Texts)
        {
            if (fact.Number == 1 != (fact.Type == "registered")) yield return Broken($"{fact} stands at the wrong place: a case is registered once, at first.");
            if (fact.Number != one.Facts[0].Number + Index(one, fact)) yield return Broken($"{fact} says another number than its place.");
            if (fact.At < before) yield return Broken($"{fact} happened at {fact.At:O}, before the fact in front of it at {before:O}.");
            before = fact.At;
        }

        Breach Broken(string what) => new(Promises.Chain, one.Id, what);
    }

    private static int Index(CaseRecord one, FactText fact)
    {
        for (var i = 0; i < one.Texts.Count; i++)
            if (ReferenceEquals(one.Texts[i], fact)) return i;
        return -1;
    }

    private static string HashOf(string previous, string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{json}")));
}
