using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

/// <summary>What stores over one journal keep to besides: a piece of work is done whole or never was.</summary>
public abstract class JournalledPrivateContract<TRig> : PrivateContract<TRig>
    where TRig : JournalRig, new()
{
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
        Assert.Empty((await Private.Looks(null, 10)).Looks);

        Rig.Journal.Dispose();
        await Assert.ThrowsAsync<Engine.JournalUnusableException>(() => Private.Reveal(file.Id, look.Field, look));
    }
}

public sealed class MemoryPrivateTests : JournalledPrivateContract<MemoryRig>;

public sealed class SqlitePrivateTests : JournalledPrivateContract<SqliteRig>
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
