using GridCase.Api.Problems;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Directory;

namespace GridCase.Api.SignIn;

/// <summary>Who calls: a signed-in person, or the person in whose name a system signs.</summary>
internal sealed class Caller(Person person, CountyDirectory directory, SystemKey? key)
{
    /// <summary>With every grid that the person works in, those in whose staff they stand among them.</summary>
    public Person Person { get; } = directory.AtWork(person);

    public string Id => Person.Id;

    /// <summary>The key by which a system signed; null for a person who signed in.</summary>
    public string? KeyId { get; } = key?.KeyId;

    /// <summary>What that key is for.</summary>
    public KeyPurpose? Purpose { get; } = key?.Purpose;

    /// <summary>How the person is signed in; null where a system signed.</summary>
    public Session? Session { get; init; }

    /// <summary>
    /// To whom an Idempotency-Key belongs. Two systems may act for one person and number alike; the hotline's keys stay its operator's, as in earlier releases.
    /// </summary>
    public string Sender => Purpose is { } purpose and not KeyPurpose.Hotline ? "system:" + KebabCase.Of(purpose) : Id;

    public CountyDirectory Directory { get; } = directory;

    public Sight Sight { get; } = Sight.Of(directory.AtWork(person), directory);

    public bool Has(Role role) => Person.Roles.Contains(role);

    public bool HasAny(ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
            if (Has(role)) return true;
        return false;
    }

    public Actor As(Role role) => Actor.Of(Person, role);

    /// <summary>The first of these roles that the person has. The gate let the request in, so there is one.</summary>
    public Actor AsFirst(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
            if (Has(role)) return As(role);
        throw ProblemException.Forbidden("role-lacks-operation", "None of your roles may do this.");
    }

    /// <summary>
    /// In which of the roles the person makes a move: the first in which the table allows it now. When none is allowed, the one whose refusal says most:
    /// one that has the move at all before one that never has.
    /// </summary>
    public Actor For(Move move, CaseFile file)
    {
        Actor? knows = null;
        foreach (var role in Person.Roles)
        {
            var actor = As(role);
            if (MoveTable.Check(move, file, actor) is not { } refusal) return actor;
            if (knows is null && refusal.Code != "role-lacks-command") knows = actor;
        }

        return knows ?? As(Person.Roles[0]);
    }

    /// <summary>The moves that the person may try in any of the roles.</summary>
    public IReadOnlyList<string> AllowedMoves(CaseFile file)
    {
        if (Person.Roles.Length == 1) return MoveTable.AllowedFor(file, As(Person.Roles[0]));
        var allowed = Person.Roles.SelectMany(role => MoveTable.AllowedFor(file, As(role))).ToHashSet();
        return [.. MoveTable.Rows.Select(move => move.Name).Where(allowed.Contains)];
    }
}

/// <summary>Where a request keeps who calls.</summary>
internal static class CallerOfRequest
{
    private static readonly object Key = new();

    public static Caller Caller(this HttpContext http) => http.CallerOrNone() ?? throw ProblemException.NotSignedIn("not-signed-in", "Sign in first, or sign the request.");

    public static Caller? CallerOrNone(this HttpContext http) => http.Items.TryGetValue(Key, out var caller) ? (Caller?)caller : null;

    public static void SetCaller(this HttpContext http, Caller caller) => http.Items[Key] = caller;
}
