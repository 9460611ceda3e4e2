using System.Security.Cryptography;
using System.Text;

namespace GridCase.Checker;

/// <summary>Each accepted order is in the case that its sender was answered with, and in no other; no case came from nowhere.</summary>
internal static class InputCheck
{
    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside)
    {
        var cases = record.Cases.Where(one => one.Texts is [{ Type: "registered" }, ..]).ToList();
        foreach (var same in record.Cases.GroupBy(one => one.Id).Where(same => same.Count() > 1)) yield return new(Promises.Inputs, same.Key, $"there are {same.Count()} cases of this id.");
        foreach (var same in cases.GroupBy(NameOf).Where(same => same.Count() > 1))
            yield return new(Promises.Inputs, same.First().Id, $"the order {same.Key} is in {same.Count()} cases: {string.Join(", ", same.Select(one => one.Id))}.");
        foreach (var one in cases.Where(one => one.Id != IdOf(NameOf(one)))) yield return new(Promises.Inputs, one.Id, $"the case does not bear the id that its order {NameOf(one)} gives it.");
        if (outside is null) yield break;
        var byId = record.Cases.DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        foreach (var input in outside.Inputs)
        {
            if (!byId.TryGetValue(input.CaseId, out var one)) yield return new(Promises.Inputs, input.CaseId, $"the order {input.Channel}/{input.ExternalId} was accepted and is in no case.");
            else if (NameOf(one) != (input.Channel, input.ExternalId)) yield return new(Promises.Inputs, input.CaseId, $"the order {input.Channel}/{input.ExternalId} was answered with a case of another order.");
        }

        if (!outside.AllInputsKnown) yield break;
        var known = outside.Inputs.Select(input => (input.Channel, input.ExternalId)).ToHashSet();
        foreach (var one in cases.Where(one => one.Texts[0].Text("channel") is not ("look-back" or "inspection") && !known.Contains(NameOf(one))))
            yield return new(Promises.Inputs, one.Id, $"nobody was told that the order {NameOf(one)} was accepted.");
    }

    private static (string Channel, string ExternalId) NameOf(CaseRecord one) =>
        one.Texts is [var first, ..] ? (first.Text("channel") ?? "", first.Text("externalId") ?? "") : ("", "");

    /// <summary>The case's id is a hash of the order's name, so that the same order cannot become two cases.</summary>
    private static string IdOf((string Channel, string ExternalId) name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name.Channel}\n{name.ExternalId}")).AsSpan(0, 16));
}
