using GridCase.Api.SignIn;

namespace GridCase.Local.Tests.Storage;

/// <summary>What every account store keeps to.</summary>
public abstract class AccountContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private IAccountStore Accounts => Rig.Stores.Accounts;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task An_account_is_added_and_replaced()
    {
        await Accounts.Save(new("admin", "p1", "hash", false));
        Assert.Equal(new("admin", "p1", "hash", false), await Accounts.Find("admin"));

        await Accounts.Save(new("admin", "p1", "another hash", true));
        Assert.Equal(new("admin", "p1", "another hash", true), await Accounts.Find("admin"));
        Assert.Null(await Accounts.Find("Admin"));
    }

    [Fact]
    public async Task Keys_may_overlap_while_one_is_rotated()
    {
        await Accounts.SaveKey(new("old", "secret 1", "hotline", null));
        await Accounts.SaveKey(new("new", "secret 2", "hotline", null));
        await Accounts.SaveKey(new("old", "secret 1", "hotline", Make.Start.AddDays(7)));

        Assert.Equal(new("old", "secret 1", "hotline", Make.Start.AddDays(7)), await Accounts.FindKey("old"));
        Assert.Equal(new("new", "secret 2", "hotline", null), await Accounts.FindKey("new"));
        Assert.Null(await Accounts.FindKey("other"));
    }

    [Fact]
    public async Task A_signature_is_taken_once_until_it_is_too_old_anyway()
    {
        Assert.True(await Accounts.RememberSignature("key", "s", Make.Start.AddMinutes(5)));
        Assert.False(await Accounts.RememberSignature("key", "s", Make.Start.AddMinutes(5)));
        Assert.True(await Accounts.RememberSignature("key", "t", Make.Start.AddMinutes(5)));
        Assert.True(await Accounts.RememberSignature("another key", "s", Make.Start.AddMinutes(5)));

        Rig.Wait(TimeSpan.FromMinutes(5));
        Assert.False(await Accounts.RememberSignature("key", "s", Make.Start.AddMinutes(10)));
        Rig.Wait(TimeSpan.FromSeconds(1));
        Assert.True(await Accounts.RememberSignature("key", "s", Make.Start.AddMinutes(10)));
    }

    [Fact]
    public async Task Of_many_at_once_with_one_signature_one_is_let_in()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Accounts.RememberSignature("key", "s", Make.Start.AddMinutes(5)))));

        Assert.Single(answers, answer => answer);
    }
}

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
