using GridCase.Api.SignIn;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Accounts in a table, all in one partition with the deeds that made them. The ways from people to accounts may lead to one that is another's by now; so each is looked at.</summary>
internal sealed class TableAccountRegister(CountyTables tables) : IAccountRegister
{
    private const string Partition = "accounts";
    private const string UserKey = "user|";
    private const string PersonKey = "person|";
    private const int AtOnce = 16;

    private readonly DeedBook<AccountDeed> deeds = new(tables.Accounts, Partition, deed => deed.Number);

    public async Task<Account?> Find(string user, CancellationToken cancellation) =>
        await tables.Accounts.Find<Row>(Partition, UserKey + TableKeys.Safe(user), cancellation).ConfigureAwait(false) is { } row ? RowJson.Read<Account>(row.ReadBody()) : null;

    /// <summary>Adds or replaces an account without a deed.</summary>
    public async Task Save(Account account, CancellationToken cancellation)
    {
        await tables.Accounts.Put(WayTo(account), cancellation).ConfigureAwait(false);
        await tables.Accounts.Put(RowOf(account), cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Account>> List(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        var rows = Stretch.Of(Partition).Beginning(UserKey);
        if (after is not null) rows = rows.After(UserKey + TableKeys.Safe(after));
        return [.. (await tables.Accounts.List<Row>(rows, limit, cancellation).ConfigureAwait(false)).Select(row => RowJson.Read<Account>(row.ReadBody()))];
    }

    public async Task<IReadOnlyList<Account>> OfPeople(IReadOnlyCollection<string> personIds, CancellationToken cancellation = default)
    {
        var found = new List<Account>();
        foreach (var few in personIds.Distinct().Chunk(AtOnce)) found.AddRange((await Task.WhenAll(few.Select(id => OfPerson(id, cancellation))).ConfigureAwait(false)).SelectMany(accounts => accounts));
        return found;
    }

    public Task<int> DeedCount(CancellationToken cancellation = default) => deeds.Count(cancellation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">More changes than one commit holds, 50.</exception>
    public async Task<bool> Keep(IReadOnlyList<(Account Account, AccountDeed Deed)> changes, int expectedDeeds, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(changes.Count, DeedBook<AccountDeed>.Most, nameof(changes));
        var done = new Batch();
        // The last word on a user counts, as it would one after the other.
        foreach (var account in changes.Select(change => change.Account).Reverse().DistinctBy(account => account.User))
        {
            await tables.Accounts.Put(WayTo(account), cancellation).ConfigureAwait(false);
            done.Put(RowOf(account));
        }

        return await deeds.Keep([.. changes.Select(change => change.Deed)], expectedDeeds, done, cancellation).ConfigureAwait(false) == DeedEnd.Kept;
    }

    public Task<IReadOnlyList<AccountDeed>> Deeds(int? before, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        return deeds.List(before, limit, cancellation);
    }

    private static Row RowOf(Account account) => Row.Of(Partition, UserKey + TableKeys.Safe(account.User)).With(RowJson.Write(account));

    private static Row WayTo(Account account)
    {
        var way = Row.Of(Partition, $"{PersonKey}{TableKeys.Safe(account.PersonId)}|{TableKeys.Safe(account.User)}");
        way.Word = account.User;
        return way;
    }

    private async Task<IEnumerable<Account>> OfPerson(string personId, CancellationToken cancellation)
    {
        var found = new List<Account>();
        foreach (var way in await tables.Accounts.List<Row>(Stretch.Of(Partition).Beginning($"{PersonKey}{TableKeys.Safe(personId)}|"), null, cancellation).ConfigureAwait(false))
            if (await Find(way.Word!, cancellation).ConfigureAwait(false) is { } account && account.PersonId == personId) found.Add(account);
        return found;
    }
}
