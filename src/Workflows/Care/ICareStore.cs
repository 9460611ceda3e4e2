using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Care;

/// <summary>The register of care visits: entries, their history, and what is personal about them, encrypted.</summary>
public interface ICareStore
{
    Task<CarePerson?> Find(string id, CancellationToken cancellation = default);

    /// <summary>The entry that bears this number of the village's own, whatever its state.</summary>
    Task<CarePerson?> FindByReference(string reference, CancellationToken cancellation = default);

    /// <summary>Entries inside a scope, soonest due first; with <see cref="CareQuery.ChangedSince"/> the oldest change first.</summary>
    /// <exception cref="ArgumentException">The cursor is none of this list's.</exception>
    Task<CarePage> List(CareQuery query, CancellationToken cancellation = default);

    /// <summary>Writes what was decided, all of it or nothing, with its notices.</summary>
    Task<CareSaved> Save(CareSave save, CancellationToken cancellation = default);

    /// <summary>Writes many at once: all or none. Conflict when any of them is not as it was read.</summary>
    Task<CareSaved> SaveAll(IReadOnlyList<CareSave> saves, CancellationToken cancellation = default);

    /// <summary>The deed that was done with this key, for ever.</summary>
    Task<CareDeed?> FindByKey(string key, CancellationToken cancellation = default);

    /// <summary>The history of one entry, oldest first.</summary>
    Task<IReadOnlyList<CareDeed>> Deeds(string id, int after, int limit, CancellationToken cancellation = default);

    /// <summary>The texts of these entries that are not identity, the latest of each field of an entry; remarks all.</summary>
    Task<IReadOnlyList<KeptCareText>> Texts(IReadOnlyCollection<string> ids, CancellationToken cancellation = default);

    /// <summary>One identity field, the look recorded before it is answered; null when there is none.</summary>
    Task<string?> Reveal(CareLook look, CancellationToken cancellation = default);

    /// <summary>Who looked at what, newest first.</summary>
    Task<IReadOnlyList<CareLook>> Looks(int limit, CancellationToken cancellation = default);

    /// <summary>The numbers in force.</summary>
    Task<CareTerms> Terms(CancellationToken cancellation = default);

    /// <summary>Puts new numbers in force; false when others did meanwhile.</summary>
    Task<bool> SaveTerms(CareTerms terms, CancellationToken cancellation = default);

    /// <summary>Entries whose next date was derived under other terms.</summary>
    Task<IReadOnlyList<CarePerson>> UnderOtherTerms(int version, int limit, CancellationToken cancellation = default);

    /// <summary>Entries whose next rung is reached by then, earliest first.</summary>
    Task<IReadOnlyList<CarePerson>> Ripe(DateTimeOffset now, int limit, CancellationToken cancellation = default);

    /// <summary>The grids that somebody is visited in.</summary>
    Task<IReadOnlyList<string>> Grids(CancellationToken cancellation = default);

    /// <summary>When the next rung of all is reached; null when none is ahead.</summary>
    Task<DateTimeOffset?> NextRungAt(CancellationToken cancellation = default);
}

/// <summary>Which entries.</summary>
public sealed record CareQuery
{
    public required CaseScope Scope { get; init; }

    /// <summary>A grid, or the leading digits of one.</summary>
    public string? GridPrefix { get; init; }

    public CareTier? Tier { get; init; }

    public CareState? State { get; init; } = CareState.Active;

    /// <summary>Only those due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Changed after this instant, ended ones too.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    public string? After { get; init; }

    public int Limit { get; init; } = 50;
}

/// <param name="ChangedAt">The stamp of its last change: no two entries bear the same.</param>
public sealed record CareRow(CarePerson Person, DateTimeOffset ChangedAt);

public sealed record CarePage(IReadOnlyList<CareRow> Rows, string? Next);

/// <summary>What a decision writes.</summary>
/// <param name="Deed">Its number is the new version.</param>
/// <param name="NextRungAt">When the ladder goes on; null when it does not.</param>
public sealed record CareSave(CarePerson After, CareDeed Deed, ImmutableArray<CareText> Texts, DateTimeOffset? NextRungAt)
{
    /// <summary>Who is told, in the same commit.</summary>
    public ImmutableArray<Notice> Notices { get; init => field = value.IsDefault ? [] : value; } = [];
}

public enum CareSaved
{
    Saved,

    /// <summary>Somebody else was first; read again.</summary>
    Conflict,

    /// <summary>The key was used before; nothing was written.</summary>
    Repeated,
}
