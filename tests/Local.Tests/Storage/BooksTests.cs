using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

public sealed class BooksTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 2, 10);
    private readonly SqliteRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Books_that_nobody_touched_are_in_order()
    {
        await Fill();

        var report = rig.Books.Check();
        Assert.Empty(report.Differences);
        Assert.Equal((250, 1, 0), (report.Cases, report.Seals, report.Rewritten));
        Assert.True(report.Facts > 250);
        Assert.True(report.InOrder);
    }

    [Theory]
    [InlineData("UPDATE facts SET json = replace(json, 'facility.manhole', 'facility.manhale') WHERE key = 2 << 20 | 1", "fact 1 is not the one that was chained")]
    [InlineData("UPDATE facts SET json = replace(json, 'clerk', 'klerk') WHERE key = 1 << 20 | 4", "fact 4 is not the one that was chained")]
    [InlineData("UPDATE facts SET json = '{' WHERE key = 1 << 20 | 4", "fact 4 cannot be read")]
    [InlineData("UPDATE facts SET hash = zeroblob(32) WHERE key = 1 << 20 | 2", "fact 2 is not the one that was chained")]
    [InlineData("DELETE FROM facts WHERE key = 1 << 20 | 2", "fact 2 is missing; fact 3 follows")]
    [InlineData("DELETE FROM facts WHERE key = 1 << 20 | 6", "the index says version 6, the facts say 5")]
    [InlineData("DELETE FROM facts WHERE key >> 20 = 3", "it has no facts")]
    [InlineData("UPDATE cases SET light = 1 WHERE no = 1", "the index says light Green, the facts say Yellow")]
    [InlineData("UPDATE cases SET stage = 6 WHERE no = 1", "the index says stage LookBack, the facts say Handling")]
    [InlineData("UPDATE cases SET unit = NULL WHERE no = 1", "the index says unit nothing, the facts say 440804-jtj")]
    [InlineData("UPDATE cases SET next = next + 1 WHERE no = 1", "the index says next")]
    [InlineData("UPDATE cases SET alive = NULL WHERE no = 1", "the index says alive False")]
    [InlineData("UPDATE cases SET id = zeroblob(16) WHERE no = 3", "the index says id")]
    [InlineData("DELETE FROM cases WHERE no = 3", "Facts of case number 3: there is no such case")]
    [InlineData("DELETE FROM helpers WHERE case_no = 1", "the helper unit 440804-cgj is missing from the index")]
    [InlineData("INSERT INTO helpers (unit, case_no) VALUES ('x', 2)", "the index names the helper unit x, the facts do not")]
    [InlineData("UPDATE texts SET key = key + 256 * 100", "belongs to fact 101, which there is not")]
    [InlineData("UPDATE texts SET field = 'remark'", "was changed or moved")]
    [InlineData("UPDATE notices SET case_no = 9999", "Notice 1: there is no such case")]
    [InlineData("UPDATE parcels SET case_no = 9999", "Parcel 1: there is no such case")]
    [InlineData("UPDATE sealed_heads SET version = 2 WHERE case_no = 1", "The seal of 2026-02-10 does not fit")]
    [InlineData("UPDATE seals SET mac = zeroblob(32)", "The seal of 2026-02-10 does not fit")]
    [InlineData("DELETE FROM sealed_heads WHERE case_no = 7", "The seal of 2026-02-10 does not fit")]
    public async Task Whatever_is_changed_behind_the_stores_back_is_found(string change, string finding)
    {
        await Fill();
        Assert.NotEqual(0, rig.Tamper(change));

        Assert.Contains(rig.Books.Check().Differences, difference => difference.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_case_rewritten_with_a_chain_that_holds_shows_through_the_seal()
    {
        await Fill();
        var forged = Make.Order("0", category: "harmless");
        rig.Tamper("DELETE FROM facts WHERE key > 1 << 20 AND key < 2 << 20");
        rig.Tamper($"INSERT INTO facts (key, json, hash) VALUES (1 << 20 | 1, '{forged.Facts[0].Json}', x'{forged.Facts[0].Hash}')");
        rig.Tamper("DELETE FROM helpers WHERE case_no = 1");
        var rebuilt = rig.Books.Rebuild();
        Assert.Empty(rebuilt.Differences);

        var differences = rig.Books.Check().Differences;
        Assert.Single(differences);
        Assert.Contains("is not the one that was sealed on 2026-02-10: the case was rewritten", differences[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuilding_brings_back_every_index_and_a_repeat_changes_nothing()
    {
        await Fill();
        foreach (var change in new[]
        {
            "UPDATE cases SET light = 4, unit = 'x', next = NULL WHERE no % 3 = 1", "DELETE FROM cases WHERE no = 9", "DELETE FROM helpers WHERE case_no = 1",
            "INSERT INTO helpers (unit, case_no) VALUES ('x', 2)", "UPDATE cases SET id = zeroblob(16) WHERE no = 3",
        }) Assert.NotEqual(0, rig.Tamper(change));

        var first = rig.Books.Rebuild();
        Assert.Empty(first.Differences);
        Assert.InRange(first.Rewritten, 50, 250);
        Assert.Empty(rig.Books.Check().Differences);
        Assert.Equal(0, rig.Books.Rebuild().Rewritten);
    }

    [Fact]
    public async Task A_case_whose_chain_is_broken_is_not_rebuilt()
    {
        await Fill();
        rig.Tamper("UPDATE facts SET hash = zeroblob(32) WHERE key = 1 << 20 | 2");
        rig.Tamper("UPDATE cases SET light = 4 WHERE no = 1");

        Assert.Single(rig.Books.Rebuild().Differences);
        Assert.Equal(1, rig.Count("cases WHERE no = 1 AND light = 4"));
    }

    [Fact]
    public async Task Many_differences_are_told_in_part_and_counted_whole()
    {
        await Fill();
        rig.Tamper("UPDATE cases SET light = 4, stage = 7, status = 6, channel = 5, grade = 0, holder = 'x'");

        var report = rig.Books.Check();
        Assert.Equal(1_000, report.Differences.Count);
        Assert.True(report.Further > 0);
    }

    /// <summary>250 cases, the first of them with a helper unit and a warning; sealed.</summary>
    private async Task Fill()
    {
        var first = Make.Order("0", texts: [new("text", "井盖不见了")]);
        var file = await rig.Keep(first.With(Make.Notice(first.After, "p")).With(Make.Event(first.After, 1)));
        file = await rig.Keep(Make.More(file, Make.Triaged(), Make.Dispatched(), new SignedOff("clerk", null)));
        await rig.Keep(Make.More(file, new SubtaskAdded("1", Make.Urban, null)));
        rig.Wait(TimeSpan.FromMinutes(1));
        for (var i = 1; i < 250; i++) await rig.Keep(Make.Order($"{i}"));
        file = (await rig.Cases.Find(file.Id))!;
        rig.Wait(TimeSpan.FromDays(1));
        await rig.Stores.Seals.SealDay(Day);
        await rig.Keep(Make.More(file, new Warned("unit-finish", 1)));
    }
}
