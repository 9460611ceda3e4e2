namespace GridCase.Engine;

/// <summary>How a journal keeps its promises. Checked when the journal is opened.</summary>
public sealed class JournalOptions
{
    /// <summary>Where time comes from. Default: the machine's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Writes that may wait for the writer before further callers are made to wait; 1 to 1,000,000. Default 4,096.</summary>
    public int QueueLimit { get; init; } = 4_096;

    /// <summary>Writes taken into one commit; 1 to 100,000. Default 256.</summary>
    public int WritesPerCommit { get; init; } = 256;

    /// <summary>
    /// True: a commit is on the disk before anyone hears of it (SQLite synchronous=FULL). False: a power cut may lose the last commits, a
    /// killed process none (synchronous=NORMAL); for rehearsals and tests. Default true.
    /// </summary>
    public bool SyncEveryCommit { get; init; } = true;

    /// <summary>Read connections open at once; 1 to 256. Default 8.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>Page cache of the writing connection in megabytes; 1 to 4,096. Default 64.</summary>
    public int CacheMegabytes { get; init; } = 64;

    /// <summary>
    /// Log pages after which a commit copies them into the database file though callers wait; when none waits a thousand are enough.
    /// 100 to 1,000,000. Default 20,000 (80 MB).
    /// </summary>
    public int CheckpointPages { get; init; } = 20_000;

    /// <summary>
    /// A file up to this many megabytes is checked whole before it is used; a larger one while it is used, and a finding stops the journal.
    /// 0 to 1,000,000. Default 256 (about half a second).
    /// </summary>
    public int CheckFirstMegabytes { get; init; } = 256;

    /// <summary>Free disk space in megabytes below which the journal does not open; 0 to 1,000,000. Default 64.</summary>
    public int FreeMegabytes { get; init; } = 64;

    /// <summary>For tests: the largest number of pages, so that a full disk can be met on purpose.</summary>
    internal int? MaxPages { get; init; }

    /// <summary>For tests: how long the writer waits for another program that writes into the file.</summary>
    internal TimeSpan BusyLimit { get; init; } = TimeSpan.FromMinutes(1);

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Time);
        Within(QueueLimit, 1, 1_000_000, nameof(QueueLimit));
        Within(WritesPerCommit, 1, 100_000, nameof(WritesPerCommit));
        Within(Readers, 1, 256, nameof(Readers));
        Within(CacheMegabytes, 1, 4_096, nameof(CacheMegabytes));
        Within(CheckpointPages, 100, 1_000_000, nameof(CheckpointPages));
        Within(CheckFirstMegabytes, 0, 1_000_000, nameof(CheckFirstMegabytes));
        Within(FreeMegabytes, 0, 1_000_000, nameof(FreeMegabytes));
    }

    private static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between {least} and {most}.");
    }
}
