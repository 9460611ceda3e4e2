namespace GridCase.Api.SignIn;

/// <summary>Accounts as administrators keep them (账号): each change with the deed that made it.</summary>
public interface IAccountRegister
{
    /// <summary>Accounts in the order of their users.</summary>
    /// <param name="after">Only users after this one.</param>
    /// <param name="limit">1 to 201.</param>
    Task<IReadOnlyList<Account>> List(string? after, int limit, CancellationToken cancellation = default);

    /// <summary>The accounts of these people; nobody has more than one.</summary>
    Task<IReadOnlyList<Account>> OfPeople(IReadOnlyCollection<string> personIds, CancellationToken cancellation = default);

    /// <summary>How many deeds there are; the number of the last.</summary>
    Task<int> DeedCount(CancellationToken cancellation = default);

    /// <summary>Adds or changes accounts, each with its deed, all in one commit; false when another deed came first, and nothing is kept.</summary>
    /// <param name="expectedDeeds">How many deeds there were when these were decided.</param>
    Task<bool> Keep(IReadOnlyList<(Account Account, AccountDeed Deed)> changes, int expectedDeeds, CancellationToken cancellation = default);

    /// <summary>What was done to accounts, the newest first.</summary>
    /// <param name="before">Only deeds of a lower number; null for the newest.</param>
    /// <param name="limit">1 to 201.</param>
    Task<IReadOnlyList<AccountDeed>> Deeds(int? before, int limit, CancellationToken cancellation = default);
}

/// <summary>What somebody did to an account.</summary>
/// <param name="Number">1, 2, 3 … over all accounts.</param>
/// <param name="By">A person id.</param>
public sealed record AccountDeed(int Number, DateTimeOffset At, string By, string User, AccountDeedKind What);

public enum AccountDeedKind
{
    Created,

    /// <summary>An administrator had a new password drawn.</summary>
    PasswordReset,

    /// <summary>The person chose a password.</summary>
    PasswordChosen,
    Disabled,
    Enabled,
}
