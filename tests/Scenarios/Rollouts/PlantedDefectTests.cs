namespace GridCase.Scenarios.Rollouts;

/// <summary>A checker that finds nothing is worth what it can find: each planted defect is caught and named, and the same life without it is clean.</summary>
public sealed class PlantedDefectTests
{
    public static TheoryData<string> Defects => [.. Defect.All.Keys];

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_planted() => Assert.Empty(await PlantedLife.Breaches(null));

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_planted_defect_is_caught_and_named(string defect)
    {
        var planted = Defect.All[defect];
        Assert.Contains(await PlantedLife.Breaches(planted), breach => breach.Invariant == planted.Promise);
    }
}
