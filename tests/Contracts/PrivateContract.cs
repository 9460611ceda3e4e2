using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Contracts;

/// <summary>What every private store keeps to.</summary>
public abstract class PrivateContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    protected IPrivateStore Private => Rig.Stores.Private;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task Case_texts_are_read_in_order_and_identity_is_not_among_them()
    {
        var file = await Rig.Keep(Order());
        await Rig.Keep(Make.More(file, Rig.Now, new DecidedFact(new Progressed(), [new("remark", "去看过了"), new("remark", "再去一次")])));

        Assert.Equal(
            [new(file.Id, 1, "text", "井盖不见了"), new(file.Id, 1, "address", "光明村1号"), new(file.Id, 2, "remark", "去看过了"), new(file.Id, 2, "remark", "再去一次")],
            await Private.ReadTexts(file.Id));
        Assert.Empty(await Private.ReadTexts(CaseIds.Of(Channel.Grid, "9")));
    }

    [Fact]
    public async Task Identity_is_revealed_field_by_field_and_every_look_is_recorded()
    {
        var file = await Rig.Keep(Order());
        var first = Look(file.Id, IdentityFields.CallerPhone, "clerk");
        Rig.Wait(TimeSpan.FromMinutes(1));
        var second = Look(file.Id, IdentityFields.CallerIdNumber, "clerk");

        Assert.Equal("13812345678", await Private.Reveal(file.Id, first.Field, first));
        Assert.Null(await Private.Reveal(file.Id, second.Field, second));
        Assert.Equal([second, first], (await Private.Looks(file.Id, 10)).Looks);
        Assert.Equal([second], (await Private.Looks(null, 1)).Looks);
        Assert.Empty((await Private.Looks(CaseIds.Of(Channel.Grid, "9"), 10)).Looks);
    }

    [Fact]
    public async Task Looks_come_page_by_page_across_months_and_none_is_missing_or_twice()
    {
        var file = await Rig.Keep(Order());
        var looks = new[] { 0, 0, 1, 40, 40, 75 }.Select((days, number) => Look(file.Id, IdentityFields.CallerPhone, $"clerk-{number}") with { At = Rig.Now.AddDays(days).AddSeconds(number) }).ToList();
        foreach (var look in looks) await Private.Reveal(file.Id, look.Field, look);

        foreach (var caseId in new[] { null, file.Id })
        {
            var (found, after) = (new List<Look>(), (string?)null);
            do
            {
                var page = await Private.Looks(caseId, 2, after);
                found.AddRange(page.Looks);
                after = page.Next;
            }
            while (after is not null && found.Count < 10);
            Assert.Equal(Enumerable.Reverse(looks), found);
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Private.Looks(null, 2, "no place"));
    }

    [Fact]
    public async Task Only_identity_fields_are_revealed_and_only_what_the_look_is_at()
    {
        var file = await Rig.Keep(Order());

        await Assert.ThrowsAsync<ArgumentException>(() => Private.Reveal(file.Id, "text", Look(file.Id, "text", "clerk")));
        await Assert.ThrowsAsync<ArgumentException>(() => Private.Reveal(file.Id, IdentityFields.CallerPhone, Look(file.Id, IdentityFields.CallerName, "clerk")));
        Assert.Null(await Private.Reveal(CaseIds.Of(Channel.Grid, "9"), IdentityFields.CallerPhone, Look(CaseIds.Of(Channel.Grid, "9"), IdentityFields.CallerPhone, "clerk")));
        Assert.Empty((await Private.Looks(null, 10)).Looks);
    }

    [Fact]
    public async Task What_the_caller_corrected_last_is_what_is_revealed()
    {
        var file = await Rig.Keep(Order());
        await Rig.Keep(Make.More(file, Rig.Now, new DecidedFact(new Supplemented(false), [new(IdentityFields.CallerPhone, "13900000000")])));

        Assert.Equal("13900000000", await Private.Reveal(file.Id, IdentityFields.CallerPhone, Look(file.Id, IdentityFields.CallerPhone, "clerk")));
    }

    protected static CaseAppend Order() => Make.Order(
        "1",
        texts: [new("text", "井盖不见了"), new("address", "光明村1号"), new(IdentityFields.CallerName, "张三丰"), new(IdentityFields.CallerPhone, "13812345678")]);

    protected Look Look(string caseId, string field, string person) => new(caseId, field, person, "回电话", Rig.Now);
}
