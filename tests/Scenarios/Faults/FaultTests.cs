using GridCase.Faults;
using Xunit.Abstractions;

namespace GridCase.Scenarios.Faults;

/// <summary>Seeds of the fault suite in which each kind of fault comes at least once. Many more: <c>dotnet run -c Release --project tests/Faults -- --seeds 1-200</c>.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly FaultKind[] Jumps = [FaultKind.ClockForward, FaultKind.ClockBack];

    [Fact]
    public Task Nothing_is_lost_late_or_twice_whatever_befalls_the_host() => Pass(TestSize.Of<int[]>(usual: [440], whole: [440, 2, 17]), Enum.GetValues<FaultKind>().Except(Jumps));

    [JumpFact]
    public Task Nothing_is_early_or_out_of_order_when_the_clock_jumps_ahead_and_back() => Pass(TestSize.Of<int[]>(usual: [6], whole: [6, 1]), Jumps);

    private async Task Pass(IReadOnlyList<int> seeds, IEnumerable<FaultKind> kinds)
    {
        var results = await FaultSuite.Run(seeds, 2, say: output.WriteLine);
        Assert.Equal([], results.SelectMany(result => result.Breaches.Select(breach => $"seed {result.Seed}: {breach}")));
        Assert.Equal([], kinds.Except(results.SelectMany(result => result.Plan).Select(fault => fault.Kind)));
        Assert.All(results, result => Assert.True(result is { Inputs: > 30, Duplicates: > 0, Notices: > 0, Compared: > 0 }));
    }
}
