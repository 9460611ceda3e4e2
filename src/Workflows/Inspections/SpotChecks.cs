using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Inspections;

/// <summary>
/// Process checks (过程抽查): which of a round's done inspections somebody else looks at again, and who may say what came of it. Pure. It counts agreement, and ranks
/// nobody (domain.md §3.5, §5.5).
/// </summary>
public static class SpotChecks
{
    /// <summary>At least so many in each village; all of them where fewer are done.</summary>
    public const int PerVillage = 2;

    /// <summary>How long after its round has ended an open check is still a task.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(30);

    private const int VillageDigits = 12;

    /// <summary>
    /// The sample, by village and in the order in which results came in: each that was, when it came in, among the two of its village that a hash of the ids puts
    /// first. So nobody can tell beforehand which it will be, asking again gives the same, and what was once in the sample stays in it: later ones only join.
    /// One that has been answered is always in it.
    /// </summary>
    /// <param name="inspections">Of one round, all that a village has; those that are not done are passed over.</param>
    public static ImmutableArray<Inspection> Of(IEnumerable<Inspection> inspections)
    {
        var sample = ImmutableArray.CreateBuilder<Inspection>();
        var villages = inspections.Where(inspection => inspection.State == InspectionState.Done).GroupBy(inspection => VillageOf(inspection.GridCode));
        foreach (var village in villages.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            List<string> first = [];
            foreach (var (inspection, rank) in village.Select(one => (one, RankOf(one.Id))).OrderBy(pair => pair.one.ReceivedAt).ThenBy(pair => pair.Item2, StringComparer.Ordinal))
            {
                var joins = first.Count < PerVillage || string.CompareOrdinal(rank, first[^1]) < 0;
                if (joins) first = [.. first.Append(rank).Order(StringComparer.Ordinal).Take(PerVillage)];
                if (joins || inspection.Check is not null) sample.Add(inspection);
            }
        }

        return sample.ToImmutable();
    }

    /// <summary>Whether this person had a hand in the inspection, and so may not check it.</summary>
    public static bool IsOwn(Inspection inspection, string personId) => inspection.DoneBy == personId || inspection.Parts.Any(part => part.SignedBy == personId);

    /// <summary>Judges an answer. The same by the same person changes nothing; anything else after the first answer is refused.</summary>
    /// <param name="remark">Private text, or null.</param>
    public static InspectionDecision Answer(Inspection inspection, bool agreed, string? remark, DecisionContext context)
    {
        if (inspection.State != InspectionState.Done) return No(RefusalKind.Rule, "not-done", "There is nothing to check yet: the inspection is not done.");
        if (IsOwn(inspection, context.Actor.PersonId)) return No(RefusalKind.Forbidden, "own-inspection", "Nobody checks an inspection that they had a hand in.");
        if (inspection.Check is { } kept)
        {
            return kept.By == context.Actor.PersonId && kept.Agreed == agreed
                ? new(inspection, [], null)
                : No(RefusalKind.Rule, "already-checked", "The inspection was checked before.");
        }

        var after = inspection with { Check = new(context.Actor.PersonId, context.Now, agreed), Version = inspection.Version + 1 };
        return new(after, string.IsNullOrWhiteSpace(remark) ? [] : [new(InspectionText.OfInspection(inspection.Id), "check", remark)], null);
    }

    private static string VillageOf(string gridCode) => gridCode.Length > VillageDigits ? gridCode[..VillageDigits] : gridCode;

    private static string RankOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("spot-check\n" + id)));

    private static InspectionDecision No(RefusalKind kind, string code, string detail) => new(null, [], new(kind, code, detail));
}

/// <summary>What came of a process check.</summary>
/// <param name="By">Who looked; never who made the inspection.</param>
/// <param name="Agreed">True where it was found as reported. A remark is a private text of the inspection under the field <c>check</c>.</param>
public sealed record SpotCheck(string By, DateTimeOffset At, bool Agreed);
