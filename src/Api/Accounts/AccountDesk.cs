using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Accounts;

/// <summary>Makes, disables and mends accounts. Who was first wins; the other decides again on what is then known.</summary>
internal sealed class AccountDesk(IAccountStore accounts, IAccountRegister register, IDirectorySource directory, TimeProvider time)
{
    private const int Tries = 8;

    /// <summary>All of them, or none.</summary>
    /// <exception cref="ProblemException">409 for a user or a person that has an account; 422 for somebody whom the directory does not know.</exception>
    public async Task<DrawnPasswords> Make(IReadOnlyList<AccountDocument> asked, Caller caller)
    {
        RefuseTwice(asked);
        foreach (var (one, place) in asked.Select((one, place) => (one, place)))
        {
            if (directory.Current.Person(one.PersonId!) is null)
                throw ProblemException.Inconsistent("unknown-person", $"The directory has nobody of the id {one.PersonId}.", $"accounts[{place}].personId");
        }

        // Hashing is slow on purpose; all cores share it.
        var drawn = asked.AsParallel().AsOrdered().Select(one => (one.User, one.PersonId, Password: Passwords.Draw())).Select(one => (one.User, one.PersonId, one.Password, Hash: Passwords.Hash(one.Password))).ToList();
        await Keep(async _ =>
        {
            foreach (var one in asked)
            {
                if (await accounts.Find(one.User!) is not null) throw ProblemException.Conflict("user-taken", $"The user {one.User} is taken. Nothing was made.");
            }

            var had = await register.OfPeople([.. asked.Select(one => one.PersonId!)]);
            if (had.Count > 0) throw ProblemException.Conflict("person-has-account", $"{had[0].PersonId} has the account {had[0].User}. Reset its password instead. Nothing was made.");
            return [.. drawn.Select(one => (new Account(one.User!, one.PersonId!, one.Hash, false) { PasswordDrawn = true }, AccountDeedKind.Created))];
        }, caller);
        return new([.. drawn.Select(one => new DrawnPassword(one.User!, one.PersonId!, directory.Current.Person(one.PersonId!)?.DisplayName, one.Password))]);
    }

    /// <summary>Draws a new password and ends the sessions of the old. A repeat draws another.</summary>
    public async Task<DrawnPassword> Reset(string user, Caller caller)
    {
        var password = Passwords.Draw();
        var hash = Passwords.Hash(password);
        var account = await Keep(async _ => [(await Find(user) with { PasswordHash = hash, PasswordDrawn = true }, AccountDeedKind.PasswordReset)], caller);
        return new(user, account.PersonId, directory.Current.Person(account.PersonId)?.DisplayName, password);
    }

    /// <summary>Ends the sessions of the old password, this one too.</summary>
    /// <exception cref="ProblemException">403 when the old password is wrong; 422 when the new one is too easy.</exception>
    public async Task Choose(PasswordDocument document, Caller caller)
    {
        var own = (caller.KeyId is null ? await register.OfPeople([caller.Id]) : []).FirstOrDefault() ?? throw ProblemException.Forbidden("no-account", "You do not sign in with a password here.");
        if (!Passwords.Matches(own.PasswordHash, document.Old!)) throw ProblemException.Forbidden("wrong-password", "The old password is wrong.");
        if (Easy(document.New!, own.User) || document.New == document.Old)
            throw ProblemException.Inconsistent("easy-password", "Choose another: not the old one, not your user, not one character over and over.", "new");
        var hash = Passwords.Hash(document.New!);
        await Keep(async _ => [(await Find(own.User) with { PasswordHash = hash, PasswordDrawn = false }, AccountDeedKind.PasswordChosen)], caller);
    }

    /// <summary>Disables or enables. A repeat changes nothing.</summary>
    /// <exception cref="ProblemException">409 for one's own account and for the last administrator.</exception>
    public async Task<AccountLine> Switch(string user, bool disabled, Caller caller)
    {
        var account = await Keep(async _ =>
        {
            var account = await Find(user);
            if (account.Disabled == disabled) return [];
            if (disabled && account.PersonId == caller.Id) throw ProblemException.Conflict("own-account", "Nobody disables the own account; ask another administrator.");
            if (disabled && await IsLastAdministrator(account)) throw ProblemException.Conflict("last-administrator", "Nobody else could administrate the county then.");
            return [(account with { Disabled = disabled }, disabled ? AccountDeedKind.Disabled : AccountDeedKind.Enabled)];
        }, caller, user);
        return Line(account);
    }

    public AccountLine Line(Account account)
    {
        var person = directory.Current.Person(account.PersonId);
        return new(account.User, account.PersonId, person?.DisplayName, person is null ? [] : person.Roles, person?.UnitCode, account.Disabled, account.PasswordDrawn);
    }

    private async Task<Account> Keep(Func<int, Task<IReadOnlyList<(Account Account, AccountDeedKind What)>>> decide, Caller caller, string? unchanged = null)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var deeds = await register.DeedCount();
            var changes = await decide(deeds);
            if (changes.Count == 0) return await Find(unchanged!);
            var now = time.GetUtcNow();
            if (await register.Keep([.. changes.Select((change, place) => (change.Account, new AccountDeed(deeds + 1 + place, now, caller.Id, change.Account.User, change.What)))], deeds))
                return changes[0].Account;
        }

        throw ProblemException.Conflict("accounts-changed", "Others are changing accounts at this moment; try again.");
    }

    private async Task<Account> Find(string user) =>
        (user.Length <= 64 ? await accounts.Find(user) : null) ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-account", "There is no such account.");

    private async Task<bool> IsLastAdministrator(Account account)
    {
        var administrators = directory.Current.People.Where(person => person.Roles.Contains(Role.Administrator)).Select(person => person.Id).ToList();
        return administrators.Contains(account.PersonId) && !(await register.OfPeople(administrators)).Any(other => other.User != account.User && !other.Disabled);
    }

    private static void RefuseTwice(IReadOnlyList<AccountDocument> asked)
    {
        if (asked.Select(one => one.User).Distinct().Count() < asked.Count || asked.Select(one => one.PersonId).Distinct().Count() < asked.Count)
            throw ProblemException.Inconsistent("named-twice", "A user or a person is named twice. Nothing was made.", "accounts");
    }

    private static bool Easy(string password, string user) => password.Distinct().Count() < 4 || password.Contains(user, StringComparison.OrdinalIgnoreCase);
}
