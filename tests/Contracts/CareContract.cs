using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;

namespace GridCase.Contracts;

/// <summary>What every register of care visits keeps to.</summary>
public abstract class CareContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected const string First = "440804001001001";
    private const string Second = "440804001001002";
    private const string Elsewhere = "440804100201001";

    protected TRig Rig { get; } = new();

    protected ICareStore Care => Rig.Stores.Care;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task An_entry_comes_back_with_its_history_and_what_may_be_shown_of_it()
    {
        var person = await Enter('a', First, CareTier.High);
        var visited = CareRules.Visited(person, CareOutcome.Done, Rig.Now, CareTerms.Default);
        Assert.Equal(CareSaved.Saved, await Care.Save(SaveOf(visited, CareDeedKind.Visited, new CareText(CareFields.Remark, "精神很好"))));
        Assert.Equal(visited, await Care.Find(person.Id));
        Assert.Equal([CareDeedKind.Added, CareDeedKind.Visited], (await Care.Deeds(person.Id, 0, 10)).Select(deed => deed.Kind));
        Assert.Equal([CareDeedKind.Visited], (await Care.Deeds(person.Id, 1, 10)).Select(deed => deed.Kind));
        Assert.Equal(
            [(1, CareFields.AddressMasked, "光明路12号**"), (1, CareFields.NameMasked, "陈**"), (1, CareFields.PhoneMasked, "138****5678"), (2, CareFields.Remark, "精神很好")],
            (await Care.Texts([person.Id])).Select(text => (text.Deed, text.Field, text.Value)).OrderBy(text => text.Item1).ThenBy(text => text.Field, StringComparer.Ordinal));
        Assert.Null(await Care.Find(new('f', 32)));
    }

    [Fact]
    public async Task Of_two_writers_the_first_is_taken_and_a_key_works_once()
    {
        var person = await Enter('a', First, CareTier.High);
        var told = CareRules.EventTold(person, CareTerms.Default, Rig.Now);
        var keyed = SaveOf(told, CareDeedKind.EventTold) with { Deed = new(person.Id, 2, CareDeedKind.EventTold, Rig.Now, "w") { Key = "k", ContentHash = "h" } };
        Assert.Equal(CareSaved.Saved, await Care.Save(keyed));
        Assert.Equal(CareSaved.Repeated, await Care.Save(keyed));
        Assert.Equal(CareSaved.Conflict, await Care.Save(SaveOf(told, CareDeedKind.Changed)));
        Assert.Equal(keyed.Deed, await Care.FindByKey("k"));
        Assert.Null(await Care.FindByKey("other"));
        Assert.Equal(2, (await Care.Deeds(person.Id, 0, 10)).Count);
    }

    [Fact]
    public async Task Many_are_written_or_none()
    {
        var known = await Enter('a', First, CareTier.High, "A-1");
        CareSave[] saves = [SaveOf(Person('b', First, CareTier.Key, "A-2"), CareDeedKind.Added), SaveOf(known with { Version = 3 }, CareDeedKind.Changed)];
        Assert.Equal(CareSaved.Conflict, await Care.SaveAll(saves));
        Assert.Null(await Care.FindByReference("A-2"));
        Assert.Equal(CareSaved.Conflict, await Care.Save(SaveOf(Person('c', First, CareTier.Key, "A-1"), CareDeedKind.Added)));
        Assert.Equal(CareSaved.Saved, await Care.SaveAll([saves[0]]));
        Assert.Equal(new string('b', 32), (await Care.FindByReference("A-2"))!.Id);
    }

    [Fact]
    public async Task The_list_is_cut_to_the_scope_and_begins_with_the_soonest()
    {
        await Enter('a', First, CareTier.General);
        await Enter('b', Second, CareTier.High);
        await Enter('c', Elsewhere, CareTier.Key);
        Assert.Equal("bca", await Ids(new() { Scope = CaseScope.Everything }));
        Assert.Equal("ba", await Ids(new() { Scope = new("440804001001", false, null, []) }));
        Assert.Equal("c", await Ids(new() { Scope = new(null, false, null, [Elsewhere]) }));
        Assert.Equal("", await Ids(new() { Scope = new(null, false, "440804-cgj", []) }));
        Assert.Equal("b", await Ids(new() { Scope = CaseScope.Everything, Tier = CareTier.High }));
        Assert.Equal("b", await Ids(new() { Scope = CaseScope.Everything, DueBefore = Rig.Now.AddDays(20) }));
        Assert.Equal("ca", await Ids(new() { Scope = CaseScope.Everything, GridPrefix = "4408041" }) + await Ids(new() { Scope = CaseScope.Everything, GridPrefix = First }));
        var page = await Care.List(new() { Scope = CaseScope.Everything, Limit = 2 });
        Assert.Equal("a", await Ids(new() { Scope = CaseScope.Everything, After = page.Next }));
        await Assert.ThrowsAsync<ArgumentException>(() => Care.List(new() { Scope = CaseScope.Everything, After = "nowhere" }));
    }

    [Fact]
    public async Task What_changed_since_is_told_in_order_and_what_ended_among_it()
    {
        var a = await Enter('a', First, CareTier.High);
        await Enter('b', First, CareTier.High);
        var first = (await Care.List(new() { Scope = CaseScope.Everything, ChangedSince = DateTimeOffset.UnixEpoch })).Rows;
        Assert.True(first[0].ChangedAt < first[1].ChangedAt);
        await Care.Save(SaveOf(CareRules.Ended(a), CareDeedKind.Ended));
        Assert.Equal("a", await Ids(new() { Scope = CaseScope.Everything, ChangedSince = first[1].ChangedAt }));
        Assert.Equal("b", await Ids(new() { Scope = CaseScope.Everything }));
        Assert.Equal("a", await Ids(new() { Scope = CaseScope.Everything, State = CareState.Ended }));
    }

    [Fact]
    public async Task What_is_ripe_comes_earliest_first_and_what_has_no_rung_ahead_never()
    {
        var a = await Enter('a', First, CareTier.High);
        var b = await Enter('b', Second, CareTier.Key);
        Assert.Equal(a.Due, await Care.NextRungAt());
        Assert.Empty(await Care.Ripe(a.Due.AddTicks(-1), 10));
        Assert.Equal([a], await Care.Ripe(a.Due, 10));
        Assert.Equal([a, b], await Care.Ripe(b.Due, 10));
        Assert.Equal([First, Second], await Care.Grids());
        await Care.Save(SaveOf(CareRules.Ended(a), CareDeedKind.Ended));
        Assert.Equal(b.Due, await Care.NextRungAt());
        Assert.Equal([Second], await Care.Grids());
    }

    [Fact]
    public async Task Terms_are_kept_by_version_and_entries_under_others_are_found()
    {
        var a = await Enter('a', First, CareTier.High);
        Assert.Equal(0, (await Care.Terms()).Version);
        var terms = CareTerms.Default with { Version = 1, High = new(3, 'D') };
        Assert.True(await Care.SaveTerms(terms));
        Assert.False(await Care.SaveTerms(terms));
        Assert.Equal((1, "P3D", 2), ((await Care.Terms()).Version, (await Care.Terms()).High.ToString(), (await Care.Terms()).Ladder.Length));
        Assert.Equal([a], await Care.UnderOtherTerms(1, 10));
        Assert.Empty(await Care.UnderOtherTerms(0, 10));
    }

    [Fact]
    public async Task Identity_is_revealed_field_by_field_and_every_look_is_recorded()
    {
        var a = await Enter('a', First, CareTier.High);
        var look = new CareLook(a.Id, CareFields.Name, "worker", "上门前核对", Rig.Now);
        Assert.Equal("陈阿婆", await Care.Reveal(look));
        var corrected = CareRules.Changed(a, a.Tier, a.GridCode, CareTerms.Default, Rig.Now);
        await Care.Save(SaveOf(corrected, CareDeedKind.Changed, [.. CareFields.Of(new("陈婆婆", null, null))]));
        Assert.Equal("陈婆婆", await Care.Reveal(look with { At = Rig.Now.AddMinutes(1) }));
        Assert.Null(await Care.Reveal(look with { CareId = new('f', 32) }));
        await Assert.ThrowsAsync<ArgumentException>(() => Care.Reveal(look with { Field = CareFields.Remark }));
        Assert.Equal([look with { At = Rig.Now.AddMinutes(1) }, look], await Care.Looks(10));
    }

    protected async Task<CarePerson> Enter(char id, string grid, CareTier tier, string? reference = null)
    {
        var person = Person(id, grid, tier, reference);
        Assert.Equal(CareSaved.Saved, await Care.Save(SaveOf(person, CareDeedKind.Added, [.. CareFields.Of(new("陈阿婆", "光明路12号3栋502", "13812345678"))])));
        return person;
    }

    private CarePerson Person(char id, string grid, CareTier tier, string? reference = null) => CareRules.Added(new(id, 32), grid, tier, reference, null, CareTerms.Default, Rig.Now);

    private CareSave SaveOf(CarePerson after, CareDeedKind kind, params ReadOnlySpan<CareText> texts) =>
        new(after, new(after.Id, after.Version, kind, Rig.Now, "worker"), [.. texts], CareRules.NextRungAt(after, CareTerms.Default));

    private async Task<string> Ids(CareQuery query) => string.Concat((await Care.List(query)).Rows.Select(row => row.Person.Id[0]));
}
