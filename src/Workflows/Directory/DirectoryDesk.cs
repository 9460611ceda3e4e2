using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory;

/// <summary>Takes changes to the directory: makes them on the version that is in force, checks the result, and saves it with who, when and why. Each is a new version.</summary>
public sealed class DirectoryDesk(IDirectoryStore store, IDirectorySource source, OpenCaseGuard guard)
{
    private const int Tries = 8;

    /// <summary>Makes a change. An edit that leaves everything as it is saves nothing and answers the version in force.</summary>
    /// <param name="expectedVersion">The version that the person has seen; another one is refused. Null makes the change on whatever version is in force.</param>
    public async Task<DirectoryAnswer> Change(
        Func<County, CountyEdited> edit, DirectoryOrder order, int? expectedVersion, bool dryRun = false, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = source.Current.County;
            if (expectedVersion is { } expected && expected != before.Version)
                return DirectoryAnswer.Refused(before, Changed(before.Version, expected));
            var edited = edit(before);
            if (edited.County is not { } after)
                return DirectoryAnswer.Refused(before, edited.Refusal!);
            var findings = CountyCheck.Findings(after);
            if (!findings.IsEmpty)
                return DirectoryAnswer.Faulty(before, findings);
            var changes = CountyDiff.Between(before, after);
            if (changes.IsEmpty || dryRun)
                return DirectoryAnswer.Done(before, changes, false);
            if (await guard.Check(before, after, cancellation) is { } refusal)
                return DirectoryAnswer.Refused(before, refusal);
            try
            {
                // A save that was begun is finished, though the caller may have gone.
                await store.Save(after, before.Version, order.For(changes), CancellationToken.None);
                return DirectoryAnswer.Done(after with { Version = before.Version + 1 }, changes, true);
            }
            catch (DirectoryChangedException) when (expectedVersion is null && attempt < Tries)
            {
                // Somebody else was first; the change is made again on what they left.
            }
            catch (DirectoryChangedException other)
            {
                return DirectoryAnswer.Refused(before, Changed(other.ActualVersion, other.ExpectedVersion));
            }
        }
    }

    private static Refusal Changed(int actual, int expected) =>
        new(RefusalKind.Conflict, "directory-changed", $"The directory is at version {actual}, not {expected}: somebody else has changed it. Look at it again and repeat your change.");
}

/// <summary>Who changes the directory, when and why.</summary>
/// <param name="What">See <see cref="DirectoryChange.What"/>.</param>
public sealed record DirectoryOrder(string By, DateTimeOffset At, string What, string Reason)
{
    internal DirectoryChange For(ImmutableArray<EntryChange> changes) => new(
        0, At, By, What, Reason, Count(changes, EntryChangeKind.Added), Count(changes, EntryChangeKind.Changed), Count(changes, EntryChangeKind.Removed),
        [.. changes.Take(DirectoryChange.MostEntries)]);

    private static int Count(ImmutableArray<EntryChange> changes, EntryChangeKind kind) => changes.Count(change => change.Kind == kind);
}

/// <summary>What the desk answers.</summary>
/// <param name="County">The county as it now stands.</param>
/// <param name="Changes">What differs from before; of a dry run, what would.</param>
/// <param name="Findings">Contradictions that kept the change from being made.</param>
/// <param name="Saved">True when a new version was made.</param>
public sealed record DirectoryAnswer(County County, ImmutableArray<EntryChange> Changes, Refusal? Refusal, ImmutableArray<CountyFinding> Findings, bool Saved)
{
    internal static DirectoryAnswer Done(County county, ImmutableArray<EntryChange> changes, bool saved) => new(county, changes, null, [], saved);

    internal static DirectoryAnswer Refused(County county, Refusal refusal) => new(county, [], refusal, [], false);

    internal static DirectoryAnswer Faulty(County county, ImmutableArray<CountyFinding> findings) => new(county, [], null, findings, false);
}
