using System.Collections.Immutable;

namespace GridCase.Workflows.Escalation;

/// <summary>What one digest says (合并通知): how many notices of which purpose, about which cases. The notices themselves stand in the inbox.</summary>
/// <param name="ByPurpose">Counts by purpose, the most frequent first.</param>
/// <param name="CaseCodes">At most <see cref="MostCases"/>, in the order in which they were told.</param>
/// <param name="Cases">How many cases there are in all.</param>
public sealed record Digest(
    string PersonId, DateTimeOffset From, DateTimeOffset To, int Total, ImmutableArray<PurposeCount> ByPurpose, ImmutableArray<string> CaseCodes, int Cases)
{
    /// <summary>The type of a digest's parcel.</summary>
    public const string Type = "cn.gridcase.notice.digest";

    public const int MostCases = 50;

    /// <summary>The digest of the notices held for a person, in the order in which they came.</summary>
    public static Digest Of(string personId, DateTimeOffset from, DateTimeOffset to, IEnumerable<(string Purpose, string CaseCode)> held)
    {
        var all = held.ToList();
        var codes = all.Select(one => one.CaseCode).Distinct().ToList();
        var purposes = all.GroupBy(one => one.Purpose).Select(group => new PurposeCount(group.Key, group.Count()))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Purpose, StringComparer.Ordinal);
        return new(personId, from, to, all.Count, [.. purposes], [.. codes.Take(MostCases)], codes.Count);
    }
}

public sealed record PurposeCount(string Purpose, int Count);
