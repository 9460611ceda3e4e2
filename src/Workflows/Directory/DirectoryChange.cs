using System.Collections.Immutable;

namespace GridCase.Workflows.Directory;

/// <summary>One version of the directory in its history: who made it, when, why, and what became different.</summary>
/// <param name="Version">The version that it made; the store sets it.</param>
/// <param name="By">The person.</param>
/// <param name="What">What was done, a short word: <c>edit</c>, <c>replace</c>, <c>import-people</c>, <c>move-grid</c>, <c>absence</c>.</param>
/// <param name="Reason">In the person's words; empty where somebody only notes the own absence.</param>
/// <param name="Entries">The first <see cref="MostEntries"/> entries that differ, by code and never by name.</param>
public sealed record DirectoryChange(
    int Version, DateTimeOffset At, string By, string What, string Reason, int Added, int Changed, int Removed, ImmutableArray<EntryChange> Entries)
{
    /// <summary>How many entries a change names; the counts are those of all.</summary>
    public const int MostEntries = 200;
}

/// <summary>One entry that differs between two versions.</summary>
/// <param name="Entry">Which: <c>grid 440804100201001</c>.</param>
/// <param name="Fields">For a changed one, the fields that differ, without what stands in them.</param>
public sealed record EntryChange(string Entry, EntryChangeKind Kind, ImmutableArray<string> Fields)
{
    public ImmutableArray<string> Fields { get; init; } = Fields.IsDefault ? [] : Fields;
}

/// <summary>How an entry differs.</summary>
public enum EntryChangeKind
{
    Added,
    Changed,
    Removed,
}
