using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Inspections;

/// <summary>Ids that follow from what a thing is, so that making it twice makes it once.</summary>
public static class InspectionIds
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>The sweep of a plan's period: colour by colour for places.</summary>
    public static string OfSweep(string planId, RiskColour? colour, DateOnly period) =>
        Hash($"sweep\n{planId}\n{colour?.ToString() ?? "grids"}\n{period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

    /// <summary>A campaign: the same person with the same key starts one only.</summary>
    public static string OfCampaign(string personId, string key) => Hash($"campaign\n{personId}\n{key}");

    /// <summary>The inspection of a place or a grid in a sweep.</summary>
    public static string OfInspection(string sweepId, string target) => Hash($"inspection\n{sweepId}\n{target}");

    /// <summary>The re-inspection of a case after it was resolved for the n-th time.</summary>
    public static string OfReinspection(string caseId, int round) => Hash(string.Create(CultureInfo.InvariantCulture, $"reinspection\n{caseId}\n{round}"));

    /// <summary>For example <c>XC-260216-7KQ2M</c>: 巡查, the local day it opens, five characters of its id's hash.</summary>
    public static string CodeOf(string sweepId, DateTimeOffset opensAt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(sweepId));
        Span<char> tail = stackalloc char[5];
        for (var i = 0; i < tail.Length; i++) tail[i] = Alphabet[hash[i] & 31];
        return $"XC-{opensAt.ToOffset(ChinaTime.Offset).ToString("yyMMdd", CultureInfo.InvariantCulture)}-{tail}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
