using GridCase.Api.SignIn;

namespace GridCase.Contracts;

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
    public async Task Accounts_are_kept_with_their_deeds_and_whoever_was_first_wins()
    {
        var register = Rig.Stores.AccountRegister;
        var drawn = new Account("li", "p2", "hash", false) { PasswordDrawn = true };
        Assert.True(await register.Keep([(drawn, Deed(1, "li", AccountDeedKind.Created)), (new("an", "p3", "h", false), Deed(2, "an", AccountDeedKind.Created))], 0));
        Assert.False(await register.Keep([(drawn with { Disabled = true }, Deed(1, "li", AccountDeedKind.Disabled))], 0));
        Assert.Equal(drawn, await Accounts.Find("li"));
        Assert.True(await register.Keep([(drawn with { Disabled = true }, Deed(3, "li", AccountDeedKind.Disabled))], 2));

        Assert.True((await Accounts.Find("li"))!.Disabled);
        Assert.Equal(3, await register.DeedCount());
        Assert.Equal([3, 2], (await register.Deeds(null, 2)).Select(deed => deed.Number));
        Assert.Equal([Deed(1, "li", AccountDeedKind.Created)], await register.Deeds(2, 201));
    }

    [Fact]
    public async Task Accounts_are_listed_by_user_and_found_by_person()
    {
        foreach (var (user, person) in new[] { ("wang", "p1"), ("li", "p2"), ("zhao", "p3") }) await Accounts.Save(new(user, person, "hash", false));
        var register = Rig.Stores.AccountRegister;

        Assert.Equal(["li", "wang"], (await register.List(null, 2)).Select(account => account.User));
        Assert.Equal(["zhao"], (await register.List("wang", 2)).Select(account => account.User));
        Assert.Equal(["zhao", "wang"], (await register.OfPeople(["p3", "p1", "p9"])).Select(account => account.User));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => register.List(null, 202));
    }

    private static AccountDeed Deed(int number, string user, AccountDeedKind what) => new(number, Make.Start, "admin", user, what);

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
    public async Task A_key_says_what_it_is_for_and_when_it_was_made()
    {
        var police = new SystemKey("police-1", "secret", "p-1", null) { Purpose = KeyPurpose.Police, Name = "110平台", CreatedAt = Make.Start };
        Assert.True(await Accounts.KeepKey(police, Deed(1, "police-1"), 0));

        Assert.Equal(police, await Accounts.FindKey("police-1"));
        Assert.DoesNotContain("secret", police.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_deeds_decided_on_the_same_book_one_is_kept()
    {
        var (first, second) = (new SystemKey("a", "1", "p", null), new SystemKey("b", "2", "p", null));
        var kept = await Task.WhenAll(
            Task.Run(() => Accounts.KeepKey(first, Deed(1, "a"), 0)),
            Task.Run(() => Accounts.KeepKey(second, Deed(1, "b"), 0)));

        Assert.Single(kept, one => one);
        var book = await Accounts.LoadKeys();
        Assert.Equal((1, kept[0] ? "a" : "b"), (book.Deeds, Assert.Single(book.Keys).KeyId));
    }

    [Fact]
    public async Task Keys_are_listed_by_when_they_were_made_those_of_old_first()
    {
        await Accounts.SaveKey(new("young", "1", "p", null) { CreatedAt = Make.Start.AddDays(2) });
        await Accounts.SaveKey(new("ancient", "2", "p", null));
        await Accounts.SaveKey(new("old", "3", "p", Make.Start.AddDays(3)) { CreatedAt = Make.Start.AddDays(1) });

        Assert.Equal(["ancient", "old", "young"], (await Accounts.LoadKeys()).Keys.Select(key => key.KeyId));
    }

    [Fact]
    public async Task Deeds_are_read_page_by_page_newest_first()
    {
        for (var number = 1; number <= 5; number++) Assert.True(await Accounts.KeepKey(new($"k-{number}", "s", "p", null), Deed(number, $"k-{number}"), number - 1));

        Assert.Equal([5, 4], (await Accounts.KeyDeeds(null, 2)).Select(deed => deed.Number));
        Assert.Equal([3, 2, 1], (await Accounts.KeyDeeds(4, 200)).Select(deed => deed.Number));
        Assert.Equal(Deed(3, "k-3"), (await Accounts.KeyDeeds(4, 1)).Single());
        Assert.Empty(await Accounts.KeyDeeds(1, 10));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Accounts.KeyDeeds(null, 0));
    }

    [Fact]
    public async Task The_use_of_a_key_is_noted_by_the_hour_and_outlives_a_change()
    {
        await Accounts.SaveKey(new("k", "s", "p", null));
        await Accounts.NoteKeyUse("k", Make.Start);
        await Accounts.NoteKeyUse("k", Make.Start.AddMinutes(59));
        Assert.Equal(Make.Start, (await Accounts.FindKey("k"))!.LastUsedAt);

        await Accounts.NoteKeyUse("k", Make.Start.AddMinutes(60));
        await Accounts.SaveKey(new("k", "s", "p", Make.Start.AddDays(1)));
        Assert.Equal(Make.Start.AddMinutes(60), (await Accounts.FindKey("k"))!.LastUsedAt);
        await Accounts.NoteKeyUse("nobody's", Make.Start);
    }

    [Fact]
    public async Task Events_are_signed_with_the_newest_key_that_the_hotline_has_signed_with_itself()
    {
        await Accounts.SaveKey(new("old", "1", "p", null) { CreatedAt = Make.Start });
        await Accounts.SaveKey(new("new", "2", "p", null) { CreatedAt = Make.Start.AddDays(1) });
        await Accounts.SaveKey(new("police", "3", "p", null) { CreatedAt = Make.Start.AddDays(2), Purpose = KeyPurpose.Police });
        Assert.Equal("new", await Signing());

        await Accounts.NoteKeyUse("old", Make.Start.AddDays(1));
        Assert.Equal("old", await Signing());
        await Accounts.NoteKeyUse("new", Make.Start.AddDays(1));
        Assert.Equal("new", await Signing());
        await Accounts.SaveKey(new("new", "2", "p", Make.Start.AddDays(2)) { CreatedAt = Make.Start.AddDays(1) });
        Assert.Equal("old", await Signing());
        await Accounts.SaveKey(new("old", "1", "p", Make.Start.AddDays(2)) { CreatedAt = Make.Start });
        Assert.Null(await Signing());

        async Task<string?> Signing() => (await Accounts.LoadKeys()).ForHotlineEvents(Make.Start.AddDays(3))?.KeyId;
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

    private static KeyDeed Deed(int number, string keyId) => new(number, Make.Start.AddDays(number), "p-admin", keyId, KeyDeedKind.Retired, Make.Start.AddDays(9), true);
}
