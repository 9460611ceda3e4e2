using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>The rows of accounts and of what was done to them.</summary>
internal static class AccountRows
{
    public const string Columns = "SELECT user, person, password, disabled, drawn FROM accounts";

    public static List<Account> Read(Statement statement)
    {
        var found = new List<Account>();
        while (statement.Step()) found.Add(new(statement.Text(0), statement.Text(1), statement.Text(2), statement.Long(3) != 0) { PasswordDrawn = statement.Long(4) != 0 });
        statement.Reset();
        return found;
    }

    public static void Write(JournalSession session, Account account) => session.Statement("INSERT OR REPLACE INTO accounts (user, person, password, disabled, drawn) VALUES (?, ?, ?, ?, ?)")
        .Bind(1, account.User).Bind(2, account.PersonId).Bind(3, account.PasswordHash).Bind(4, account.Disabled ? 1 : 0).Bind(5, account.PasswordDrawn ? 1 : 0).Run();

    public static void Write(JournalSession session, AccountDeed deed) => session.Statement("INSERT INTO account_deeds (no, at, person, user, what) VALUES (?, ?, ?, ?, ?)")
        .Bind(1, deed.Number).Bind(2, deed.At.UtcTicks).Bind(3, deed.By).Bind(4, deed.User).Bind(5, (long)deed.What).Run();

    public static int CountDeeds(JournalSession session)
    {
        var statement = session.Statement("SELECT coalesce(max(no), 0) FROM account_deeds");
        var count = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return count;
    }
}
