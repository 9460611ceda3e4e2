using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>Accounts as administrators keep them, in SQLite.</summary>
public sealed class SqliteAccountRegister(Journal journal) : IAccountRegister
{
    public Task<IReadOnlyList<Account>> List(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        return Task.FromResult<IReadOnlyList<Account>>(journal.Read(session =>
            AccountRows.Read(session.Statement($"{AccountRows.Columns} WHERE user > ? ORDER BY user LIMIT ?").Bind(1, after ?? "").Bind(2, limit))));
    }

    public Task<IReadOnlyList<Account>> OfPeople(IReadOnlyCollection<string> personIds, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<Account>>(journal.Read(session =>
        personIds.Distinct().SelectMany(id => AccountRows.Read(session.Statement($"{AccountRows.Columns} WHERE person = ? ORDER BY user").Bind(1, id))).ToList()));

    public Task<int> DeedCount(CancellationToken cancellation = default) => Task.FromResult(journal.Read(AccountRows.CountDeeds));

    public Task<bool> Keep(IReadOnlyList<(Account Account, AccountDeed Deed)> changes, int expectedDeeds, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (AccountRows.CountDeeds(session) != expectedDeeds) return false;
            foreach (var (account, deed) in changes)
            {
                AccountRows.Write(session, account);
                AccountRows.Write(session, deed);
            }

            return true;
        },
        cancellation);

    public Task<IReadOnlyList<AccountDeed>> Deeds(int? before, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        return Task.FromResult<IReadOnlyList<AccountDeed>>(journal.Read(session =>
        {
            var statement = session.Statement("SELECT no, at, person, user, what FROM account_deeds WHERE no < ? ORDER BY no DESC LIMIT ?").Bind(1, before ?? int.MaxValue).Bind(2, limit);
            var found = new List<AccountDeed>();
            while (statement.Step()) found.Add(new((int)statement.Long(0), Instants.Of(statement.Long(1)), statement.Text(2), statement.Text(3), (AccountDeedKind)statement.Long(4)));
            statement.Reset();
            return found;
        }));
    }
}
