using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Outlines;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>Which place a code of a map means.</summary>
public sealed class PlaceTreeTests
{
    private const string TownDigits = "440804100";
    private static readonly DateTimeOffset At = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("440804", "440804")]
    [InlineData("440804000000", "440804")]
    [InlineData(TownDigits, TownDigits)]
    [InlineData(Town, TownDigits)]
    [InlineData(Village, Village)]
    [InlineData(FirstGrid, FirstGrid)]
    [InlineData("330502", null)]
    [InlineData("440804999", null)]
    [InlineData("440804100999", null)]
    [InlineData("440804100201999", null)]
    [InlineData("44080410020", null)]
    [InlineData(Traffic, null)]
    [InlineData("", null)]
    public void A_place_is_known_by_its_digits_and_by_its_division_code(string code, string? place) =>
        Assert.Equal(place, new CountyDirectory(Build()).PlaceOf(code));

    [Fact]
    public void A_grid_that_moved_is_known_by_the_code_it_had()
    {
        var moved = new CountyDirectory(CountyMove.OfGrid(Build(), FirstGrid, OtherVillage, null, At).County!);
        Assert.Equal(OtherVillage + "002", moved.PlaceOf(FirstGrid));
    }

    [Fact]
    public void Each_place_has_a_name_a_floor_and_those_below_it()
    {
        var directory = new CountyDirectory(Build());
        Assert.Equal(["湛江市坡头区", "南三镇", "光明村", "网格"], new[] { "440804", TownDigits, Village, FirstGrid }.Select(directory.NameOf));
        Assert.Equal([FirstGrid, Village, TownDigits, "440804"], PlaceTree.Upwards(FirstGrid));
        Assert.Equal(Enum.GetValues<PlaceLevel>().Reverse(), PlaceTree.Upwards(FirstGrid).Select(PlaceTree.LevelOf));
        Assert.Equal([1, 1, 2, 3], Enum.GetValues<PlaceLevel>().Select(directory.Count));
        Assert.True(PlaceTree.IsChild(Village, TownDigits));
        Assert.False(PlaceTree.IsChild(FirstGrid, TownDigits));
        Assert.False(PlaceTree.IsChild(Village, "440804101"));
    }
}
