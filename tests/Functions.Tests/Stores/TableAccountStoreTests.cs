using System.Text;
using GridCase.Api.SignIn;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableAccountStoreTests : AccountContract<TableRig>
{
    private IAccountRegister Register => Rig.Stores.AccountRegister;

    [Fact]
    public async Task Fifty_accounts_are_made_in_one_commit_and_their_deeds_are_read_by_pages()
    {
        Assert.True(await Register.Keep(Fifty(1), 0));
        Assert.True(await Register.Keep([(Of("x"), Deed(51, "x"))], 50));
        Assert.Equal(51, await Register.DeedCount());
        Assert.Equal(51, (await Register.List(null, 201)).Count);

        var first = await Register.Deeds(null, 20);
        var second = await Register.Deeds(first[^1].Number, 20);
        Assert.Equal(Enumerable.Range(12, 40).Reverse(), first.Concat(second).Select(deed => deed.Number));
        Assert.Equal(Enumerable.Range(1, 11).Reverse(), (await Register.Deeds(12, 201)).Select(deed => deed.Number));
    }

    [Fact]
    public async Task Accounts_come_whole_or_not_at_all_wherever_the_instance_dies() => await Crashes.AtEachWrite(
        () => Task.FromResult(new TableRig()),
        rig => rig.Stores.AccountRegister.Keep([(Of("a"), Deed(1, "a")), (Of("b"), Deed(2, "b"))], 0),
        async (rig, died) =>
        {
            Assert.Equal(died ? 0 : 2, (await rig.Stores.AccountRegister.List(null, 10)).Count);
            Assert.Equal(died ? 0 : 2, (await rig.Stores.AccountRegister.OfPeople(["p-a", "p-b"])).Count);
            Assert.Equal(died ? 0 : 2, await rig.Stores.AccountRegister.DeedCount());
            Assert.Equal(died ? 0 : 2, (await rig.Stores.AccountRegister.Deeds(null, 10)).Count);
        });

    [Fact]
    public async Task Of_two_instances_that_change_accounts_at_once_one_is_first()
    {
        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "count") return;
            Rig.Service.BeforeWrite = null;
            Assert.True(Register.Keep([(Of("b"), Deed(1, "b"))], 0).Result);
        };
        Assert.False(await Register.Keep([(Of("a"), Deed(1, "a"))], 0));
        Assert.Equal("b", Assert.Single(await Register.List(null, 10)).User);
        Assert.Empty(await Register.OfPeople(["p-a"]));
    }

    [Fact]
    public async Task A_use_that_is_noted_while_a_key_is_changed_hinders_nobody_and_is_not_lost()
    {
        var keys = Rig.Stores.Accounts;
        var key = new SystemKey("k", "s", "p", null);
        await keys.SaveKey(key);
        Rig.Service.BeforeWrite = (_, _, row) =>
        {
            if (row != "key|k") return;
            Rig.Service.BeforeWrite = null;
            keys.NoteKeyUse("k", Make.Start).Wait();
        };
        Assert.True(await keys.KeepKey(key with { RetiredAt = Make.Start }, new(1, Make.Start, "p", "k", KeyDeedKind.Retired), 0));
        Assert.Equal((Make.Start, Make.Start), ((await keys.FindKey("k"))!.LastUsedAt, (await keys.FindKey("k"))!.RetiredAt));
    }

    [Fact]
    public async Task Secrets_of_keys_are_nowhere_to_be_read()
    {
        await Rig.Stores.Accounts.SaveKey(new("k", "very-secret", "p", null));
        foreach (var value in Rig.Service.Table("accounts").Everything().SelectMany(row => row.Columns.Values))
            Assert.DoesNotContain("very-secret", value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signatures_go_once_they_are_too_old_and_those_that_still_count_stay()
    {
        for (var i = 0; i < 250; i++) await Rig.Stores.Accounts.RememberSignature("key", $"old {i}", Make.Start.AddMinutes(5));
        await Rig.Stores.Accounts.RememberSignature("key", "young", Make.Start.AddHours(1));
        Rig.Wait(TimeSpan.FromMinutes(6));
        await Rig.Kept.Prune(Rig.Now, default);
        Assert.Equal(1, Rig.Service.Table("accounts").Rows);
        Assert.False(await Rig.Stores.Accounts.RememberSignature("key", "young", Make.Start.AddHours(1)));
    }

    private static Account Of(string user) => new(user, "p-" + user, "hash", false);

    private static AccountDeed Deed(int number, string user) => new(number, Make.Start, "admin", user, AccountDeedKind.Created);

    private static List<(Account Account, AccountDeed Deed)> Fifty(int from) => [.. Enumerable.Range(from, 50).Select(i => (Of($"user-{i:D3}"), Deed(i, $"user-{i:D3}")))];
}
