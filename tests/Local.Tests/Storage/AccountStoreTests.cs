
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryAccountTests : AccountContract<MemoryRig>;

public sealed class SqliteAccountTests : AccountContract<SqliteRig>
{
    [Fact]
    public async Task Signatures_too_old_to_be_accepted_are_not_kept()
    {
        for (var i = 0; i < 10; i++) await Rig.Stores.Accounts.RememberSignature("key", $"{i}", Rig.Now.AddMinutes(5));
        Rig.Wait(TimeSpan.FromMinutes(6));
        await Rig.Stores.Accounts.RememberSignature("key", "last", Rig.Now.AddMinutes(5));

        Assert.Equal(1, Rig.Count("signatures"));
    }
}
