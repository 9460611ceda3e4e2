using GridCase.Api.Counties;
using GridCase.Tests.Shared;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Import;

namespace GridCase.Local.Tests.Counties;

/// <summary>Real counties from the state's list of division codes, into an empty county.</summary>
public sealed class DivisionImportTests
{
    [DataTheory]
    [InlineData("440804", 76)]
    [InlineData("330502", 368)]
    [InlineData("340828", 190)]
    [InlineData("350581", 130)]
    [InlineData("450881", 445)]
    public void A_county_of_the_real_list_loads_from_nothing(string code, int lines)
    {
        var (towns, villages) = (Read("towns.csv"), Read($"villages_{code}.csv"));
        var plan = CountyImport.Plan(EmptyCounty.Build().County, ImportWhat.Divisions, towns, code);
        Assert.True(plan.After is not null, string.Join("; ", plan.Faults));
        var whole = CountyImport.Plan(plan.After, ImportWhat.Divisions, villages);
        Assert.True(whole.After is not null, string.Join("; ", whole.Faults));

        var directory = new CountyDirectory(whole.After);
        var named = towns.Rows.Where(row => row.Cells[0] == code).ToList();
        Assert.Equal((code, named[0].Cells[1]), (directory.Code, directory.Name));
        Assert.Equal(named.Select(row => (row.Cells[3], row.Cells[4])), directory.Units.Where(unit => unit.Kind == UnitKind.Town).Select(unit => (unit.Code, unit.Name)));
        Assert.Equal(villages.Rows.Length, directory.Units.Count(unit => unit.Kind == UnitKind.Village));
        Assert.Equal(lines, villages.Rows.Length + 1);
        foreach (var row in named) Assert.Equal(int.Parse(row.Cells[5], System.Globalization.CultureInfo.InvariantCulture), directory.Units.Count(unit => unit.ParentCode == row.Cells[3]));
        Assert.Empty(CountyDiff.Between(whole.After, CountyImport.Plan(whole.After, ImportWhat.Divisions, villages).After!));
        Assert.Empty(CountyDiff.Between(whole.After, CountyImport.Plan(whole.After, ImportWhat.Divisions, towns).After!));
    }

    [DataFact]
    public void The_villages_alone_are_enough()
    {
        var county = CountyImport.Plan(EmptyCounty.Build().County, ImportWhat.Divisions, Read("villages_440804.csv")).After!;

        Assert.Equal("440804", county.Code);
        Assert.NotEmpty(county.Units.Where(unit => unit.Kind == UnitKind.Town));
    }

    private static ImportTable Read(string file) => CsvFile.Read(File.ReadAllBytes(RealData.File("divisions", file)));
}
