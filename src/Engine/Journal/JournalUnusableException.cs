namespace GridCase.Engine;

/// <summary>The journal cannot be opened or has stopped. The message says what is wrong and what to do; nothing uncommitted was kept.</summary>
public sealed class JournalUnusableException(JournalTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public JournalTrouble Trouble { get; } = trouble;
}

/// <summary>Why a journal is unusable.</summary>
public enum JournalTrouble
{
    /// <summary>The file is not a sound journal.</summary>
    Corrupted,

    /// <summary>Another process has it open.</summary>
    Locked,

    /// <summary>A newer release wrote it.</summary>
    NewerSchema,

    /// <summary>There is no room left on the disk.</summary>
    DiskFull,

    /// <summary>The disk or its permissions do not let the journal write.</summary>
    Unwritable,

    /// <summary>It was closed by its owner.</summary>
    Closed,

    /// <summary>Code that belongs to the journal itself failed.</summary>
    Broken,
}
