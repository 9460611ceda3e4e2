using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

public sealed class SqliteRelativesTests : RelativesContract<SqliteRig>
{
    [Fact]
    public async Task The_index_is_written_anew_from_the_facts()
    {
        var order = Make.Order("1", change: registered => registered with { CallerKey = "a", AddressKey = "door", Latitude = 21.25, Longitude = 110.45 });
        var file = await Rig.Keep(order);
        Assert.Equal(3, Rig.Count("likenesses"));
        Rig.Tamper("DELETE FROM likenesses WHERE key < 0");
        Rig.Tamper("INSERT INTO likenesses (key, case_no) VALUES (7, 1), (7, 9)");
        Assert.Contains(Rig.Books.Check().Differences, difference => difference.Contains("missing from the index of likenesses", StringComparison.Ordinal));
        Rig.Books.Rebuild();
        Assert.Empty(Rig.Books.Check().Differences);
        Assert.Equal(3, Rig.Count("likenesses"));
        Assert.Equal(0, Rig.Books.Rebuild().Rewritten);
        Assert.Equal([file.Id], (await Rig.Cases.Relatives(new() { Latitude = 21.25, Longitude = 110.45 })).CaseIds);
        Rig.Tamper("INSERT INTO likenesses (key, case_no) VALUES (7, 1)");
        Assert.Contains("1 entries that no case has", Assert.Single(Rig.Books.Check().Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_index_holds_says_nobodys_number()
    {
        await Rig.Keep(Make.Order("1", change: registered => registered with { CallerKey = new('a', 64) }));
        Assert.Equal(1, Rig.Count("likenesses"));
        Assert.Equal(0, Rig.Count("likenesses WHERE typeof(key) <> 'integer'"));
    }
}

public sealed class MemoryRelativesTests : RelativesContract<MemoryRig>;
