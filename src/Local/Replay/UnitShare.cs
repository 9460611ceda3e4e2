using GridCase.Local.Replay.Orders;
using GridCase.Workflows.Directory;

namespace GridCase.Local.Replay;

/// <summary>The share in time of one unit, in the file and in the replay.</summary>
/// <param name="Orders">Orders of the unit in the file that say whether they were in time.</param>
public sealed record UnitShare(string Unit, string Name, int Orders, double? FileShare, int Cases, double? ReplayShare)
{
    /// <summary>From how many orders on a share says something.</summary>
    public const int Telling = 30;

    /// <summary>How far the replay is from the file; null where either says nothing.</summary>
    public double? Difference => FileShare is { } file && ReplayShare is { } replay ? Math.Abs(file - replay) : null;

    /// <summary>Every unit of the file, the one with most orders first.</summary>
    public static IReadOnlyList<UnitShare> Of(IReadOnlyDictionary<string, UnitFlags> flags, IReadOnlyDictionary<string, UnitResult> results, CountyDirectory directory) =>
    [
        .. flags.Select(entry => Of(entry.Key, entry.Value, results.GetValueOrDefault(entry.Key), directory))
            .OrderByDescending(share => share.Orders).ThenBy(share => share.Unit, StringComparer.Ordinal),
    ];

    private static UnitShare Of(string unit, UnitFlags flags, UnitResult? result, CountyDirectory directory) => new(
        unit, directory.Unit(unit)?.Name ?? unit, flags.Flagged, flags.Share, result?.Cases ?? 0, result is { Cases: > 0 } ? (double)result.InTime / result.Cases : null);
}
