using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

/// <summary>What every private store keeps to.</summary>
public abstract class PrivateContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private IPrivateStore Private => Rig.Stores.Private;

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
        Assert.Equal([second, first], await Private.Looks(file.Id, 10));
        Assert.Equal([second], await Private.Looks(null, 1));
        Assert.Empty(await Private.Looks(CaseIds.Of(Channel.Grid, "9"), 10));
    }

    [Fact]
    public async Task A_look_that_cannot_be_recorded_is_not_answered()
    {
        var file = await Rig.Keep(Order());
        var look = Look(file.Id, IdentityFields.CallerPhone, "clerk");
        await Rig.Journal.Write(session =>
        {
            Assert.Throws<TimeoutException>(() => session.Attempt<int>(() =>
            {
                _ = Private.Reveal(file.Id, look.Field, look);
                throw new TimeoutException();
            }));
        });
        Assert.Empty(await Private.Looks(null, 10));

        Rig.Journal.Dispose();
        await Assert.ThrowsAsync<Engine.JournalUnusableException>(() => Private.Reveal(file.Id, look.Field, look));
    }

    [Fact]
    public async Task Only_identity_fields_are_revealed_and_only_what_the_look_is_at()
    {
        var file = await Rig.Keep(Order());

        await Assert.ThrowsAsync<ArgumentException>(() => Private.Reveal(file.Id, "text", Look(file.Id, "text", "clerk")));
        await Assert.ThrowsAsync<ArgumentException>(() => Private.Reveal(file.Id, IdentityFields.CallerPhone, Look(file.Id, IdentityFields.CallerName, "clerk")));
        Assert.Null(await Private.Reveal(CaseIds.Of(Channel.Grid, "9"), IdentityFields.CallerPhone, Look(CaseIds.Of(Channel.Grid, "9"), IdentityFields.CallerPhone, "clerk")));
        Assert.Empty(await Private.Looks(null, 10));
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

    private Look Look(string caseId, string field, string person) => new(caseId, field, person, "回电话", Rig.Now);
}

public sealed class MemoryPrivateTests : PrivateContract<MemoryRig>;

public sealed class SqlitePrivateTests : PrivateContract<SqliteRig>
{
    [Fact]
    public async Task What_a_person_said_stands_nowhere_in_the_files()
    {
        var file = await Rig.Keep(Order().With(Make.Receipt("key", body: "{\"text\":\"井盖不见了\"}")));
        await Rig.Stores.Private.Reveal(file.Id, IdentityFields.CallerPhone, new(file.Id, IdentityFields.CallerPhone, "clerk", "打电话给张三丰", Rig.Now));
        await Rig.Stores.Accounts.SaveKey(new("hotline", "the secret of the hotline", "hotline", null));

        HoldsNoSecret(file);
        Rig.Restart();
        HoldsNoSecret(file);
        Assert.Equal("井盖不见了", (await Rig.Stores.Private.ReadTexts(file.Id))[0].Value);
    }

    private void HoldsNoSecret(CaseFile file)
    {
        Assert.True(Rig.Holds("\"type\":\"registered\""), "The search must find what is not encrypted.");
        Assert.True(Rig.Holds(file.Origin.Code));
        foreach (var secret in new[] { "井盖不见了", "光明村1号", "张三丰", "13812345678", "the secret of the hotline" }) Assert.False(Rig.Holds(secret), secret);
    }

    [Fact]
    public async Task A_text_moved_to_another_place_does_not_open()
    {
        var file = await Rig.Keep(Order());
        Rig.Tamper("UPDATE texts SET value = (SELECT value FROM texts WHERE field = 'caller-phone') WHERE field = 'text'");

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => Rig.Stores.Private.ReadTexts(file.Id));
    }
}
