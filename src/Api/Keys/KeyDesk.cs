using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Keys;

/// <summary>Makes and retires keys. Who was first wins; the other decides again on what is then known.</summary>
internal sealed class KeyDesk(IAccountStore accounts, TimeProvider time)
{
    private const int Tries = 8;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public async Task<IReadOnlyList<KeyLine>> List(Caller caller, CancellationToken cancellation)
    {
        var book = await accounts.LoadKeys(cancellation);
        return [.. book.Keys.Reverse().Select(key => Line(key, book, caller.Directory))];
    }

    /// <exception cref="ProblemException">409 for a name that a key in use bears; 422 for a person who cannot be acted for.</exception>
    public async Task<NewKey> Make(KeyDocument document, Caller caller)
    {
        var (purpose, name) = (document.Purpose!.Value, document.Name!.Trim());
        var actsAs = ActsAs(purpose, document.ActsAs, caller.Directory);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var (book, now) = (await accounts.LoadKeys(), time.GetUtcNow());
            if (book.Keys.Any(key => key.IsUsableAt(now) && key.Name == name))
                throw ProblemException.Conflict("key-name-taken", "A key in use bears this name. Name the new one otherwise, for example with the month of the rotation.");
            var made = new SystemKey(KeyDrawing.Id(purpose), KeyDrawing.Secret(), actsAs, null) { Purpose = purpose, Name = name, CreatedAt = now };
            if (book.Find(made.KeyId) is null && await accounts.KeepKey(made, new(book.Deeds + 1, now, caller.Id, made.KeyId, KeyDeedKind.Created), book.Deeds))
                return new(made.KeyId, made.Secret, purpose == KeyPurpose.Open311 ? $"{made.KeyId}.{made.Secret}" : null, purpose, name, actsAs, now);
        }

        throw Changed();
    }

    /// <exception cref="ProblemException">409 for a key that is retired already, and for the hotline's last one unless forced.</exception>
    public async Task<KeyLine> Retire(string keyId, RetirementDocument document, Caller caller)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var (book, now) = (await accounts.LoadKeys(), time.GetUtcNow());
            var key = book.Find(keyId) ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-key", "There is no such key.");
            if (key.RetiredAt is { } gone && (key.RetiredAt == document.At || (gone <= now && document.At is null))) return Line(key, book, caller.Directory);
            if (!key.IsUsableAt(now)) throw ProblemException.Conflict("key-retired", "The key is retired. It cannot come back; make another.");
            var at = Instant(document.At, now);
            var isLast = IsLastOfHotline(key, book);
            if (isLast && !document.Force)
                throw ProblemException.Conflict("last-hotline-key", "No other key of the hotline stays in use. Make the next one first, or say force: true if the hotline is to be cut off.");
            var retired = key with { RetiredAt = at };
            if (!await accounts.KeepKey(retired, new(book.Deeds + 1, now, caller.Id, keyId, KeyDeedKind.Retired, at, isLast), book.Deeds)) continue;
            return Line(retired, await accounts.LoadKeys(), caller.Directory);
        }

        throw Changed();
    }

    /// <summary>Keys with a day to retire do not count: when that day has come, somebody would have to remember.</summary>
    private static bool IsLastOfHotline(SystemKey key, KeyBook book) =>
        key.Purpose == KeyPurpose.Hotline && !book.Keys.Any(other => other.KeyId != key.KeyId && other.Purpose == KeyPurpose.Hotline && other.RetiredAt is null);

    private static DateTimeOffset Instant(DateTimeOffset? asked, DateTimeOffset now)
    {
        if (asked is not { } at) return now;
        if (at < now - ClockSkew) throw ProblemException.Inconsistent("retirement-in-past", "A key retires now or later: what it signed until now was right.", "at");
        if (at > now + Furthest) throw ProblemException.Inconsistent("retirement-too-far", "A key retires within a year.", "at");
        return at > now ? at : now;
    }

    private static string ActsAs(KeyPurpose purpose, string? asked, CountyDirectory directory)
    {
        if (asked is null)
        {
            var usual = purpose == KeyPurpose.Hotline ? directory.People.FirstOrDefault(person => person.Roles.Contains(Role.Hotline)) : null;
            return usual?.Id ?? throw ProblemException.Inconsistent("acts-as-required", "Name the person in whose name the system acts.", "actsAs");
        }

        var person = directory.Person(asked) ?? throw ProblemException.Inconsistent("unknown-person", "The directory has no such person.", "actsAs");
        return person.Roles.Any(KeyRoles.Of(purpose).Contains)
            ? asked
            : throw ProblemException.Inconsistent("person-lacks-role", $"A key of this purpose acts for a person of the role {string.Join(" or ", KeyRoles.Of(purpose).Select(Workflows.Cases.KebabCase.Of))}.", "actsAs");
    }

    private KeyLine Line(SystemKey key, KeyBook book, CountyDirectory directory)
    {
        var now = time.GetUtcNow();
        var state = key.RetiredAt is null ? KeyState.Usable : key.IsUsableAt(now) ? KeyState.Retiring : KeyState.Retired;
        return new(
            key.KeyId, key.Purpose, key.Name, key.ActsAs, directory.Person(key.ActsAs)?.DisplayName, state, key.CreatedAt, key.LastUsedAt, key.RetiredAt, book.ForHotlineEvents(now)?.KeyId == key.KeyId);
    }

    private static ProblemException Changed() => ProblemException.Conflict("keys-changed", "Others are changing keys at this moment; try again.");
}
